import assert from "node:assert/strict";
import { test } from "node:test";
import { SkippedCounter } from "../../../src/agents/skipped";

test("unknown types are counted each by its own, also after going through JSON", () => {
  const counter = new SkippedCounter();
  for (const type of ["b", "a", "b", "7"]) counter.addUnknown(type);
  counter.addUnreadable();
  const again = new SkippedCounter(JSON.parse(JSON.stringify(counter.state())));
  again.addUnknown("b");
  again.addUnreadable();
  assert.deepEqual(Object.fromEntries(again.unknownTypes), { a: 1, b: 3, 7: 1 });
  assert.equal(again.unreadable, 2);
});

test("what is no plain word, or one too many, is counted without its name", () => {
  const counter = new SkippedCounter();
  counter.addUnknown("SECRET text of a person");
  counter.addUnknown("x".repeat(65));
  for (let at = 0; at < 50; at++) counter.addUnknown(`type-${at}`);
  counter.addUnknown("type-3");
  assert.equal(counter.unknownTypes.size, 32);
  assert.equal(counter.unknownTypes.get("type-3"), 2);
  assert.equal(
    [...counter.unknownTypes.values()].reduce((sum, lines) => sum + lines, 0),
    53,
  );
  assert.doesNotMatch(JSON.stringify(counter.state()), /SECRET|xxx/);
  assert.ok(JSON.stringify(counter.state()).length < 3000);
});
