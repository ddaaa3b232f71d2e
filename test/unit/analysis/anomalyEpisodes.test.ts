import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnomalies } from "../../../src/analysis/anomalies";
import { anomalyEpisodes, type AnomalyEpisode } from "../../../src/analysis/anomalyEpisodes";
import { localCalendar } from "../../../src/analysis/calendar";
import { skillKey, type SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  randomRuns,
  someSkills,
  someTime,
  type Run,
} from "../../support/history";
import { naiveAnomalies, naiveChecks } from "../../support/naiveAnomalies";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";
import { inZone } from "../../support/zone";

const calendar = localCalendar();

/** Local midnight so many days before that of `someTime`. */
function midnight(daysAgo: number): number {
  const date = new Date(someTime);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

interface Own {
  readonly count?: number;
  readonly completed?: number;
  readonly ms?: number;
  readonly skill?: SkillKey;
}

/** Runs in the first minute of a local day. */
function dayOf(daysAgo: number, { count = 10, completed = count, ms, skill = "task:a" }: Own = {}) {
  return Array.from({ length: count }, (_, at): Run => ({
    skill,
    at: midnight(daysAgo) + at,
    outcome: at < completed ? "completed" : "failed",
    ...(ms === undefined ? {} : { ms }),
  }));
}

/** Such days, the first and the last included, newest first. */
const from = (last: number, first: number, own?: Own): Run[] =>
  Array.from({ length: first - last + 1 }, (_, at) => dayOf(last + at, own)).flat();

const find = (runs: readonly Run[], days?: number): readonly AnomalyEpisode[] =>
  anomalyEpisodes(historyOf(runs), {
    nowMs: someTime,
    calendar,
    ...(days === undefined ? {} : { days }),
  });

test("a spike of one day is opened at its end and resolved at the end of the next", () => {
  const [spike, ...more] = find([...from(0, 3), ...dayOf(4, { count: 40 }), ...from(5, 20)]);
  assert.deepEqual(more, []);
  assert.deepEqual(spike, {
    ...spike,
    skill: { kind: "task", name: "a" },
    type: "spike",
    ...{ baseline: 10, observed: 40, days: 16 },
    detectedAtMs: midnight(3),
    openedAtMs: midnight(3),
    resolvedAtMs: midnight(2),
  });
});

test("days that follow each other are one episode with the figures of the newest", () => {
  const failing = { completed: 1 };
  const [shift, ...more] = find([
    ...from(0, 2),
    ...from(3, 4, failing),
    ...from(5, 30, { completed: 9 }),
  ]);
  assert.deepEqual(more, []);
  assert.deepEqual([shift?.type, shift?.observed], ["pattern-shift", 0.1]);
  assert.equal(shift?.openedAtMs, midnight(3));
  assert.equal(shift.detectedAtMs, midnight(2));
  assert.equal(shift.resolvedAtMs, midnight(1));
});

test("what is unlike now is open, and comes first", () => {
  const runs = [...dayOf(0, { ms: 60_000 }), ...from(1, 3, { ms: 5000 })];
  const found = find([...runs, ...dayOf(4, { count: 40, ms: 5000 }), ...from(5, 20, { ms: 5000 })]);
  assert.deepEqual(
    found.map(({ type, openedAtMs, resolvedAtMs }) => [type, openedAtMs, resolvedAtMs]),
    [
      ["slower", someTime, undefined],
      ["spike", midnight(3), midnight(2)],
    ],
  );
  assert.ok(found[0] !== undefined && !("resolvedAtMs" in found[0]));
  assert.deepEqual([found[0].baseline, found[0].observed], [5000, 60_000]);
});

test("days on which nothing ran end no episode", () => {
  const [only, ...more] = find([...dayOf(3, { count: 40 }), ...from(4, 20)]);
  assert.deepEqual(more, []);
  assert.deepEqual([only?.openedAtMs, only?.resolvedAtMs], [midnight(2), undefined]);
});

test("an episode over a weekend is one", () => {
  const failing = { completed: 1 };
  const episodes = find([
    ...from(0, 2),
    ...dayOf(3, failing),
    ...dayOf(6, failing),
    ...from(7, 30, { completed: 9 }),
  ]);
  assert.equal(episodes.length, 1);
  assert.equal(episodes[0]?.openedAtMs, midnight(5));
  assert.equal(episodes[0].resolvedAtMs, midnight(1));
});

test("only the days asked for are checked, and judged by those before them", () => {
  const spiked = [...from(0, 5), ...dayOf(6, { count: 40 }), ...from(7, 20)];
  assert.equal(find(spiked, 6).length, 1);
  assert.deepEqual(find(spiked, 5), []);
  assert.deepEqual(find(spiked, 0), []);
  assert.deepEqual(find([]), []);
});

test("now is as findAnomalies says, whatever the days before", () => {
  const runs = [...dayOf(0, { count: 40, completed: 5 }), ...from(1, 20)];
  const now = findAnomalies(historyOf(runs), { nowMs: someTime, calendar });
  assert.equal(now.length, 2);
  assert.deepEqual(
    find(runs),
    now.map((anomaly) => ({ ...anomaly, openedAtMs: someTime })),
  );
});

test("days of 23 and of 25 hours are days", () => {
  for (const change of ["2026-03-08T15:00", "2026-11-01T15:00"]) {
    inZone("America/New_York", () => {
      const nowMs = new Date(change).getTime() + 2 * day;
      const runs = Array.from({ length: 12 }, (_, ago): Run[] => {
        const date = new Date(nowMs);
        date.setDate(date.getDate() - ago);
        const edges = [date.setHours(0, 0, 0, 0), date.setHours(23, 59, 59, 999)];
        return edges.flatMap((at) =>
          Array.from({ length: ago === 2 ? 20 : 2 }, () => ({ skill: "task:a" as const, at })),
        );
      }).flat();
      const now = new Date(nowMs).setHours(23, 59, 59, 999);
      const [spike, ...more] = anomalyEpisodes(historyOf(runs), { nowMs: now, calendar });
      assert.deepEqual(more, []);
      assert.deepEqual([spike?.baseline, spike?.observed], [4, 40]);
      assert.equal(new Date(spike?.openedAtMs ?? 0).getHours(), 0);
    });
  }
});

test("episodes equal those put together from checks made one by one", () => {
  let [found, closed] = [0, 0];
  forRandomHistories((_history, _runs, random) => {
    const runs = randomRuns(random, {
      count: random.int(0, 150),
      skills: someSkills.slice(0, random.int(1, 3)),
      spanMs: 14 * day,
    }).filter(({ at }) => Math.floor((at - someTime) / day) % 7 < 5 && random.chance(0.9));
    const busy = someTime + random.int(6, 13) * day;
    const burst = Array.from({ length: random.pick([0, 10, 25]) }, (_, at): Run => ({
      skill: someSkills[0] ?? "task:a",
      at: busy + at,
      outcome: "completed",
      ms: 20_000_000,
    }));
    const own = [...runs, ...burst];
    const nowMs = someTime + random.int(10, 16) * day + random.int(0, 23) * hour;
    const days = random.int(0, 8);
    const episodes = anomalyEpisodes(historyOf(own), { nowMs, days, calendar });
    const rows = episodes.map((one) => rowOf(one));
    assert.deepEqual([...rows].sort(), naiveEpisodes(own, nowMs, days).sort());
    const order = episodes.map(({ openedAtMs, resolvedAtMs }) =>
      resolvedAtMs === undefined ? openedAtMs + 1e15 : openedAtMs,
    );
    assert.deepEqual(
      order,
      [...order].sort((one, other) => other - one),
    );
    found += episodes.length;
    closed += episodes.filter(({ resolvedAtMs }) => resolvedAtMs !== undefined).length;
  });
  assert.ok(closed > inShare(100) && found - closed > inShare(50), `${closed} of ${found}`);
});

interface Row extends Pick<AnomalyEpisode, "skill" | "type" | "observed" | "days"> {
  readonly openedAtMs: number;
  readonly resolvedAtMs?: number;
}

function rowOf({ skill, type, observed, days, openedAtMs, resolvedAtMs }: Row): string {
  const parts = [skillKey(skill), type, observed, days, openedAtMs, resolvedAtMs ?? "open"];
  return parts.join(" ");
}

function naiveEpisodes(runs: readonly Run[], nowMs: number, days: number): string[] {
  const now = new Date(nowMs);
  const start = (ago: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago).getTime();
  const daily = Array.from({ length: 60 }, (_, ago) => ({
    endMs: start(ago),
    runs: runs.filter(({ at }) => at >= start(ago + 1) && at < start(ago)),
  }));
  const made = daily
    .slice(0, days)
    .flatMap(({ endMs, runs: own }, at) => {
      const earlier = daily.slice(at + 1).flatMap((one) => (one.runs.length > 0 ? [one.runs] : []));
      const options = { nowMs: endMs, threshold: 2 };
      return own.length === 0 ? [] : [{ endMs, found: naiveChecks(runs, own, earlier, options) }];
    })
    .reverse();
  if (runs.some(({ at }) => at >= nowMs - day && at <= nowMs)) {
    const found = naiveAnomalies(runs, { nowMs, windowMs: day, threshold: 2 });
    made.push({ endMs: nowMs, found });
  }
  const same = (one: { skill: Row["skill"]; type: string }, other: typeof one): boolean =>
    skillKey(one.skill) === skillKey(other.skill) && one.type === other.type;
  return made.flatMap(({ endMs, found }, at) =>
    found.flatMap((first) => {
      if (made[at - 1]?.found.some((one) => same(one, first)) === true) return [];
      let last = at;
      while (made[last + 1]?.found.some((one) => same(one, first)) === true) last++;
      const newest = made[last]?.found.find((one) => same(one, first)) ?? first;
      const resolved = made[last + 1]?.endMs;
      return rowOf({
        ...newest,
        openedAtMs: endMs,
        ...(resolved === undefined ? {} : { resolvedAtMs: resolved }),
      });
    }),
  );
}

test("two weeks of steady work open about as many episodes as the level allows", () => {
  const random = seededRandom(51);
  const skills = 30;
  const runs = Array.from({ length: skills }, (_, skill) =>
    Array.from({ length: 45 }, (__, ago) =>
      Array.from({ length: random.int(4, 12) }, (): Run => ({
        skill: `task:${skill}`,
        at: midnight(ago) + random.int(0, day - 1),
        outcome: random.chance(0.85) ? "completed" : "failed",
        ms: Math.round(10_000 * 3 ** random.next()),
      })),
    ).flat(),
  ).flat();
  const nowMs = midnight(-1) - 1;
  const history = historyOf(runs);
  const episodes = anomalyEpisodes(history, { nowMs, calendar });
  // Three tests of thirty skills on fifteen days at 0.0455 would be 61.
  assert.ok(episodes.length > 5 && episodes.length < 65, `${episodes.length}`);
  const slow = runs.map((run) => ({
    ...run,
    ms: run.skill < "task:2" && run.at >= midnight(1) ? 6 * (run.ms ?? 0) : (run.ms ?? 0),
  }));
  const affected = new Set(slow.filter(({ skill }) => skill < "task:2").map(({ skill }) => skill));
  const caught = anomalyEpisodes(historyOf(slow), { nowMs, calendar }).filter(
    ({ type, resolvedAtMs, openedAtMs }) =>
      type === "slower" && resolvedAtMs === undefined && openedAtMs >= midnight(0),
  );
  assert.ok(caught.length >= 0.9 * affected.size, `${caught.length} of ${affected.size}`);
});
