import assert from "node:assert/strict";
import { test } from "node:test";
import { certaintyOf, certaintyOfLift, effectOf } from "../../../src/analysis/insightScale";
import { minute } from "../../support/history";
import { seededRandom } from "../../support/random";

const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-12;

test("half an hour a week is half of the greatest effect, nothing is none", () => {
  assert.equal(effectOf(0), 0);
  assert.equal(effectOf(30 * minute), 0.5);
  assert.ok(near(effectOf(minute), 1 / 31) && near(effectOf(8 * 60 * minute), 16 / 17));
});

test("a finding of one in a hundred is no surprise among a hundred", () => {
  assert.ok(near(certaintyOf(0.01, 1), 0.99));
  assert.ok(near(certaintyOf(0.01, 100), 0.99 ** 100));
  assert.deepEqual([certaintyOf(1, 3), certaintyOf(0, 3)], [0, 1]);
  assert.ok(certaintyOf(1e-20, 1000) > 1 - 1e-12);
});

test("the surest of many by chance is as sure as it says once in ten times at 0.9", () => {
  const random = seededRandom(81);
  const rounds = 4000;
  const sure = Array.from({ length: rounds }, () =>
    Math.min(...Array.from({ length: 30 }, () => random.next())),
  ).filter((p) => certaintyOf(p, 30) >= 0.9).length;
  assert.ok(Math.abs(sure / rounds - 0.1) < 0.015, `${sure}`);
});

test("what is no more often than by chance is not sure", () => {
  assert.equal(certaintyOfLift(100, 1), 0);
  assert.equal(certaintyOfLift(100, 0.3), 0);
});

test("the bound on a count is never surer than the count's own chance", () => {
  for (const count of [2, 5, 20, 60]) {
    for (const lift of [1.2, 2, 5, 30]) {
      const mean = count / lift;
      let [term, below] = [Math.exp(-mean), 0];
      for (let k = 0; k < count; k++) {
        below += term;
        term *= mean / (k + 1);
      }
      const sure = certaintyOfLift(count, lift);
      assert.ok(sure <= below + 1e-12 && sure > 0, `${count} ${lift}: ${sure} ${below}`);
    }
  }
  assert.ok(certaintyOfLift(20, 5) > 0.999);
});
