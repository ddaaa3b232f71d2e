import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { twoSidedP } from "../../../src/analysis/normal";
import { skillTrend, type SkillTrend } from "../../../src/analysis/trend";
import { parseSkillKey } from "../../../src/tracker/model";
import { day, historyOf, hour, someTime, someSkills, type Run } from "../../support/history";
import { naiveRate, withoutUndefined } from "../../support/naive";
import { naiveKendall, naiveLine } from "../../support/naiveTrend";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";
import { inZone } from "../../support/zone";

const calendar = localCalendar();
const a = { kind: "task", name: "a" } as const;
const today = calendar.startOf("day", someTime);

/** The local noon so many days before that of `someTime`. */
function noon(daysAgo: number): number {
  const date = new Date(someTime);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo, 12).getTime();
}

/** `completed` of `finished` runs at noon, so many days ago. */
function dayOf(daysAgo: number, completed: number, finished: number): Run[] {
  return Array.from({ length: finished }, (_, at) => ({
    skill: "task:a" as const,
    at: noon(daysAgo) + at,
    outcome: at < completed ? "completed" : "failed",
  }));
}

const trendOf = (runs: readonly Run[], days = 7): SkillTrend =>
  skillTrend(historyOf(runs), a, { nowMs: someTime, days, calendar });

test("a rate that rises every day is improving, and by how much", () => {
  const runs = [5, 4, 3, 2, 1].flatMap((ago) => dayOf(ago, 10 - ago, 10));
  const trend = trendOf(runs);
  assert.equal(trend.direction, "improving");
  assert.ok(Math.abs((trend.slopePerDay ?? 0) - 0.1) < 1e-12);
  assert.ok(Math.abs((trend.startValue ?? 0) - 0.5) < 1e-12);
  assert.ok(Math.abs((trend.endValue ?? 0) - 0.9) < 1e-12);
  assert.ok(Math.abs((trend.changePercent ?? 0) - 80) < 1e-9);
  assert.equal(trend.pValue, twoSidedP(9 / Math.sqrt(300 / 18)));
  assert.deepEqual([trend.days, trend.runs], [5, 50]);
});

test("a rate that falls is declining, and one that goes up and down is stable", () => {
  assert.equal(
    trendOf([5, 4, 3, 2, 1].flatMap((ago) => dayOf(ago, ago, 10))).direction,
    "declining",
  );
  const zigzag = trendOf([6, 5, 4, 3, 2, 1].flatMap((ago) => dayOf(ago, 5 + (ago % 2), 10)));
  assert.equal(zigzag.direction, "stable");
});

test("a rate that never changes is stable, with a slope of 0 and a p of 1", () => {
  const trend = trendOf([5, 4, 3, 2, 1].flatMap((ago) => dayOf(ago, 4, 5)));
  assert.deepEqual(trend, {
    direction: "stable",
    slopePerDay: 0,
    startValue: 0.8,
    endValue: 0.8,
    changePercent: 0,
    pValue: 1,
    days: 5,
    runs: 25,
  });
});

test("with fewer than three days nothing is said, and nothing is 0", () => {
  const unknown = { direction: "unknown" } as const;
  assert.deepEqual(trendOf([]), { ...unknown, days: 0, runs: 0 });
  assert.deepEqual(trendOf([...dayOf(2, 1, 2), ...dayOf(1, 2, 2)]), {
    ...unknown,
    days: 2,
    runs: 4,
  });
});

test("three or four days have a slope but no direction: none could be shown", () => {
  const trend = trendOf([4, 3, 2, 1].flatMap((ago) => dayOf(ago, 10 - ago, 10)));
  assert.equal(trend.direction, "unknown");
  assert.ok(Math.abs((trend.slopePerDay ?? 0) - 0.1) < 1e-12);
  assert.ok((trend.pValue ?? 0) > 0.05);
});

test("from nothing there is no change in percent", () => {
  const trend = trendOf([5, 4, 3, 2, 1].flatMap((ago) => dayOf(ago, 5 - ago, 10)));
  assert.equal(trend.startValue, 0);
  assert.ok(!("changePercent" in trend));
  assert.equal(trend.direction, "improving");
});

test("a line that would leave 0–1 ends there", () => {
  const values = [
    [9, 0],
    [8, 0],
    [7, 1],
    [3, 9],
    [2, 10],
    [1, 10],
  ] as const;
  const trend = trendOf(
    values.flatMap(([ago, completed]) => dayOf(ago, completed, 10)),
    10,
  );
  assert.ok((trend.startValue ?? -1) >= 0 && (trend.endValue ?? 2) <= 1);
  assert.equal(trend.endValue, 1);
});

test("today is left out, and so is what lies before the first of the days", () => {
  const before = [5, 4, 3].flatMap((ago) => dayOf(ago, 1, 2));
  const both = [...before, { skill: "task:a", at: today } as const];
  assert.deepEqual(trendOf(both), trendOf(before));
  assert.equal(trendOf([...before, { skill: "task:a", at: today - 1 }]).days, 4);
  const oldest = calendar.startOf("day", noon(7));
  assert.equal(trendOf([...before, { skill: "task:a", at: oldest }]).days, 4);
  assert.equal(trendOf([...before, { skill: "task:a", at: oldest - 1 }]).days, 3);
});

test("days without finished runs take no part, and keep their distance", () => {
  const runs = [...dayOf(7, 2, 10), ...dayOf(3, 6, 10), ...dayOf(1, 8, 10)];
  const open: Run[] = [4, 5].flatMap((ago) => [
    { skill: "task:a", at: noon(ago), outcome: "running" },
    { skill: "task:a", at: noon(ago) + 1, outcome: "unknown" },
  ]);
  const trend = trendOf([...runs, ...open]);
  assert.ok(Math.abs((trend.slopePerDay ?? 0) - 0.1) < 1e-12);
  assert.deepEqual([trend.days, trend.runs], [3, 30]);
});

test("one run on a bad day weighs less than hundreds on the others", () => {
  const busy = [6, 5, 4, 3, 2].flatMap((ago) => dayOf(ago, 180, 200));
  assert.equal(trendOf([...busy, ...dayOf(1, 0, 1)]).slopePerDay, 0);
});

test("a week with a clock change has seven days", () => {
  for (const change of ["2026-03-08T15:00", "2026-11-01T15:00"]) {
    inZone("America/New_York", () => {
      const nowMs = new Date(change).getTime() + 3 * day;
      // At 23:30 and 0:30 local: an hour off and they would fall into their neighbours.
      const runs = Array.from({ length: 7 }, (_, ago): Run[] => {
        const date = new Date(nowMs);
        date.setHours(0, 30, 0, 0);
        date.setDate(date.getDate() - ago - 1);
        const late = new Date(date).setHours(23, 30);
        const outcome = ago % 2 === 0 ? "completed" : "failed";
        return [date.getTime(), late].map((at) => ({ skill: "task:a", at, outcome }));
      }).flat();
      const trend = skillTrend(historyOf(runs), a, { nowMs, calendar });
      assert.deepEqual([trend.days, trend.runs, trend.startValue], [7, 14, 1]);
    });
  }
});

test("steady work is called a trend at most as often as the level says", () => {
  const random = seededRandom(8);
  const rounds = 1000;
  const found = Array.from({ length: rounds }, () => {
    const runs = Array.from({ length: 14 }, (_, ago) => {
      const finished = random.int(1, 12);
      const completed = Array.from({ length: finished }).filter(() => random.chance(0.8)).length;
      return dayOf(ago + 1, completed, finished);
    });
    return trendOf(runs.flat(), 14).direction;
  }).filter((direction) => direction !== "stable").length;
  assert.ok(found > 0.01 * rounds && found < 0.065 * rounds, `${found} of ${rounds}`);
});

test("a decline from 95 % to 60 % in two weeks is found", () => {
  const random = seededRandom(9);
  const rounds = 200;
  const found = Array.from({ length: rounds }, () => {
    const runs = Array.from({ length: 14 }, (_, ago) => {
      const rate = 0.6 + (0.35 * ago) / 13;
      const completed = Array.from({ length: 20 }).filter(() => random.chance(rate)).length;
      return dayOf(ago + 1, completed, 20);
    });
    return trendOf(runs.flat(), 14).direction;
  }).filter((direction) => direction === "declining").length;
  assert.ok(found > 0.9 * rounds, `${found} of ${rounds}`);
});

test("trends equal those of days put together by hand", () => {
  let known = 0;
  forRandomHistories((_history, runs, random) => {
    const stretch = random.pick([1, 3, 6]);
    const spread = runs.map((run) => ({ ...run, at: someTime + (run.at - someTime) * stretch }));
    const history = historyOf(spread);
    const options = { nowMs: someTime + random.int(1, 20) * day + random.int(0, 23) * hour };
    const days = random.int(1, 25);
    for (const key of someSkills) {
      const skill = parseSkillKey(key);
      if (skill === undefined) continue;
      const trend = skillTrend(history, skill, { ...options, days, calendar });
      const own = spread.filter((run) => run.skill === key);
      const naive = naiveTrend(own, options.nowMs, days);
      assert.deepEqual(rounded(trend), rounded(naive));
      if (trend.slopePerDay !== undefined) known++;
    }
  });
  assert.ok(known > inShare(100), `${known}`);
});

/** Sums in another order differ in the last digits. */
function rounded(trend: SkillTrend): Record<string, number | string> {
  const parts = Object.entries<number | string>({ ...trend });
  return Object.fromEntries(
    parts.map(([name, value]) => [
      name,
      typeof value === "number" ? Math.round(value * 1e9) / 1e9 + 0 : value,
    ]),
  );
}

function naiveTrend(runs: readonly Run[], nowMs: number, days: number): SkillTrend {
  const now = new Date(nowMs);
  const points = Array.from({ length: days }, (_, at) => {
    const on = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + at);
    const sameDay = runs.filter((run) => new Date(run.at).toDateString() === on.toDateString());
    return { at, ...naiveRate(sameDay) };
  }).filter(({ finished }) => finished > 0);
  const n = points.length;
  const counted = { days: n, runs: points.reduce((sum, { finished }) => sum + finished, 0) };
  if (n < 3) return { direction: "unknown", ...counted };
  const { slope, valueAt } = naiveLine(
    points.map(({ at, rate, finished }) => ({ at, value: rate ?? 0, weight: finished })),
  );
  const rate = (at = 0): number => Math.min(1, Math.max(0, valueAt(at)));
  const [start, end] = [rate(points[0]?.at), rate(points.at(-1)?.at)];
  const pValue = naiveKendall(points.map((point) => point.rate ?? 0));
  const moves = pValue < 0.05 && Math.abs(slope) > 0;
  return withoutUndefined<SkillTrend>({
    direction: n < 5 ? "unknown" : !moves ? "stable" : slope > 0 ? "improving" : "declining",
    slopePerDay: slope,
    startValue: start,
    endValue: end,
    changePercent: start < 1e-9 ? undefined : (end / start - 1) * 100,
    pValue,
    ...counted,
  });
}
