import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsBetween } from "../../../src/analysis/rowRange";
import { day, historyOf, someTime } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

test("the first moment is in and the last is not", () => {
  const history = historyOf([10, 20, 20, 30].map((at) => ({ skill: "task:a", at })));
  assert.deepEqual(rowsBetween(history, 10, 30), { first: 0, end: 3 });
  assert.deepEqual(rowsBetween(history, 20, 21), { first: 1, end: 3 });
  assert.deepEqual(rowsBetween(history, 31, 99), { first: 4, end: 4 });
  assert.deepEqual(rowsBetween(history, 30, 10), { first: 3, end: 3 });
});

test("the rows are those of a look at every run", () => {
  forRandomHistories((history, runs, random) => {
    const [from, to] = [0, 1].map(() => someTime + random.int(-day, 4 * day)) as [number, number];
    const { first, end } = rowsBetween(history, from, to);
    const inside = runs.flatMap((run, row) => (run.at >= from && run.at < to ? [row] : []));
    assert.deepEqual(
      Array.from({ length: end - first }, (_, at) => first + at),
      inside,
    );
  });
});
