import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { checkDays, checkDaysMinimum } from "../../../src/analysis/checkDays";
import { localDays } from "../../../src/analysis/localDays";
import { qualityOf } from "../../../src/analysis/quality";
import { rateOf } from "../../../src/analysis/rates";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import { aMeasurement } from "../../support/coverage";
import { day, historyOf, hour, someSkills, someTime, type Run } from "../../support/history";
import { naiveCounts, naiveRate } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

const calendar = localCalendar();
const midnight = calendar.startOf("day", someTime);
/** Nine in the morning of a day, counted from that of `someTime`. */
const morning = (days: number): number => {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 9).getTime();
};
const checks = {
  "terminal:npm test": { category: "Testing" },
  "terminal:eslint": { category: "Lint & format" },
  "task:build": { category: "Build" },
  "terminal:git commit": { category: "Version control" },
} satisfies Partial<Record<SkillKey, { category: string }>>;

/** So many runs of one skill that completed, then so many that failed, on one day. */
function runs(on: number, completed: number, failed: number, changes: Partial<Run> = {}): Run[] {
  return Array.from({ length: completed + failed }, (_, n): Run => ({
    ...{ skill: "terminal:npm test", at: morning(on) + n * 1000 },
    outcome: n < completed ? "completed" : "failed",
    ...changes,
  }));
}
const historyWith = (...all: readonly (readonly Run[])[]) =>
  historyOf(all.flat(), { skills: checks });
const tenDays = localDays(midnight, morning(9), calendar);

test("only tests, linters and builds count, and no background run", () => {
  const history = historyWith(
    ...[runs(0, 3, 1), runs(0, 1, 0, { skill: "terminal:eslint" })],
    ...[runs(0, 0, 2, { skill: "task:build" }), runs(0, 5, 5, { skill: "terminal:git commit" })],
    runs(0, 0, 9, { background: true }),
  );
  const { all, days, skills } = checkDays(history, tenDays, morning(9));
  assert.deepEqual(all, rateOf({ running: 0, completed: 4, failed: 3, abandoned: 0, unknown: 0 }));
  assert.deepEqual(
    skills.map(({ key, finished, rate }) => [key, finished, rate]),
    [
      ["terminal:npm test", 4, 0.75],
      ["task:build", 2, 0],
      ["terminal:eslint", 1, 1],
    ],
  );
  assert.deepEqual(days[0]?.rate, 4 / 7);
});

test("a run of the test explorer is a check whatever its category", () => {
  const history = historyOf(runs(0, 1, 0, { skill: "test:all" }));
  assert.equal(checkDays(history, tenDays, morning(9)).all.finished, 1);
});

test("a day without finished checks is there and has no rate: nothing missing is 0 %", () => {
  const unknown = { outcome: "unknown" } as const;
  const { days } = checkDays(
    historyWith(runs(2, 0, 4), runs(4, 1, 0, unknown)),
    tenDays,
    morning(9),
  );
  assert.equal(days.length, 10);
  assert.deepEqual(
    days.map(({ rate }) => rate),
    [
      ...[undefined, undefined, 0, undefined, undefined],
      ...[undefined, undefined, undefined, undefined, undefined],
    ],
  );
  assert.ok(days.every(({ interval, rate }) => (interval === undefined) === (rate === undefined)));
  assert.equal(days[4]?.total, 1);
});

test("a direction takes five whole days; today takes no part in it", () => {
  const rising = [runs(0, 2, 18), runs(1, 6, 14), runs(2, 10, 10), runs(3, 14, 6), runs(4, 18, 2)];
  const four = checkDays(historyWith(...rising), tenDays, morning(4)).trend;
  assert.deepEqual(four, { direction: "unknown", days: 4, daysNeeded: checkDaysMinimum });
  const five = checkDays(historyWith(...rising), tenDays, morning(5)).trend;
  assert.equal(five.direction, "improving");
  assert.ok(Math.abs((five.slopePerWeek ?? 0) - 1.4) < 1e-9, "a fifth of all runs each day");
  const falling = checkDays(
    historyWith(
      ...[...rising]
        .reverse()
        .map((one, on) => one.map((run) => ({ ...run, at: morning(on) + (run.at % 1000) }))),
    ),
    tenDays,
    morning(5),
  );
  assert.equal(falling.trend.direction, "declining");
  const same = checkDays(
    historyWith(...rising.map((_, on) => runs(on, 9, 1))),
    tenDays,
    morning(5),
  );
  assert.equal(same.trend.direction, "stable");
});

test("random runs are counted as a naive walk counts them", () => {
  const skills = Object.fromEntries(
    someSkills.map((key) => [key, { category: /test|build/.test(key) ? "Testing" : "Run" }]),
  );
  forRandomHistories(
    (history, all, random) => {
      const fromMs = someTime + random.int(-30, 40) * hour;
      const lastMs = fromMs + random.int(0, 60) * hour;
      const own = all.filter(
        ({ skill, at, background }) =>
          /test|build/.test(skill) && background !== true && at >= fromMs && at <= lastMs,
      );
      const { days, all: together } = checkDays(
        history,
        localDays(fromMs, lastMs, calendar),
        lastMs,
      );
      assert.deepEqual(together, naiveRate(own));
      const dates: number[] = [];
      const date = new Date(new Date(fromMs).setHours(0, 0, 0, 0));
      for (; date.getTime() <= lastMs; date.setDate(date.getDate() + 1)) dates.push(date.getTime());
      assert.deepEqual(
        days.map(({ startMs, counts }) => [startMs, counts]),
        dates.map((startMs) => [
          startMs,
          naiveCounts(own.filter(({ at }) => new Date(at).setHours(0, 0, 0, 0) === startMs)),
        ]),
      );
    },
    { extras: () => ({ skills }) },
  );
});

const request = (filter: Parameters<typeof qualityOf>[2]["filter"]) => ({
  ...{ filter, nowMs: morning(9), calendar },
});

test("an open range begins with the first check or report, and the filter narrows runs, not reports", () => {
  const history = historyWith(
    runs(0, 1, 0, { skill: "terminal:git commit" }),
    runs(3, 4, 0),
    runs(4, 0, 2, { agent: "helper" }),
  );
  const measured = [aMeasurement({ atMs: morning(2) }), aMeasurement({ atMs: morning(4) - hour })];
  const { checks: counted, coverage, measurements } = qualityOf(history, measured, request({}));
  assert.equal(counted.days[0]?.startMs, calendar.startOf("day", morning(2)));
  assert.equal(counted.days.length, 8);
  assert.deepEqual([coverage[0]?.measurements, measurements], [2, 2]);
  const ofAgents = qualityOf(history, measured, request({ authors: ["agent"] }));
  assert.equal(ofAgents.checks.all.finished, 2);
  assert.equal(ofAgents.coverage[0]?.measurements, 2);
});

test("a report of years ago or of a clock ahead does not stretch an open range", () => {
  const history = historyWith(runs(3, 4, 0));
  for (const on of [-800, 12]) {
    const quality = qualityOf(history, [aMeasurement({ atMs: morning(on) })], request({}));
    assert.equal(quality.checks.days.length, 7);
    assert.deepEqual([quality.coverage.length, quality.measurements], [0, 1]);
  }
  const [none] = qualityOf(
    historyOf([]),
    [aMeasurement({ atMs: morning(12) })],
    request({}),
  ).coverage;
  assert.equal(none, undefined);
});

test("it is told how many checks finished since the report was written", () => {
  const history = historyWith(runs(3, 4, 0), runs(5, 2, 1), runs(6, 1, 0, { outcome: "unknown" }));
  const since = (...atMs: readonly number[]): number =>
    qualityOf(
      history,
      atMs.map((ms) => aMeasurement({ atMs: ms })),
      request({}),
    ).checksSince;
  assert.equal(since(morning(2)), 7);
  assert.equal(since(morning(2), morning(4)), 3);
  assert.equal(since(morning(7)), 0);
  assert.equal(since(), 0);
});

test("a session has the reports since its first run, compared with none before it", () => {
  const history = historyWith(runs(2, 1, 0), runs(5, 1, 0, { session: "s2" }));
  const measured = [1, 6, 7].map((on) => aMeasurement({ atMs: morning(on) }));
  const [shown] = qualityOf(history, measured, request({ sessionId: "s2" })).coverage;
  assert.deepEqual([shown?.measurements, shown?.before?.measuredAtMs], [2, morning(6)]);
  const [none] = qualityOf(history, measured.slice(0, 1), request({ sessionId: "s2" })).coverage;
  assert.equal(none, undefined);
});

test("an empty history has no rate and no series", () => {
  for (const filter of [{}, { sessionId: "s9" }, { fromMs: morning(0) }, { toMs: morning(-400) }]) {
    const { checks: counted, coverage } = qualityOf(historyOf([]), [], request(filter));
    assert.equal(counted.all.rate, undefined);
    assert.deepEqual(coverage, []);
    assert.ok(counted.days.every(({ rate }) => rate === undefined));
  }
});

const outcomesOfChecks: readonly Outcome[] = ["completed", "failed", "abandoned"];

test("each finished outcome counts in the rate, and completion alone passes", () => {
  const history = historyWith(
    outcomesOfChecks.map((outcome, n) => ({
      ...{ skill: "terminal:npm test", at: morning(0) + n * day, outcome },
    })),
  );
  assert.equal(checkDays(history, tenDays, morning(9)).all.rate, 1 / 3);
});
