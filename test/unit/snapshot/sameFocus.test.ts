import assert from "node:assert/strict";
import { test } from "node:test";
import { sameFocus } from "../../../src/snapshot/sameFocus";

test("two focuses are the same when all they say is", () => {
  assert.ok(sameFocus(undefined, {}));
  assert.ok(sameFocus({ folder: "a", file: "b" }, { file: "b", folder: "a" }));
  assert.ok(!sameFocus({ folder: "a" }, undefined));
  assert.ok(!sameFocus({ language: "go" }, { language: "c" }));
  assert.ok(!sameFocus({ file: "a" }, { file: "b" }));
});
