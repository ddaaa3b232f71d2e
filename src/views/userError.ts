/** An error whose message is a sentence for the user, already in their language. */
export class UserError extends Error {
  override readonly name = "UserError";
}
