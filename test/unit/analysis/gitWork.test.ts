import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import type { CommitFacts } from "../../../src/analysis/gitVelocity";
import { gitWork } from "../../../src/analysis/gitWork";
import { mostRunDays, runDays } from "../../../src/analysis/runDays";
import { day, historyOf, minute, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

const calendar = localCalendar();
const place = { calendar, hourOf: (ms: number) => new Date(ms).getHours() };
const commits = (...moments: readonly number[]): readonly CommitFacts[] =>
  moments.map((atMs) => ({ atMs, isMerge: false, isConventional: true, isBreaking: false }));
const runs = (...moments: readonly number[]): Run[] =>
  moments.map((at) => ({ skill: "task:a", at }));
const daysOf = (...moments: readonly number[]) => runDays(historyOf(runs(...moments)), calendar);
const midnight = calendar.startOf("day", someTime);
const dayAt = (back: number): number => calendar.startOf("day", midnight - back * day + day / 2);

test("days with runs are those of a naive walk", () => {
  forRandomHistories((history, all) => {
    const byDate = new Map<number, Run[]>();
    for (const run of all) {
      const startMs = new Date(run.at).setHours(0, 0, 0, 0);
      byDate.set(startMs, [...(byDate.get(startMs) ?? []), run]);
    }
    assert.deepEqual(
      runDays(history, calendar),
      [...byDate].map(([startMs, those]) => ({
        startMs,
        runs: those.length,
        finished: those.filter(({ outcome }) => !/running|unknown/.test(outcome ?? "")).length,
        completed: those.filter(({ outcome }) => outcome === "completed").length,
        activeMinutes: new Set(those.map((run) => Math.floor(run.at / minute))).size,
      })),
    );
  });
});

test("no more days are told than a year has, the newest ones", () => {
  const all = daysOf(...Array.from({ length: 400 }, (_, at) => someTime - at * day));
  assert.equal(all.length, mostRunDays);
  assert.equal(all.at(-1)?.startMs, midnight);
});

test("up to 120 days are drawn by day and more by week, and nothing is lost", () => {
  const range = (days: number) => ({ fromMs: dayAt(days - 1), lastMs: someTime });
  const moments = [0, 1, 5, 119].map((back) => dayAt(back) + 12 * 60 * minute);
  const found = (days: number) =>
    gitWork(commits(...moments), daysOf(...moments), range(days), place);
  for (const [days, unit] of [
    [120, "day"],
    [121, "week"],
  ] as const) {
    const work = found(days);
    assert.equal(work.unit, unit);
    assert.equal(work.buckets.length, unit === "day" ? 120 : work.velocity.weeks.length);
    for (const what of ["runs", "commits"] as const)
      assert.equal(
        work.buckets.reduce((sum, bucket) => sum + bucket[what], 0),
        4,
      );
  }
});

test("a week has the runs of its own days", () => {
  const fromMs = dayAt(200);
  const history = historyOf(runs(...Array.from({ length: 201 }, (_, at) => dayAt(at) + minute)));
  const { buckets } = gitWork([], runDays(history, calendar), { fromMs, lastMs: someTime }, place);
  assert.deepEqual(
    buckets.slice(1, -1).map((bucket) => bucket.runs),
    buckets.slice(1, -1).map(() => 7),
  );
  assert.equal(
    buckets.reduce((sum, bucket) => sum + bucket.runs, 0),
    201,
  );
});

test("compared are days with anything on them, from the first run on, without today", () => {
  const work = gitWork(
    commits(dayAt(9), dayAt(5), dayAt(5), dayAt(3), someTime),
    daysOf(dayAt(6), dayAt(5), dayAt(2), dayAt(2) + minute, someTime),
    { fromMs: dayAt(12), lastMs: someTime },
    place,
  );
  assert.deepEqual(
    work.days.map(({ startMs, runs: ran, commits: made }) => [startMs, ran, made]),
    [
      [dayAt(6), 1, 0],
      [dayAt(5), 1, 2],
      [dayAt(3), 0, 1],
      [dayAt(2), 2, 0],
    ],
  );
  assert.deepEqual(work.ties, {});
});

test("without a run nothing is compared, and commits are counted all the same", () => {
  const work = gitWork(commits(dayAt(2)), [], { fromMs: dayAt(12), lastMs: someTime }, place);
  assert.deepEqual([work.days, work.velocity.commits], [[], 1]);
});

test("what goes together is found, each over the days it is known of", () => {
  const moments: number[] = [];
  const made: number[] = [];
  const all: Run[] = [];
  for (let back = 1; back <= 20; back++) {
    for (let at = 0; at < back % 5; at++) made.push(dayAt(back) + at * minute);
    // Three runs and more on every other day only; all within two minutes.
    for (let at = 0; at <= (back % 5) + (back % 2 === 0 ? 2 : 0); at++)
      all.push({
        skill: "task:a",
        at: dayAt(back) + at,
        outcome: at % 2 === 0 ? "completed" : "failed",
      });
    moments.push(dayAt(back));
  }
  const range = { fromMs: dayAt(20), lastMs: someTime };
  const { ties, days } = gitWork(commits(...made), runDays(historyOf(all), calendar), range, place);
  assert.equal(days.length, moments.length);
  assert.ok(ties.runs !== undefined && ties.runs.r > 0.7);
  assert.equal(ties.runs.n, 20);
  assert.equal(ties.activeMinutes, undefined, "one minute on each day");
  assert.equal(ties.completionRate?.n, days.filter(({ finished }) => finished >= 3).length);
  assert.ok(ties.completionRate.n < 20);
});
