import assert from "node:assert/strict";
import { test } from "node:test";
import { theilSen, type TrendPoint } from "../../../src/analysis/theilSen";
import { seededRandom } from "../../support/random";

const points = (values: readonly number[], weights?: readonly number[]): TrendPoint[] =>
  values.map((value, at) => ({ at, value, weight: weights?.[at] ?? 1 }));

test("points on a line give that line, whatever their weights", () => {
  const line = theilSen(points([1, 3, 5, 7], [9, 1, 100, 4]));
  assert.equal(line?.slope, 2);
  assert.equal(line.at(0), 1);
  assert.equal(line.at(10), 21);
});

test("one wild point does not tilt the line", () => {
  assert.equal(theilSen(points([0, 1, 2, 3, 400, 5, 6]))?.slope, 1);
});

test("the slope is the median of all pairs, far pairs counting for more", () => {
  // Pairs: (0, 1) 4, (0, 3) 1, (1, 3) −½, with weights 1 : 3 : 2, times √½.
  const line = theilSen([
    { at: 0, value: 0, weight: 1 },
    { at: 1, value: 4, weight: 1 },
    { at: 3, value: 3, weight: 1 },
  ]);
  assert.equal(line?.slope, 1);
  // y − t: 0, 3, 0.
  assert.equal(line.at(0), 0);
});

test("a day of a hundred runs says more than days of one", () => {
  // Pairs of neighbours: 0.5, −0.5, −0.5; between the two great days the slope is −0.1.
  const line = theilSen(points([0.9, 0, 0.7], [100, 1, 100]));
  assert.ok(Math.abs((line?.slope ?? NaN) + 0.1) < 1e-12);
});

test("fewer than two points are no line", () => {
  assert.equal(theilSen([]), undefined);
  assert.equal(theilSen(points([1])), undefined);
});

test("turning time around turns the slope around, moving and stretching does what it should", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 300; round++) {
    const own = Array.from({ length: random.int(2, 15) }, (_, at) => ({
      at: at * 2 + random.int(0, 1),
      value: random.next(),
      weight: random.int(1, 30),
    }));
    const slope = theilSen(own)?.slope ?? NaN;
    const back = own.map((point) => ({ ...point, at: -point.at })).reverse();
    assert.ok(Math.abs((theilSen(back)?.slope ?? NaN) + slope) < 1e-9);
    const moved = own.map((point) => ({ ...point, at: point.at * 3, value: point.value + 5 }));
    assert.ok(Math.abs((theilSen(moved)?.slope ?? NaN) * 3 - slope) < 1e-9);
  }
});
