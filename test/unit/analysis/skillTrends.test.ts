import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { twoSidedP } from "../../../src/analysis/normal";
import { rateTrendTest } from "../../../src/analysis/rateTrendTest";
import {
  skillChanges,
  type SkillChange,
  type SkillChanges,
} from "../../../src/analysis/skillTrends";
import type { SkillKey } from "../../../src/tracker/model";
import { day, historyOf, minute, someTime, someSkills, type Run } from "../../support/history";
import { groupBy, naiveQuantile, naiveRate, naiveTypical } from "../../support/naive";
import { naiveKendall, naiveLine } from "../../support/naiveTrend";
import { seededRandom, type Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inZone } from "../../support/zone";
import { inShare } from "../../support/seeds";

const calendar = localCalendar();

/** The local noon so many days before that of `someTime`. */
function noon(daysAgo: number): number {
  const date = new Date(someTime);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo, 12).getTime();
}

interface Day {
  readonly skill?: SkillKey;
  readonly completed?: number;
  readonly finished?: number;
  readonly ms?: number;
}

function dayOf(daysAgo: number, { skill = "task:a", finished = 10, completed, ms }: Day): Run[] {
  return Array.from({ length: finished }, (_, at) => ({
    skill,
    at: noon(daysAgo) + at,
    outcome: at < (completed ?? finished) ? "completed" : "failed",
    ...(ms === undefined ? {} : { ms }),
  }));
}

const ago = (days: number): number[] => Array.from({ length: days }, (_, at) => days - at);
const find = (runs: readonly Run[], days = 28): SkillChanges =>
  skillChanges(historyOf(runs), { nowMs: someTime, days, calendar });
const near = (one: number | undefined, other: number): boolean =>
  Math.abs((one ?? NaN) / other - 1) < 1e-9;

test("a rate that falls by five points a day is declining, from the first day to the last", () => {
  const { tested, changes } = find(
    ago(10).flatMap((at) => dayOf(at, { finished: 20, completed: 9 + at })),
  );
  assert.equal(tested, 1);
  const [change] = changes;
  assert.ok(near(change?.startValue, 0.95) && near(change?.endValue, 0.5), JSON.stringify(change));
  assert.equal(change?.qValue, change?.pValue);
  assert.deepEqual(change, {
    ...change,
    key: "task:a",
    label: "a",
    metric: "completion-rate",
    direction: "declining",
    days: 10,
    runs: 200,
  });
});

test("durations that double in ten days are declining, those that halve improving", () => {
  const [slower] = find(ago(11).flatMap((at) => dayOf(at, { ms: 8000 * 2 ** (-at / 10) }))).changes;
  assert.deepEqual([slower?.metric, slower?.direction], ["duration", "declining"]);
  assert.ok(near(slower?.startValue, 8000 * 2 ** -1.1) && near(slower?.endValue, 8000 * 2 ** -0.1));
  assert.equal(slower?.pValue, twoSidedP(54 / Math.sqrt((11 * 10 * 27) / 18)));
  const [faster] = find(ago(11).flatMap((at) => dayOf(at, { ms: 8000 * 2 ** (at / 10) }))).changes;
  assert.deepEqual([faster?.direction, faster?.days, faster?.runs], ["improving", 11, 110]);
});

test("the two metrics of one skill are two tests", () => {
  const { tested } = find(ago(6).flatMap((at) => dayOf(at, { ms: 5000 })));
  assert.equal(tested, 2);
});

test("four days are no test, five are one", () => {
  assert.equal(find(ago(4).flatMap((at) => dayOf(at, { completed: at }))).tested, 0);
  assert.equal(find(ago(5).flatMap((at) => dayOf(at, { completed: at }))).tested, 1);
  assert.deepEqual(find([]), { tested: 0, changes: [] });
});

test("today, background runs, lost ones and instants say nothing of durations", () => {
  const slower = ago(11).flatMap((at) => dayOf(at, { ms: 8000 * 2 ** (-at / 10) }));
  const durations = (runs: readonly Run[]) =>
    find(runs).changes.filter(({ metric }) => metric === "duration").length;
  assert.equal(durations(slower), 1);
  assert.equal(durations(slower.map((run) => ({ ...run, background: true }))), 0);
  assert.equal(durations(slower.map((run) => ({ ...run, outcome: "failed" as const }))), 0);
  assert.equal(durations(slower.map((run) => ({ ...run, ms: (run.ms ?? 0) / 100 }))), 0);
  assert.deepEqual(find([...slower, ...dayOf(0, { completed: 0, ms: 1 })]), find(slower));
});

test("among many skills a change has to be surer to be listed", () => {
  const skill = (name: string): SkillKey => `task:${name}`;
  const moving = ago(6).flatMap((at) => dayOf(at, { completed: 11 - at, skill: skill("z") }));
  const [alone] = find(moving).changes;
  assert.ok((alone?.pValue ?? 1) < 0.05);
  const others = ago(6).flatMap((at) =>
    Array.from({ length: 20 }, (_, one) =>
      dayOf(at, { skill: skill(`s${one}`), completed: 5 + ((at + one) % 2) }),
    ).flat(),
  );
  assert.deepEqual(find([...moving, ...others]), { tested: 21, changes: [] });
});

test("surest first, equals by key and the rate before the duration", () => {
  const runs = ago(12).flatMap((at) => [
    ...dayOf(at, { skill: "task:b", completed: 10, ms: 1000 * at }),
    ...dayOf(at, { skill: "task:a", completed: 10, ms: 1000 * at }),
    ...dayOf(at, { skill: "task:c", finished: 100, completed: 9 * at - 8 }),
  ]);
  const { tested, changes } = find(runs);
  assert.equal(tested, 5);
  assert.deepEqual(
    changes.map(({ key, metric }) => [key, metric]),
    [
      ["task:c", "completion-rate"],
      ["task:a", "duration"],
      ["task:b", "duration"],
    ],
  );
  const options = { nowMs: someTime, calendar, limit: 1 };
  assert.deepEqual(skillChanges(historyOf(runs), options), {
    tested,
    changes: changes.slice(0, 1),
  });
});

test("days are local ones over a clock change", () => {
  for (const change of ["2026-03-08T15:00", "2026-11-01T15:00"]) {
    inZone("America/New_York", () => {
      const nowMs = new Date(change).getTime() + 3 * day;
      const runs = ago(7).flatMap((at): Run[] => {
        const date = new Date(nowMs);
        date.setDate(date.getDate() - at);
        return [date.setHours(0, 30, 0, 0), date.setHours(23, 30)].map((time) => ({
          skill: "task:a",
          at: time,
          ms: 1000 * at,
        }));
      });
      const [found] = skillChanges(historyOf(runs), { nowMs, days: 7, calendar }).changes;
      assert.deepEqual([found?.metric, found?.days, found?.runs], ["duration", 7, 14]);
    });
  }
});

test("changes equal those of days put together by hand", () => {
  let [listed, tests] = [0, 0];
  forRandomHistories(
    (_history, runs, random) => {
      const own = withDrift(runs, random);
      const nowMs = someTime + 12 * day;
      const options = { nowMs, days: random.int(5, 14), limit: random.int(1, 12) };
      const found = skillChanges(historyOf(own), { ...options, calendar });
      const naive = naiveChanges(own, options);
      assert.equal(found.tested, naive.tested);
      assert.deepEqual(found.changes.map(rounded), naive.changes.map(rounded));
      listed += found.changes.length;
      tests += found.tested;
    },
    { histories: 1000 },
  );
  assert.ok(listed > inShare(100) && tests > inShare(1000), `${listed} of ${tests}`);
});

/** The same runs over twelve days, in some histories slower and less successful from day to day. */
function withDrift(runs: readonly Run[], random: Random): Run[] {
  const drift = random.chance(0.5);
  return runs.map((run) => {
    const passed = (run.at - someTime) / (3 * day);
    const at = someTime + Math.floor(12 * day * passed);
    if (!drift) return { ...run, at };
    const outcome = random.chance(passed) ? "failed" : "completed";
    return { ...run, at, outcome, ms: Math.round((1 + 9 * passed) * minute) };
  });
}

/** Sums in another order differ in the last digits. */
function rounded(change: SkillChange): object {
  const parts = Object.entries<string | number>({ ...change });
  return Object.fromEntries(
    parts.map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toPrecision(8)) : value,
    ]),
  );
}

function naiveChanges(
  runs: readonly Run[],
  { nowMs, days, limit }: { nowMs: number; days: number; limit: number },
): SkillChanges {
  const now = new Date(nowMs);
  const daily = Array.from({ length: days }, (_, at) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + at);
    return runs.filter((run) => new Date(run.at).toDateString() === date.toDateString());
  });
  const tests = someSkills.flatMap((key) => {
    const each = daily.map((of, at) => ({ at, runs: of.filter(({ skill }) => skill === key) }));
    const rates = each.flatMap(({ at, runs: of }) => {
      const { rate, finished } = naiveRate(of);
      return rate === undefined ? [] : [{ at, value: rate, weight: finished }];
    });
    const medians = each.flatMap(({ at, runs: of }) => {
      const typical = naiveTypical(of);
      const ms = naiveQuantile(typical, 0.5);
      if (ms === undefined) return [];
      return [{ at, value: Math.log(ms < 100 ? 100 : ms), weight: typical.length }];
    });
    return [
      { key, isRate: true, points: rates, pValue: rateTrendTest(rates) ?? 1 },
      { key, isRate: false, points: medians, pValue: naiveKendall(medians.map((p) => p.value)) },
    ].filter(({ points }) => points.length >= 5);
  });
  const q = (p: number): number =>
    Math.min(
      ...tests.flatMap(({ pValue }) =>
        pValue < p ? [] : (pValue * tests.length) / tests.filter((t) => t.pValue <= pValue).length,
      ),
    );
  const changes = tests.flatMap(({ key, isRate, points, pValue }): SkillChange[] => {
    const { slope, valueAt } = naiveLine(points);
    if (q(pValue) >= 0.1 || Math.abs(slope) < 1e-12) return [];
    const value = (at = 0): number =>
      isRate ? Math.min(1, Math.max(0, valueAt(at))) : Math.exp(valueAt(at));
    return [
      {
        key,
        label: key.replace(/^\w+:/, ""),
        metric: isRate ? "completion-rate" : "duration",
        direction: slope > 0 === isRate ? "improving" : "declining",
        startValue: value(points[0]?.at),
        endValue: value(points.at(-1)?.at),
        pValue,
        qValue: q(pValue),
        days: points.length,
        runs: points.reduce((sum, { weight }) => sum + weight, 0),
      },
    ];
  });
  const byKey = [...groupBy(changes, ({ key }) => key)].sort(([a], [b]) => (a < b ? -1 : 1));
  const sorted = byKey
    .flatMap(([, own]) => own)
    .sort((a, b) => a.qValue - b.qValue || a.pValue - b.pValue);
  return { tested: tests.length, changes: sorted.slice(0, limit) };
}

/** So many skills over four weeks, of which the first `moving` change. */
function fourWeeks(random: Random, skills: number, moving: number): Run[] {
  return Array.from({ length: skills }, (_, skill) =>
    ago(28).flatMap((at) => {
      const late = skill < moving ? 1 - at / 28 : 0;
      return Array.from({ length: random.int(4, 14) }, (_, run): Run => ({
        skill: `task:${skill}`,
        at: noon(at) + run,
        outcome: random.chance(0.9 - 0.4 * late) ? "completed" : "failed",
        ms: Math.round(5000 * 1.8 ** late * 2 ** (2 * random.next() - 1)),
      }));
    }),
  ).flat();
}

test("of steady skills few histories list any, and of what is listed few are false", () => {
  const random = seededRandom(31);
  const rounds = 40;
  const steady = Array.from({ length: rounds }, () => find(fourWeeks(random, 20, 0)).changes);
  const alarmed = steady.filter(({ length }) => length > 0).length;
  assert.ok(alarmed < 0.2 * rounds, `${alarmed} of ${rounds}`);
  let [right, wrong] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    for (const { key, direction } of find(fourWeeks(random, 20, 4)).changes) {
      if (Number(key.slice(5)) < 4 && direction === "declining") right++;
      else wrong++;
    }
  }
  // Four skills with two metrics each; at most ten are listed.
  assert.ok(right > 0.75 * 8 * rounds, `${right}`);
  assert.ok(wrong < 0.15 * right, `${wrong} of ${right}`);
});
