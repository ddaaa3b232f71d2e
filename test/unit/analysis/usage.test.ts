import assert from "node:assert/strict";
import { test } from "node:test";
import { skillUsage } from "../../../src/analysis/skillUsage";
import { summarizeUsage } from "../../../src/analysis/usage";
import { outcomes, skillKey, type Invocation, type SkillKey } from "../../../src/tracker/model";
import { seededRandom, type Random } from "../../support/random";
import { anInvocation } from "../../support/views";

const noCounts = { running: 0, completed: 0, failed: 0, abandoned: 0, unknown: 0 };

test("the summary has one shape, whether something ran or nothing", () => {
  const empty = summarizeUsage(skillUsage([]));
  assert.deepEqual(empty, {
    counts: noCounts,
    total: 0,
    ...{ totalDurationMs: 0, measured: 0, skills: 0, byUse: [] },
  });
  const some = summarizeUsage(skillUsage([anInvocation("1")]));
  for (const field of Object.keys(empty)) assert.ok(field in some, field);
});

test("running and unknown runs stand apart and are in no rate", () => {
  const runs = outcomes.map((outcome) => anInvocation(outcome, { outcome }));
  const [skill] = skillUsage(runs);
  assert.deepEqual(skill?.counts, {
    running: 1,
    completed: 1,
    failed: 1,
    abandoned: 1,
    unknown: 1,
  });
  assert.equal(skill.completionRate, 1 / 3);
  const [unfinished] = skillUsage(runs.filter(({ outcome }) => /running|unknown/.test(outcome)));
  assert.equal(unfinished?.total, 2);
  assert.ok(!("completionRate" in unfinished));
  assert.ok(!("meanDurationMs" in unfinished));
});

test("time is that of the foreground; its mean that of what completed", () => {
  const [skill] = skillUsage([
    anInvocation("1", { durationMs: 1000 }),
    anInvocation("2", { durationMs: 3000 }),
    anInvocation("3", { durationMs: 8000, outcome: "failed" }),
    anInvocation("4", { durationMs: 9_000_000, background: true }),
    anInvocation("5", { durationMs: undefined }),
  ]);
  assert.equal(skill?.totalDurationMs, 12_000);
  assert.equal(skill.measured, 2);
  assert.equal(skill.meanDurationMs, 2000);
});

test("words are counted, every follow-up of a run, the most frequent first, then by text", () => {
  const [skill] = skillUsage([
    anInvocation("1", { workflowPath: "quick", followUps: ["b", "a"] }),
    anInvocation("2", { workflowPath: "full", followUps: ["b"], errorType: "Timeout" }),
    anInvocation("3", { workflowPath: "quick", followUps: ["c"] }),
  ]);
  const quick = { text: "quick", count: 2 };
  assert.deepEqual(skill?.workflowPaths, [quick, { text: "full", count: 1 }]);
  assert.deepEqual(
    skill.followUps.map(({ text, count }) => `${text}${count}`),
    ["b2", "a1", "c1"],
  );
  assert.deepEqual(skill.errorTypes, [{ text: "Timeout", count: 1 }]);
});

test("the first recommendation has a rate of its own, only over what finished", () => {
  const [skill] = skillUsage([
    anInvocation("1", { selectionRank: 1 }),
    anInvocation("2", { selectionRank: 1, outcome: "failed" }),
    anInvocation("3", { selectionRank: 1, outcome: "running" }),
    anInvocation("4", { selectionRank: 3, outcome: "failed" }),
  ]);
  assert.equal(skill?.firstChoiceRate, 0.5);
  assert.equal(skill.meanSelectionRank, 1.5);
  const [none] = skillUsage([anInvocation("1")]);
  assert.ok(none !== undefined && !("meanSelectionRank" in none) && !("firstChoiceRate" in none));
});

test("a skill has the name a person gave it", () => {
  const [skill] = skillUsage([anInvocation("1")], ({ name }) => name.toUpperCase());
  assert.equal(skill?.label, "NPM TEST");
  assert.equal(skill.name, "npm test");
});

function randomRun(random: Random, id: number): Invocation {
  const skill = random.pick<SkillKey>(["task:a", "task:b", "tool:a", "terminal:c"]);
  return anInvocation(String(id), {
    skill,
    outcome: random.pick(outcomes),
    startedAtMs: random.int(0, 1000),
    durationMs: random.chance(0.5) ? random.int(0, 5000) : undefined,
    background: random.chance(0.2),
  });
}

test("skills and their sum are those of a plain count, in whatever order runs come", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = seededRandom(seed);
    const runs = Array.from({ length: random.int(0, 60) }, (_, id) => randomRun(random, id));
    const usage = skillUsage(runs);
    assert.deepEqual(skillUsage(random.shuffle(runs)), usage);
    const keys = [...new Set(runs.map(({ skill }) => skillKey(skill)))];
    const of = (key: SkillKey): readonly Invocation[] =>
      runs.filter(({ skill }) => skillKey(skill) === key);
    assert.deepEqual(
      usage.map(({ key }) => key),
      keys.sort((one, other) => of(other).length - of(one).length || (one < other ? -1 : 1)),
    );
    for (const skill of usage) {
      assert.equal(skill.total, of(skill.key).length);
      for (const outcome of outcomes)
        assert.equal(
          skill.counts[outcome],
          of(skill.key).filter((run) => run.outcome === outcome).length,
        );
    }
    const summary = summarizeUsage(usage);
    assert.equal(summary.total, runs.length);
    const timed = runs.filter(
      ({ durationMs, background }) => durationMs !== undefined && !background,
    );
    const sum = (some: readonly Invocation[]): number =>
      some.reduce((ms, { durationMs = 0 }) => ms + durationMs, 0);
    const completed = timed.filter(({ outcome }) => outcome === "completed");
    assert.equal(summary.totalDurationMs, sum(timed));
    assert.equal(summary.measured, completed.length);
    const mean = completed.length === 0 ? undefined : sum(completed) / completed.length;
    assert.equal(summary.meanDurationMs?.toFixed(6), mean?.toFixed(6));
  }
});
