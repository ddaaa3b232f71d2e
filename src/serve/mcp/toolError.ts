/** Why a tool cannot answer: one sentence for whoever called it. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}
