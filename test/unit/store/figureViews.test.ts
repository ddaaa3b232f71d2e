import assert from "node:assert/strict";
import { test } from "node:test";
import { completionRate } from "../../../src/tracker/model";
import {
  day,
  hour,
  minute,
  randomRuns,
  someSkills,
  someTime,
  type Run,
} from "../../support/history";
import { groupBy, mode, naiveCounts, naiveTypical } from "../../support/naive";
import { seededRandom, type Random } from "../../support/random";
import {
  assertSameRows,
  at as atTime,
  databaseOf,
  forSeeds,
  refOf,
  rowsIn,
  sessionIdOf,
  type Fields,
  type StoredRun,
} from "./viewSupport";

const iso = (ms: number): string => new Date(ms).toISOString();
const rate = (runs: readonly Run[]): number | null => completionRate(naiveCounts(runs)) ?? null;
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const seconds = (runs: readonly Run[]): number | null =>
  mean(naiveTypical(runs).map((ms) => ms / 1000));
const users = (runs: readonly Run[]): string[] =>
  runs.map(({ agent }) => (agent === undefined ? "user" : `agent:${agent}`));
const nameOf = (run: Run): Fields => {
  const { kind, name } = refOf(run.skill);
  return { skill_name: name, skill_kind: kind };
};
const lastAt = (runs: readonly Run[]): string => iso(Math.max(...runs.map(({ at }) => at)));

/** One row for each skill. */
function perSkill(runs: readonly Run[], of: (own: readonly Run[], all: Run[][]) => Fields | []) {
  const groups = [...groupBy(runs, ({ skill }) => skill).values()];
  return groups.flatMap((own) => {
    const row = of(own, groups);
    return Array.isArray(row) ? [] : [{ ...nameOf(own[0] as Run), ...row }];
  });
}

function naiveCache(runs: readonly Run[], now: number): Fields[] {
  return perSkill(runs, (own) => {
    const since = (ms: number): Run[] => own.filter(({ at }) => at >= now - ms && at <= now);
    return {
      last_invocation_at: lastAt(own),
      invocation_count_1h: since(hour).length,
      invocation_count_24h: since(day).length,
      avg_completion_rate_24h: rate(since(day)),
      is_anomalous: 0,
      anomaly_score: null,
      updated_at: iso(now),
    };
  });
}

function naiveSeries(runs: readonly Run[]): Fields[] {
  return perSkill(runs, () => []).concat(
    [...groupBy(runs, ({ skill, at }) => `${skill} ${Math.floor(at / hour)}`).values()].map(
      (own) => {
        const [first] = own as [Run];
        return {
          ...nameOf(first),
          timestamp: iso(first.at - (first.at % hour)),
          invocation_count: own.length,
          completion_rate: rate(own),
          avg_duration_seconds: seconds(own),
          unique_sessions: new Set(own.map(sessionIdOf)).size,
        };
      },
    ),
  );
}

function naiveBaselines(runs: readonly Run[]): Fields[] {
  return perSkill(runs, (own, all) => {
    const rates = all.map(rate).filter((one) => one !== null);
    const mine = rate(own);
    const lower = rates.filter((other) => mine !== null && other < mine).length;
    return {
      total_users: new Set(users(own)).size,
      total_invocations: own.length,
      global_completion_rate: mine,
      global_avg_duration_seconds: seconds(own),
      most_common_workflow_phase: mode(own.flatMap(({ phase }) => phase ?? [])) ?? null,
      effectiveness_percentile: mine === null ? null : (100 * lower) / rates.length,
      last_updated: lastAt(own),
    };
  });
}

/** Rates of days, oldest first, as [day, rate]. */
function dailyRates(runs: readonly Run[], now: number): [number, number][] {
  const today = Math.floor(now / day);
  return Array.from({ length: 7 }, (_, back) => today - back).flatMap((date) => {
    const own = rate(runs.filter(({ at }) => Math.floor(at / day) === date && at <= now));
    return own === null ? [] : [[date - today, own] as [number, number]];
  });
}

function naiveSlope(points: readonly [number, number][]): number | null {
  if (points.length < 2) return null;
  const [x, y] = [mean(points.map(([at]) => at)) ?? 0, mean(points.map(([, one]) => one)) ?? 0];
  const sum = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((total, point) => total + of(point), 0);
  return sum(([at, one]) => (at - x) * (one - y)) / sum(([at]) => (at - x) ** 2);
}

function naiveTrend(runs: readonly Run[], now: number): Fields[] {
  return perSkill(runs, (own) => {
    const points = dailyRates(own, now);
    const rates = points.map(([, one]) => one);
    if (points.length === 0) return [];
    return {
      avg_completion_rate_7d: mean(rates),
      max_completion_rate_7d: Math.max(...rates),
      min_completion_rate_7d: Math.min(...rates),
      trend_slope: naiveSlope(points),
    };
  });
}

function someRuns(random: Random): StoredRun[] {
  return randomRuns(random, {
    count: random.int(0, 40),
    skills: someSkills.slice(0, random.int(1, someSkills.length)),
    spanMs: random.pick([3 * hour, 2 * day, 12 * day]),
  });
}

test("figures are what a recount of the invocations says, whenever they are asked for", () =>
  forSeeds(300, async (random) => {
    const runs = someRuns(random);
    const now = someTime + random.int(-hour, random.pick([2 * hour, 2 * day, 14 * day]));
    const db = await databaseOf(runs);
    const same = (name: string, expected: readonly Fields[]): void =>
      assertSameRows(
        atTime(now, () => rowsIn(db, name)).map(({ id: _, ...row }) => row),
        expected,
        name,
      );
    same("skill_metrics_cache", naiveCache(runs, now));
    same("skill_time_series", naiveSeries(runs));
    same("skill_community_baselines", naiveBaselines(runs));
    same("v_skill_effectiveness_trend", naiveTrend(runs, now));
    same(
      "skill_user_interactions",
      runs.map((run) => ({
        ...nameOf(run),
        user_id: users([run])[0] ?? null,
        session_id: sessionIdOf(run),
        invoked_at: iso(run.at),
        completed: rate([run]),
        rating: null,
        alternatives_considered: null,
      })),
    );
    same(
      "v_community_baseline_comparison",
      perSkill(runs, (own, all) => {
        const mine = own.filter(({ agent }) => agent === undefined);
        const [baseline, userRate] = [rate(own), rate(mine)];
        const delta = userRate === null || baseline === null ? null : userRate - baseline;
        const found = naiveBaselines(all.flat()).find(
          ({ skill_name, skill_kind }) =>
            JSON.stringify(nameOf(own[0] as Run)) === JSON.stringify({ skill_name, skill_kind }),
        );
        return {
          user_invocations: mine.length,
          user_completion_rate: userRate,
          baseline_completion_rate: baseline,
          effectiveness_percentile: found?.["effectiveness_percentile"] ?? null,
          delta_from_baseline: delta,
        };
      }),
    );
    const dashboard = perSkill(runs, (own) => ({
      total_invocations: own.length,
      completion_rate: rate(own),
      avg_duration_seconds: seconds(own),
    }));
    const cache = naiveCache(runs, now).map(({ updated_at: _, ...row }) => row);
    same(
      "v_realtime_skill_dashboard",
      cache.map((row, at) => ({ ...row, ...dashboard[at] })),
    );
    db.close();
  }));

test("every row of the hourly series has a number of its own", async () => {
  const db = await databaseOf(randomRuns(seededRandom(1), { count: 60 }));
  const ids = rowsIn(db, "skill_time_series").map(({ id }) => id);
  assert.deepEqual(
    ids,
    ids.map((_, at) => at + 1),
  );
});

async function asked(runs: readonly Run[], now: number, name: string): Promise<readonly Fields[]> {
  const db = await databaseOf(runs);
  return atTime(now, () => rowsIn(db, name));
}

test("a count of the last hour goes down again with time, by itself", async () => {
  const runs: Run[] = [0, 10, 20].map((n) => ({ skill: "task:build", at: someTime + n * minute }));
  const counts = async (now: number) => {
    const [row] = await asked(runs, now, "skill_metrics_cache");
    return [row?.["invocation_count_1h"], row?.["invocation_count_24h"]];
  };
  assert.deepEqual(await counts(someTime + 30 * minute), [3, 3]);
  assert.deepEqual(await counts(someTime + 75 * minute), [1, 3]);
  assert.deepEqual(await counts(someTime + 2 * hour), [0, 3]);
  assert.deepEqual(await counts(someTime + 25 * hour), [0, 0]);
  assert.deepEqual(await counts(someTime + 30 * day), [0, 0]);
});

test("a slope over exactly two days is there, and below 0 where things get worse", async () => {
  const runs: Run[] = [
    { skill: "task:build", at: someTime },
    { skill: "task:build", at: someTime + minute },
    { skill: "task:build", at: someTime + 2 * day, outcome: "failed" },
    { skill: "task:build", at: someTime + 2 * day + minute },
    { skill: "task:once", at: someTime },
    { skill: "task:open", at: someTime, outcome: "running" },
  ];
  const rows = await asked(runs, someTime + 2 * day + hour, "v_skill_effectiveness_trend");
  assert.deepEqual(
    rows.map(({ skill_name, trend_slope }) => [skill_name, trend_slope]),
    [
      ["build", -0.25],
      ["once", null],
    ],
  );
  assert.deepEqual(await asked(runs, someTime + 9 * day, "v_skill_effectiveness_trend"), []);
});

test("a run that comes in late does not take the newest one's place", async () => {
  const late: Run[] = [
    { skill: "task:build", at: someTime + hour },
    { skill: "task:build", at: someTime },
  ];
  const [row] = await asked(late, someTime + hour, "skill_metrics_cache");
  assert.equal(row?.["last_invocation_at"], iso(someTime + hour));
});
