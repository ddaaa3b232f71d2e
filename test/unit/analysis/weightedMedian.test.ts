import assert from "node:assert/strict";
import { test } from "node:test";
import { weightedMedian } from "../../../src/analysis/weightedMedian";
import { naiveQuantile } from "../../support/naive";
import { seededRandom } from "../../support/random";

const of = (values: readonly number[], weights: readonly number[]): number | undefined =>
  weightedMedian(Float64Array.from(values), Float64Array.from(weights));

test("a value with more than half of the weight is the median", () => {
  assert.equal(of([1, 2, 100], [1, 1, 3]), 100);
  assert.equal(of([100, 2, 1], [1, 5, 1]), 2);
  assert.equal(of([7], [0.1]), 7);
});

test("where a value ends at the half, the next one counts as much", () => {
  assert.equal(of([10, 30, 20], [1, 1, 2]), 20);
  assert.equal(of([10, 20, 40], [1, 1, 2]), 30);
  assert.equal(of([40, 10], [0.3, 0.3]), 25);
});

test("nothing has no median", () => {
  assert.equal(of([], []), undefined);
});

test("weights that are whole numbers are as if each value came so many times", () => {
  const random = seededRandom(6);
  for (let round = 0; round < 2000; round++) {
    const values = Array.from({ length: random.int(1, 40) }, () => random.int(0, 30));
    const weights = values.map(() => random.int(1, 5));
    const repeated = values.flatMap((value, at) => Array<number>(weights[at] ?? 0).fill(value));
    assert.equal(of(values, weights), naiveQuantile(repeated, 0.5));
    // Tenths are not exact in binary: the half must be found all the same.
    const tenths = weights.map((weight) => weight / 10);
    assert.equal(of(values, tenths), naiveQuantile(repeated, 0.5));
  }
});
