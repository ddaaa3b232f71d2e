import assert from "node:assert/strict";
import { test } from "node:test";
import { insightMinimum } from "../../../src/analysis/insights";
import { certaintyOfLift, effectOf } from "../../../src/analysis/insightScale";
import type { Routine } from "../../../src/analysis/routines";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import { day, hour, minute, someTime, type Run } from "../../support/history";
import { ago, find, noon, typesOf } from "../../support/insightRuns";

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

test("an anomaly that has been open for weeks stays the same one", () => {
  const at = (daysAgo: number, ms: number): Run[] =>
    dayOf(daysAgo, "task:build", { ms }).map((run) => ({ ...run, at: run.at - 5 * hour }));
  // Every fourth day, and from 20 days ago on each time slower than ever.
  const runs = ago(35, 0)
    .map((index) => index * 4)
    .flatMap((daysAgo) => at(daysAgo, daysAgo > 20 ? minute : minute * 3 ** (6 - daysAgo / 4)));
  const later = [...runs, ...at(-4, minute * 3 ** 7)];
  const anomalies = (all: readonly Run[], nowMs: number) =>
    find(all, { nowMs }).insights.flatMap(({ id, detail }) =>
      detail.type === "anomaly" ? [{ id, openedAtMs: detail.anomaly.openedAtMs }] : [],
    );
  const [first, ...more] = anomalies(runs, noon(0));
  assert.deepEqual(more, []);
  assert.ok(first !== undefined && first.openedAtMs < noon(18));
  assert.deepEqual(anomalies(later, noon(-4)), [first]);
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
