import assert from "node:assert/strict";
import { test } from "node:test";
import { newSalt } from "../../../src/base/salt";

test("a salt is every random byte in two digits, and no two are the same", () => {
  const counting = newSalt((bytes) => bytes.forEach((_, at) => (bytes[at] = at)));
  assert.match(counting, /^000102030405.*1d1e1f$/);
  const salts = Array.from({ length: 100 }, () => newSalt());
  assert.equal(new Set(salts).size, 100);
  for (const salt of salts) assert.match(salt, /^[0-9a-f]{64}$/);
});
