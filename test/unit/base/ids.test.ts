import assert from "node:assert/strict";
import { test } from "node:test";
import { uuidv7Source } from "../../../src/base/ids";

test("ids sort in the order they were made, also within one millisecond and when the clock steps back", () => {
  let now = 1_700_000_000_000;
  const next = uuidv7Source(() => now);
  const made: string[] = [];
  for (let step = 0; step < 20_000; step++) {
    if (step % 7_000 === 6_999) now -= 5_000;
    if (step % 50 === 0) now += step % 3;
    made.push(next());
  }
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
});

test("an id has the version, the variant and the time of RFC 9562", () => {
  const ms = 1_645_557_742_000; // the example of the RFC, appendix A.6
  const id = uuidv7Source(() => ms)();
  assert.match(id, /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
