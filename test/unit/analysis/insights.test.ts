import assert from "node:assert/strict";
import { test } from "node:test";
import { bottlenecks } from "../../../src/analysis/bottlenecks";
import { localCalendar } from "../../../src/analysis/calendar";
import type { Insight, InsightPlace } from "../../../src/analysis/insightModel";
import {
  findInsights,
  insightMinimum,
  leastCertainty,
  leastEffect,
} from "../../../src/analysis/insights";
import type { Routine } from "../../../src/analysis/routines";
import { select } from "../../../src/analysis/filter";
import { certaintyOfLift, effectOf } from "../../../src/analysis/insightScale";
import { rowsBetween, sliceRows } from "../../../src/analysis/rowRange";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  minute,
  randomRuns,
  runsOf,
  someTime,
  type Run,
} from "../../support/history";
import { naiveRate } from "../../support/naive";
import { seededRandom, type Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

const calendar = localCalendar();

/** The local noon so many days before that of `someTime`. */
function noon(daysAgo: number): number {
  const date = new Date(someTime);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo, 12).getTime();
}

const ago = (from: number, to: number): number[] =>
  Array.from({ length: from - to + 1 }, (_, at) => from - at);

interface Own {
  readonly ends?: Partial<Record<Outcome, number>>;
  readonly ms?: number;
  readonly phase?: string;
  readonly session?: string;
}

/** Runs of a skill on one day, outcomes mixed evenly. */
function dayOf(
  daysAgo: number,
  skill: SkillKey,
  { ends = { completed: 10 }, ...more }: Own,
): Run[] {
  return Object.entries(ends).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, at): Run => ({
      skill,
      at: noon(daysAgo) + at,
      outcome: outcome as Outcome,
      session: `${daysAgo} ${skill}`,
      ...more,
    })),
  );
}

const find = (runs: readonly Run[], more: Partial<InsightPlace> = {}) =>
  findInsights(historyOf(runs), { nowMs: someTime, calendar, ...more });

const typesOf = (insights: readonly Insight[]): string[] =>
  insights.map(({ detail }) => detail.type);

/** Steady work that nothing can be said of. */
const steady = (from = 28, skill: SkillKey = "task:steady"): Run[] =>
  ago(from, 1).flatMap((at) => dayOf(at, skill, { ms: 5000 }));

test("steady work has no insights and nothing is missing", () => {
  assert.deepEqual(find(steady()), { insights: [] });
});

test("where nothing can be said yet it says how much more it takes", () => {
  const { finishedRuns, activeDays } = insightMinimum;
  assert.deepEqual(find([]).missing, { finishedRuns, activeDays });
  const two = ago(2, 1).flatMap((at) =>
    dayOf(at, "task:a", { ends: { completed: 3, unknown: 2 } }),
  );
  assert.deepEqual(find(two).missing, {
    finishedRuns: finishedRuns - 6,
    activeDays: activeDays - 2,
  });
  const old = ago(90, 60).flatMap((at) => dayOf(at, "task:a", {}));
  assert.deepEqual(find(old).missing, { finishedRuns, activeDays });
});

test("a phase in which much is given up has its lost time a week as effect", () => {
  const given = { phase: "verification", ms: 2 * minute } as const;
  const runs = ago(27, 1).flatMap((at) => [
    ...dayOf(at, "task:e2e", { ...given, ends: { abandoned: 2, completed: 2 } }),
    ...dayOf(at, "task:steady", { phase: "execution" }),
  ]);
  const { insights } = find(runs);
  const bottleneck = insights.find(({ detail }) => detail.type === "bottleneck");
  assert.equal(bottleneck?.id, '["bottleneck","verification"]');
  // Fifty-four runs, each two minutes and one to notice, in the weeks since the first.
  const weeks = (someTime - noon(27)) / (7 * day);
  assert.ok(Math.abs(bottleneck.effect - effectOf((54 * 3 * minute) / weeks)) < 1e-12);
  assert.ok(bottleneck.certainty > 0.999);
  assert.equal(bottleneck.filter.phase, "verification");
});

test("a skill that fails more often than all do is said once, not twice", () => {
  const runs = ago(27, 1).flatMap((at) => [
    ...dayOf(at, "task:flaky", { ends: { completed: 3, failed: 3 } }),
    ...dayOf(at, "task:steady", {}),
  ]);
  const { insights } = find(runs);
  assert.deepEqual(typesOf(insights), ["below-usual"]);
  const [detail] = insights.map((one) => one.detail);
  assert.ok(detail?.type === "below-usual");
  assert.deepEqual([detail.key, detail.rate.rate, detail.usual], ["task:flaky", 0.5, 13 / 16]);
  const given = runs.map((run) => ({
    ...run,
    ...(run.outcome === "failed" ? { outcome: "abandoned" as const } : {}),
    ...(run.skill === "task:flaky" ? { phase: "verification" } : {}),
  }));
  // The phase and the skill are the same runs; the phase lost as many and is as sure.
  assert.equal(typesOf(find(given).insights).filter((type) => type !== "pair").length, 1);
});

test("nine finished runs are not compared with all, ten are", () => {
  const others = ago(9, 1).flatMap((at) => dayOf(at, "task:steady", { ends: { completed: 100 } }));
  const flaky = (count: number): Run[] =>
    Array.from({ length: count }, (_, at): Run => ({
      skill: "task:flaky",
      at: noon(2) + at,
      outcome: "failed",
      ms: 10 * minute,
    }));
  const below = (count: number): number =>
    typesOf(find([...others, ...flaky(count)]).insights).filter((t) => t === "below-usual").length;
  assert.deepEqual([below(9), below(10)], [0, 1]);
});

test("what became slower is an insight with the same id every day", () => {
  const slower = (factor: (at: number) => number): Run[] =>
    ago(60, 1).flatMap((at) =>
      dayOf(at, "task:build", { ms: Math.round(minute * factor(at)), session: `b${at}` }),
    );
  const runs = slower((at) => (at > 32 ? 1 : 1 + (32 - at) / 16));
  const [first, ...more] = find(runs).insights;
  assert.deepEqual(typesOf(more), []);
  assert.equal(first?.id, '["change","duration","declining","task:build"]');
  const before = find(runs, { nowMs: someTime - day }).insights.map(({ id }) => id);
  assert.deepEqual(before, [first.id]);
});

test("an anomaly is the same one later that day and the day after", () => {
  const early = (at: number, ms: number): Run[] =>
    dayOf(at, "task:build", { ms }).map((run) => ({ ...run, at: run.at - 5 * hour }));
  const usual = ago(40, 1).flatMap((at) => early(at, minute));
  const slow = (at: number): Run[] => early(at, 10 * minute);
  const idsAt = (runs: readonly Run[], nowMs: number): readonly string[] =>
    find(runs, { nowMs })
      .insights.filter(({ detail }) => detail.type === "anomaly")
      .map(({ id }) => id);
  const today = [...usual, ...slow(0)];
  const [id, ...more] = idsAt(today, noon(0));
  assert.deepEqual(more, []);
  assert.ok(id?.startsWith('["anomaly","slower","task:build"') === true);
  assert.deepEqual(idsAt(today, noon(0) + 6 * hour), [id]);
  const tomorrow = noon(-1);
  assert.deepEqual(idsAt([...today, ...slow(-1)], tomorrow), [id]);
  // What is over is not said.
  const over = [...today, ...early(-1, minute)];
  assert.deepEqual(idsAt(over, tomorrow), []);
});

test("routines come in, are judged by how often they saved steps, and hide their pairs", () => {
  const together = ago(28, 1).flatMap((at) =>
    (["task:a", "task:b"] as const).flatMap((skill) =>
      at % 4 === 0 ? dayOf(at, skill, { session: `s${at}`, ends: { completed: 1 } }) : [],
    ),
  );
  const alone = ago(28, 1).flatMap((at) => dayOf(at, "task:c", { session: `c${at}` }));
  const runs = [...together, ...alone, ...steady()];
  const routine: Routine = {
    skills: ["task:a", "task:b", "task:c"],
    count: 80,
    sessions: 20,
    lift: 6,
    lastStartedAtMs: noon(2),
  };
  const { insights } = find(runs, { routines: [routine] });
  const [found] = insights;
  assert.deepEqual(found?.detail, { type: "routine", routine });
  const weeks = (someTime - noon(28)) / (7 * day);
  assert.ok(Math.abs(found.effect - effectOf((2 * 80 * 10_000) / weeks)) < 1e-12);
  assert.equal(found.certainty, certaintyOfLift(80, 6));
  assert.ok(!typesOf(insights).includes("pair"));
  const old = { ...routine, lastStartedAtMs: noon(40) };
  assert.deepEqual(typesOf(find(runs, { routines: [old] }).insights).includes("routine"), false);
  const rare = { ...routine, count: 2, lift: 1.1 };
  assert.deepEqual(typesOf(find(runs, { routines: [rare] }).insights).includes("routine"), false);
});

test("a pair that shares a session every working day is worth a sentence", () => {
  const runs = ago(28, 1).flatMap((at) => [
    ...[0, 1, 2].flatMap((n) =>
      (["task:a", "task:b"] as const).map((skill): Run => ({
        skill,
        at: noon(at) + n * hour,
        session: `s${at} ${n}`,
      })),
    ),
    ...Array.from({ length: 6 }, (_, n): Run => ({
      skill: "task:c",
      at: noon(at) + n,
      session: `c${at} ${n}`,
    })),
  ]);
  const { insights } = find(runs);
  const pair = insights.find(({ detail }) => detail.type === "pair");
  assert.equal(pair?.id, '["pair","task:a","task:b"]');
  assert.equal(pair.filter.skill, "task:a");
});

test("insights of random work are ranked, sure, distinct and rest on runs that are there", () => {
  const seen = new Map<string, number>();
  forRandomHistories((_history, _runs, random) => {
    const own = randomWork(random);
    const routines: Routine[] = [0, 1].map((at) => ({
      skills: ["task:a", "task:b", "task:c"].slice(at) as SkillKey[],
      count: random.int(1, 60),
      sessions: 3,
      lift: 4 * random.next(),
      lastStartedAtMs: someTime - random.int(0, 40) * day,
    }));
    const limit = random.int(1, 9);
    const history = historyOf(own);
    const place = { nowMs: someTime, calendar, routines };
    const all = findInsights(history, { ...place, limit: 99 });
    const { missing } = all;
    if (random.chance(0.2)) {
      const { insights } = findInsights(history, { ...place, limit });
      assert.deepEqual(insights, all.insights.slice(0, limit));
    }
    const weights = all.insights.map(({ effect, certainty }) => effect * certainty);
    assert.deepEqual(
      weights,
      [...weights].sort((one, other) => other - one),
    );
    assert.equal(new Set(all.insights.map(({ id }) => id)).size, all.insights.length);
    assert.ok(missing === undefined || all.insights.length === 0);
    for (const { effect, certainty, filter, detail } of all.insights) {
      assert.ok(
        effect >= leastEffect && effect < 1 && certainty >= leastCertainty && certainty <= 1,
      );
      const { skill, ...rest } = filter;
      const rows = runsOf(select(history, rest)).filter(
        (run) => skill === undefined || run.skill === skill,
      );
      assert.ok(rows.length > 0 || detail.type === "routine" || detail.type === "anomaly");
      seen.set(detail.type, (seen.get(detail.type) ?? 0) + 1);
      const recent = own.filter(({ at }) => at >= (filter.fromMs ?? 0) && at <= someTime);
      if (detail.type === "below-usual") {
        const rate = naiveRate(recent.filter((run) => run.skill === detail.key));
        assert.deepEqual(detail.rate, rate);
        assert.equal(detail.usual, naiveRate(recent).rate);
        assert.ok((rate.interval?.[1] ?? 1) < detail.usual && rate.finished >= 10);
      }
      if (detail.type === "bottleneck") {
        assert.deepEqual(
          detail.bottleneck,
          bottlenecks(historyOf(recent)).find(({ phase }) => phase === filter.phase),
        );
      }
    }
    topicsOnce(all.insights);
  });
  for (const type of ["bottleneck", "below-usual", "routine", "anomaly", "change"]) {
    assert.ok((seen.get(type) ?? 0) > inShare(5), `${type}: ${JSON.stringify([...seen])}`);
  }
});

/** No two of them say the same of a skill. */
function topicsOnce(insights: readonly Insight[]): void {
  const topics = insights.flatMap(({ detail }): string[] => {
    switch (detail.type) {
      case "bottleneck":
        return [`ends ${detail.bottleneck.worstSkill}`];
      case "below-usual":
        return [`ends ${detail.key}`];
      case "change":
        return [`${detail.change.metric === "duration" ? "time" : "ends"} ${detail.change.key}`];
      case "anomaly": {
        const { type, skill } = detail.anomaly;
        const about = {
          spike: "use",
          drop: "use",
          "pattern-shift": "ends",
          slower: "time",
          faster: "time",
        };
        return [`${about[type]} ${skill.kind}:${skill.name}`];
      }
      case "pair":
        return [detail.pair.first.key, detail.pair.second.key];
      case "routine":
        return [...detail.routine.skills];
    }
  });
  assert.equal(new Set(topics).size, topics.length, topics.join());
}

/** Some weeks of a few skills, one of which may turn bad or slow, at once or by and by. */
function randomWork(random: Random): Run[] {
  const span = random.pick([3, 20, 45]);
  const bad = random.pick(["none", "rate", "slow", "slowly", "given up"]);
  const runs = randomRuns(random, {
    count: random.pick([10, 100, 200]),
    skills: ["task:a", "task:b", "task:c", "task:d"],
    sessions: 20,
    spanMs: span * day,
  });
  return runs.map((run): Run => {
    const at = run.at - span * day;
    const passed = 1 - (someTime - at) / (span * day);
    if (run.skill !== "task:a") {
      return { ...run, at, ...(random.chance(0.8) ? { outcome: "completed" } : {}) };
    }
    const late =
      bad === "slow" ? (someTime - at < 20 * hour ? 30 : 1) : bad === "slowly" ? 8 ** passed : 1;
    const ms = Math.round(minute * late * (0.9 + 0.2 * random.next()));
    const outcome = bad === "rate" && random.chance(0.6) ? "failed" : "completed";
    const phase = bad === "given up" ? { phase: "verification" } : {};
    const end = bad === "given up" && random.chance(0.7) ? "abandoned" : outcome;
    return { ...run, at, outcome: end, ms, background: false, ...phase };
  });
}

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

/** Four weeks of so many skills, the first of which loses so much more than the others. */
function fourWeeks(random: Random, failing: number): Run[] {
  return Array.from({ length: 15 }, (_, skill) =>
    ago(28, 1).flatMap((at) =>
      Array.from({ length: random.int(1, 5) }, (__, run): Run => ({
        skill: `task:${skill}`,
        at: noon(at) + run,
        outcome: random.chance(skill === 0 ? failing : 0.1) ? "failed" : "completed",
        ms: Math.round(30_000 * 2 ** (2 * random.next() - 1)),
        session: `s${at} ${random.int(0, 3)}`,
      })),
    ),
  ).flat();
}

test("of steady work hardly anything is said, and what fails three times as often is said first", () => {
  const random = seededRandom(91);
  const rounds = 20;
  const calm = Array.from({ length: rounds }, () => find(fourWeeks(random, 0.1)).insights.length);
  const said = calm.reduce((sum, count) => sum + count, 0);
  assert.ok(said < 0.6 * rounds, `${said} in ${rounds}`);
  const first = Array.from({ length: rounds }, () => {
    const [insight] = find(fourWeeks(random, 0.35)).insights;
    return insight?.detail.type === "below-usual" ? insight.detail.key : undefined;
  }).filter((key) => key === "task:0").length;
  assert.ok(first >= 0.9 * rounds, `${first}`);
});

test("a phase below the threshold is hardly ever called a bottleneck, one well above it is", () => {
  const random = seededRandom(92);
  const rounds = 60;
  const called = (rate: number, perDay: number): number =>
    Array.from({ length: rounds }, () => {
      const runs = ago(20, 1).flatMap((at) =>
        Array.from({ length: random.int(0, 2 * perDay) }, (_, run): Run => ({
          skill: "task:a",
          at: noon(at) + run,
          phase: "verification",
          outcome: random.chance(rate) ? "abandoned" : "completed",
          ms: 4 * minute,
        })),
      );
      return typesOf(find(runs).insights);
    }).filter((types) => types.includes("bottleneck")).length / rounds;
  assert.ok(called(0.19, 2) < 0.12 && called(0.1, 1) < 0.05);
  assert.ok(called(0.45, 2) > 0.85);
});
