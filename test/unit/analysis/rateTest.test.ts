import assert from "node:assert/strict";
import { test } from "node:test";
import { rateTest, type FinishedRuns } from "../../../src/analysis/rateTest";
import { seededRandom } from "../../support/random";

const days = (...all: (readonly [completed: number, finished: number])[]): FinishedRuns[] =>
  all.map(([completed, finished]) => ({ completed, finished }));

const five = (completed: number, finished: number): FinishedRuns[] =>
  Array.from({ length: 5 }, () => ({ completed, finished }));

test("the rate of the other days is nothing to judge", () => {
  const same = rateTest({ completed: 3, finished: 4 }, five(6, 8));
  assert.deepEqual(same, { expected: 0.75, side: 0, pValue: 1 });
});

test("days that never failed can be departed from", () => {
  // a = 50.5, b = 0.5: B(50.5, 3.5) ÷ B(50.5, 0.5) = 0.5 · 1.5 · 2.5 ÷ (51 · 52 · 53).
  const none = rateTest({ completed: 0, finished: 3 }, five(10, 10));
  assert.deepEqual([none.side, none.expected], [-1, 1]);
  assert.ok(Math.abs(none.pValue / ((0.5 * 1.5 * 2.5) / (51 * 52 * 53)) - 1) < 1e-9);
});

test("completed and lost runs are treated alike", () => {
  const random = seededRandom(14);
  for (let round = 0; round < 300; round++) {
    const earlier = Array.from({ length: random.int(4, 28) }, () => {
      const finished = random.int(1, 20);
      return { finished, completed: random.int(0, finished) };
    });
    const finished = random.int(1, 30);
    const day = { finished, completed: random.int(0, finished) };
    const turned = (one: FinishedRuns): FinishedRuns => ({
      finished: one.finished,
      completed: one.finished - one.completed,
    });
    const there = rateTest(day, earlier);
    const back = rateTest(turned(day), earlier.map(turned));
    assert.ok(there.pValue >= 0 && there.pValue <= 1, `${there.pValue}`);
    assert.ok(Math.abs(there.pValue - back.pValue) < 1e-9);
    assert.equal(there.side + back.side, 0);
  }
});

test("days unlike each other make every rate less surprising", () => {
  const day = { completed: 2, finished: 10 };
  const even = rateTest(day, days([8, 10], [8, 10], [8, 10], [8, 10], [8, 10]));
  const uneven = rateTest(day, days([10, 10], [4, 10], [10, 10], [6, 10], [10, 10]));
  assert.equal(even.expected, uneven.expected);
  assert.ok(uneven.pValue > 10 * even.pValue);
});

test("days of nothing but one rate each leave nothing known, and still a p", () => {
  const { pValue } = rateTest(
    { completed: 0, finished: 50 },
    days([50, 50], [0, 50], [50, 50], [50, 50], [50, 50]),
  );
  assert.ok(pValue > 0.1 && pValue <= 1, `${pValue}`);
});
