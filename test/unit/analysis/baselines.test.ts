import assert from "node:assert/strict";
import { test } from "node:test";
import { communityBaselines, type CommunityBaseline } from "../../../src/analysis/baselines";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import { historyOf, someSkills, someTime, type Run } from "../../support/history";
import { naiveBaselines } from "../../support/naiveBaselines";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";

/** Runs of a skill: so many completed, so many failed. */
const runsOf = (skill: SkillKey, completed: number, failed: number): Run[] =>
  Array.from({ length: completed + failed }, (_, at): Run => {
    const outcome: Outcome = at < completed ? "completed" : "failed";
    return { skill, at: someTime + at, outcome };
  });
const baselines = (runs: readonly Run[]): readonly CommunityBaseline[] =>
  communityBaselines(historyOf(runs));

test("a skill is told with who ran it, how often, how long, where and how well", () => {
  const runs: Run[] = [
    { skill: "task:a", at: 1, ms: 100, phase: "setup" },
    { skill: "task:a", at: 2, ms: 300, phase: "cleanup", agent: "alpha" },
    { skill: "task:a", at: 3, ms: 900, phase: "cleanup", agent: "alpha", outcome: "failed" },
    { skill: "task:a", at: 4, agent: "", outcome: "running" },
    { skill: "task:b", at: 5, outcome: "unknown" },
  ];
  assert.deepEqual(baselines(runs), [
    {
      skill: "task:a",
      users: 3,
      invocations: 4,
      completionRate: 2 / 3,
      medianDurationMs: 200,
      commonPhase: "cleanup",
      percentile: 0,
    },
    { skill: "task:b", users: 1, invocations: 1 },
  ]);
});

test("a percentile counts skills that are strictly worse", () => {
  const runs = ([3, 5, 5, 8, 10] as const).flatMap((completed, at) =>
    runsOf(`task:${at}`, completed, 10 - completed),
  );
  assert.deepEqual(
    baselines(runs).map(({ skill, percentile }) => [skill, percentile]),
    [
      ["task:4", 80],
      ["task:3", 60],
      ["task:1", 20],
      ["task:2", 20],
      ["task:0", 0],
    ],
  );
});

test("one run that completed does not stand above ninety-nine of a hundred", () => {
  const runs = [...runsOf("task:a", 1, 0), ...runsOf("task:b", 99, 1), ...runsOf("task:c", 50, 50)];
  const [first, second] = baselines(runs);
  assert.deepEqual([first?.skill, first?.completionRate], ["task:b", 0.99]);
  assert.deepEqual([second?.skill, second?.completionRate], ["task:a", 1]);
});

test("hidden skills and those that never ran are neither told nor counted", () => {
  const runs = [...runsOf("task:a", 1, 9), ...runsOf("task:b", 9, 1)];
  const extras = { skills: { "task:a": { hidden: true }, "task:c": {} } };
  assert.deepEqual(
    communityBaselines(historyOf(runs, extras)).map(({ skill, percentile }) => [skill, percentile]),
    [["task:b", 0]],
  );
  assert.deepEqual(baselines([]), []);
});

test("baselines equal those of every skill compared with every other", () => {
  let ranked = 0;
  forRandomHistories(
    (history, runs, random) => {
      const hidden = new Set(someSkills.filter(() => random.chance(0.1)));
      const skills = history.skills.map((entry): typeof entry => ({
        ...entry,
        hidden: hidden.has(`${entry.kind}:${entry.name}`),
      }));
      const actual = communityBaselines({ ...history, skills });
      assert.deepEqual(actual, naiveBaselines(runs, hidden));
      ranked += actual.filter(({ percentile = 0 }) => percentile > 0).length;
    },
    { histories: 1000 },
  );
  assert.ok(ranked > 1000, `${ranked}`);
});

test("smoothing ranks skills nearer to how they really are than plain rates do", () => {
  let [smoothed, plain] = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const real = new Map<string, number>();
    const runs = Array.from({ length: 12 }, (_, at) => {
      const rate = 0.6 + 0.4 * random.next();
      real.set(`task:${at}`, rate);
      const count = random.pick([1, 3, 10, 50]);
      const completed = Array.from({ length: count }).filter(() => random.chance(rate)).length;
      return runsOf(`task:${at}`, completed, count - completed);
    }).flat();
    const told = baselines(runs);
    const agreement = (of: (one: CommunityBaseline) => number): number =>
      told.reduce(
        (sum, one) =>
          sum +
          told.filter((other) => {
            const apart = (real.get(one.skill) ?? 0) - (real.get(other.skill) ?? 0);
            return (of(one) - of(other)) * apart > 0;
          }).length,
        0,
      );
    smoothed += agreement(({ percentile = 0 }) => percentile);
    plain += agreement(({ completionRate = 0 }) => completionRate);
  }
  assert.ok(smoothed > plain, `${smoothed} and ${plain}`);
});
