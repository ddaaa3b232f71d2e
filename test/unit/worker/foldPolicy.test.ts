import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pending } from "../../../src/store/generation";
import { isFoldDue, mostAgeMs, mostBytes, mostRecords } from "../../../src/worker/foldPolicy";

const some: Pending = { records: 1, bytes: 500, oldestAtMs: 0, leftBehind: false };

const cases: readonly (readonly [
  what: string,
  pending: Partial<Pending>,
  nowMs: number,
  due: boolean,
])[] = [
  ["a few new records wait", {}, 1000, false],
  ["many records do not wait", { records: mostRecords }, 1000, true],
  ["long journals do not wait", { bytes: mostBytes }, 1000, true],
  ["old records do not wait", {}, mostAgeMs, true],
  ["journals of ended processes do not wait", { leftBehind: true }, 0, true],
  ["nothing is never due", { records: 0, bytes: mostBytes, leftBehind: true }, 1e12, false],
];

for (const [what, pending, nowMs, due] of cases) {
  test(what, () => {
    assert.equal(isFoldDue({ ...some, ...pending }, nowMs, 0), due);
  });
}

test("processes with another jitter fold at another time", () => {
  assert.equal(isFoldDue(some, mostAgeMs, 1), false);
  assert.equal(isFoldDue(some, mostAgeMs * 1.25, 1), true);
});
