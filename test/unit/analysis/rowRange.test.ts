import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsBetween, sliceRows } from "../../../src/analysis/rowRange";
import { day, historyOf, runsOf, someTime } from "../../support/history";
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

test("views of rows are the rows", () => {
  forRandomHistories((history, runs, random) => {
    const [fromMs, toMs] = [random.int(0, 2), random.int(0, 3)].map(
      (days) => someTime + days * day,
    );
    const range = rowsBetween(history, fromMs ?? 0, toMs ?? 0);
    assert.deepEqual(
      runsOf(sliceRows(history, range)).map(({ at }) => at),
      runs.filter(({ at }) => at >= (fromMs ?? 0) && at < (toMs ?? 0)).map(({ at }) => at),
    );
  });
});
