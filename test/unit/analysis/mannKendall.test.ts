import assert from "node:assert/strict";
import { test } from "node:test";
import { mannKendall, mannKendallMinimum } from "../../../src/analysis/mannKendall";
import { twoSidedP } from "../../../src/analysis/normal";

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, at) =>
    permutations(values.filter((_, other) => other !== at)).map((rest) => [value, ...rest]),
  );
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);

test("p follows from the rising and the falling pairs", () => {
  // S = 10, variance 5·4·15 ÷ 18.
  assert.equal(mannKendall(upTo(5)), twoSidedP(9 / Math.sqrt(300 / 18)));
  assert.equal(mannKendall(upTo(5).reverse()), mannKendall(upTo(5)));
  // S = 4 − 2, variance 4·3·13 ÷ 18.
  assert.equal(mannKendall([2, 1, 4, 3]), twoSidedP(1 / Math.sqrt(156 / 18)));
});

test("ties take from the variance what they cannot give", () => {
  // S = 5; 66 − (2·1·9) in 4·3·13 = 156: (156 − 18) ÷ 18.
  assert.equal(mannKendall([1, 2, 2, 3]), twoSidedP(4 / Math.sqrt(138 / 18)));
});

test("values that are all equal go nowhere", () => {
  assert.equal(mannKendall([3, 3, 3, 3]), 1);
  assert.equal(mannKendall([3]), undefined);
  assert.equal(mannKendall([]), undefined);
});

test("with fewer than five values nothing can be shown, with five it can", () => {
  assert.ok((mannKendall(upTo(mannKendallMinimum - 1)) ?? 0) > 0.05);
  assert.ok((mannKendall(upTo(mannKendallMinimum)) ?? 1) < 0.05);
});

test("in random order a p below 5 % comes at most in 5 % of all cases", () => {
  for (const values of [
    [1, 2, 3, 4, 5, 6, 7],
    [1, 2, 3, 4, 5, 6],
    [1, 1, 2, 3, 3, 4],
    [1, 2, 3, 4, 5],
  ]) {
    const all = permutations(values);
    for (const level of [0.05, 0.1, 0.3]) {
      const found = all.filter((order) => (mannKendall(order) ?? 1) < level).length;
      assert.ok(found > 0 && found <= level * all.length, `${values.length}: ${found}`);
    }
  }
});
