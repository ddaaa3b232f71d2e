import assert from "node:assert/strict";
import { test } from "node:test";
import { hashUser, isUserHash } from "../../../../src/recommend/peers/identity";
import { hmac } from "./peers";

test("a hash is HMAC-SHA-256 with the salt as key", () => {
  // RFC 4231, test case 2.
  assert.equal(
    hashUser("what do ya want for nothing?", "Jefe", hmac),
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("another salt makes another hash, and the same salt the same", () => {
  const hash = hashUser("anna@example.com", "one", hmac);
  assert.equal(hashUser("anna@example.com", "one", hmac), hash);
  assert.notEqual(hashUser("anna@example.com", "two", hmac), hash);
  assert.notEqual(hashUser("ben@example.com", "one", hmac), hash);
  assert.ok(isUserHash(hash));
});

test("where salt and id meet does not matter to the secret: nothing is just joined", () => {
  assert.notEqual(hashUser("bc", "a", hmac), hashUser("c", "ab", hmac));
});

test("nobody is hashed without a salt or without an id", () => {
  assert.throws(() => hashUser("anna@example.com", "", hmac), RangeError);
  assert.throws(() => hashUser("", "salt", hmac), RangeError);
});

test("what is not a hash is not taken for one", () => {
  for (const text of ["anna@example.com", "", "AB".repeat(32), "a".repeat(63), 7, undefined]) {
    assert.equal(isUserHash(text), false);
  }
});
