import assert from "node:assert/strict";
import { test } from "node:test";
import { median, quantile } from "../../../src/analysis/quantiles";
import { naiveQuantile } from "../../support/naive";
import { seededRandom } from "../../support/random";

test("the median of an even count is the mean of the two in the middle", () => {
  assert.equal(median(Float64Array.of(4, 1, 3, 2)), 2.5);
  assert.equal(median(Float64Array.of(9, 1, 5)), 5);
  assert.equal(median(Float64Array.of(7)), 7);
});

test("nothing has no median", () => {
  assert.equal(median(new Float64Array()), undefined);
});

test("the 90th percentile interpolates as type 7 does", () => {
  // 0.9 · (10 − 1) = 8.1, a tenth of the way from the 9th to the 10th value.
  const oneToTen = Float64Array.from({ length: 10 }, (_, at) => 10 - at);
  assert.ok(Math.abs((quantile(oneToTen, 0.9) ?? 0) - 9.1) < 1e-12);
  assert.equal(quantile(oneToTen, 0), 1);
  assert.equal(quantile(oneToTen, 1), 10);
});

test("any quantile of any sample equals that of the sorted sample", () => {
  const random = seededRandom(2);
  const shapes = [
    (at: number) => at,
    (at: number) => 1000 - at,
    () => 5,
    () => random.int(0, 3),
    () => random.int(0, 100_000),
    (at: number) => (at % 2 === 0 ? at : -at),
    () => random.next() * 1e9,
  ];
  for (let sample = 0; sample < 700; sample++) {
    const shape = shapes[sample % shapes.length] ?? (() => 0);
    const values = Array.from({ length: random.int(0, 200) }, (_, at) => shape(at));
    const p = random.pick([0, 0.25, 0.5, 0.9, 0.99, 1]);
    assert.equal(quantile(Float64Array.from(values), p), naiveQuantile(values, p));
  }
});

test("one sample can be asked for several quantiles", () => {
  const random = seededRandom(3);
  for (let sample = 0; sample < 300; sample++) {
    const values = Array.from({ length: random.int(1, 50) }, () => random.int(0, 20));
    const columns = Float64Array.from(values);
    for (const p of [0.9, 0.1, 0.5]) assert.equal(quantile(columns, p), naiveQuantile(values, p));
  }
});
