import type { UserHash } from "./model";

/** HMAC with SHA-256 (RFC 2104) of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export type HmacSha256 = (key: string, text: string) => string;

const hashPattern = /^[0-9a-f]{64}$/;

/**
 * The name under which a user appears to others: HMAC-SHA-256 of the id, with the salt as key.
 *
 * The same salt keeps one user one, whatever the folder. Who knows the salt can check a guess, but
 * nobody can read the id; so it stays where it was made.
 *
 * @throws RangeError when id or salt is empty: an unsalted hash of a known address is no secret.
 */
export function hashUser(userId: string, salt: string, hmac: HmacSha256): UserHash {
  if (userId === "") throw new RangeError("A user needs an id.");
  if (salt === "") throw new RangeError("A user id is only hashed with a salt.");
  return hmac(salt, userId);
}

export function isUserHash(text: unknown): text is UserHash {
  return typeof text === "string" && hashPattern.test(text);
}
