import assert from "node:assert/strict";
import { test } from "node:test";
import { learnDurations } from "../../../../src/recommend/predict/durations";
import { day, historyOf, minute, someTime, type Run } from "../../../support/history";

const second = 1000;

/** Runs of one skill, one after the other. */
function inTurn(durations: readonly number[], gapMs = minute): Run[] {
  let at = someTime;
  return durations.map((ms) => {
    const run: Run = { skill: "task:build", at, ms };
    at += ms + gapMs;
    return run;
  });
}

const seconds = (count: number, from = 1): number[] =>
  Array.from({ length: count }, (_, at) => (from + at) * second);

test("nine runs of one to nine seconds say one to nine, and eight say nothing", () => {
  const nine = learnDurations(historyOf(inTurn(seconds(9))));
  const expected = { runs: 9, lowMs: second, medianMs: 5 * second, highMs: 9 * second };
  assert.deepEqual(nine, { bySkill: [expected], forecasts: 0 });
  const eight = learnDurations(historyOf(inTurn(seconds(8))));
  assert.deepEqual(eight, { bySkill: [undefined], forecasts: 0 });
});

test("an empty history forecasts nothing", () => {
  assert.deepEqual(learnDurations(historyOf([])), { bySkill: [], forecasts: 0 });
});

test("runs that failed, went on in the background or were not timed say nothing", () => {
  const runs = inTurn(seconds(9));
  const [odd, ...others] = runs;
  assert.ok(odd);
  const { skill, at } = odd;
  for (const instead of [
    { ...odd, outcome: "failed" },
    { ...odd, outcome: "abandoned" },
    { ...odd, background: true },
    { skill, at },
  ] satisfies Run[]) {
    assert.deepEqual(learnDurations(historyOf([instead, ...others])).bySkill, [undefined]);
  }
});

test("skills are forecast from their own runs", () => {
  const runs = [
    ...inTurn(seconds(9)),
    ...inTurn(seconds(9, 11)).map((run): Run => ({ ...run, skill: "task:test", at: run.at + day })),
    { skill: "task:rare", at: someTime + 2 * day, ms: 1 } as const,
  ];
  const { bySkill } = learnDurations(historyOf(runs));
  assert.deepEqual(
    bySkill.map((one) => one && [one.lowMs, one.medianMs, one.highMs]),
    [[1000, 5000, 9000], [11_000, 15_000, 19_000], undefined],
  );
});

test("a forecast rests on the newest ninety-nine runs", () => {
  const runs = inTurn([...Array<number>(200).fill(second), ...Array<number>(99).fill(2 * second)]);
  const [forecast] = learnDurations(historyOf(runs)).bySkill;
  const ms = 2 * second;
  assert.deepEqual(forecast, { runs: 99, lowMs: ms, medianMs: ms, highMs: ms });
});

test("newest is what ended last, not what began last", () => {
  const quick = inTurn(Array<number>(120).fill(second));
  const slow: Run = { skill: "task:build", at: someTime - minute, ms: day };
  const [forecast] = learnDurations(historyOf([...Array<Run>(19).fill(slow), ...quick])).bySkill;
  assert.deepEqual(forecast, { runs: 99, lowMs: second, medianMs: second, highMs: day });
});

test("runs that go on when another begins are not known to it", () => {
  const together = Array.from({ length: 9 }, (_, at): Run => ({
    skill: "task:build",
    at: someTime + at * second,
    ms: minute - at * second,
  }));
  const next = (at: number): number =>
    learnDurations(historyOf([...together, { skill: "task:build", at, ms: second }])).forecasts;
  assert.equal(next(someTime + 30 * second), 0);
  assert.equal(next(someTime + minute), 0);
  assert.equal(next(someTime + minute + 1), 1);
});

test("forecasts in hindsight are counted, with what came of them and of the time before", () => {
  const turns = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? 10 : 20) * second);
  const runs = inTurn([...Array<number>(9).fill(10 * second), ...turns]);
  // Only the first run of 20 s is outside: every other one knows of that. Half are as the median,
  // the rest twice as long; all but the first took half or twice the time of the one before.
  assert.deepEqual(learnDurations(historyOf(runs)).errors, {
    inside: 29,
    medianError: 0.5,
    lastError: 1,
  });
  const { forecasts, errors } = learnDurations(historyOf(runs.slice(0, -1)));
  assert.deepEqual([forecasts, errors], [29, undefined]);
});

test("only the newest runs are looked at, and only the newest of these are judged", () => {
  const history = historyOf(inTurn(seconds(80)));
  assert.equal(learnDurations(history, { judged: 40 }).forecasts, 40);
  assert.equal(learnDurations(history, { most: 50 }).forecasts, 41);
  assert.equal(learnDurations(history, { most: 50 }).bySkill[0]?.runs, 50);
  assert.equal(learnDurations(history, { most: 50, judged: 45 }).forecasts, 41);
});
