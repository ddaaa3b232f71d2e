import assert from "node:assert/strict";
import { test } from "node:test";
import { matching, select } from "../../../src/analysis/filter";
import type { HistoryFilter } from "../../../src/tracker/history";
import { outcomes, parseSkillKey } from "../../../src/tracker/model";
import {
  day,
  hour,
  historyOf,
  runsOf,
  someSkills,
  someTime,
  type Run,
} from "../../support/history";
import type { Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";

const three = historyOf([
  { skill: "terminal:git add", at: someTime, phase: "setup" },
  { skill: "task:build", at: someTime + hour, outcome: "failed", session: "s2", agent: "" },
  { skill: "terminal:git commit", at: someTime + 2 * hour, agent: "alpha" },
]);
const kept = (filter: HistoryFilter): number[] => [...matching(three, filter)];

test("each condition lets through what it names", () => {
  assert.deepEqual(kept({}), [1, 1, 1]);
  assert.deepEqual(kept({ kinds: ["task"] }), [0, 1, 0]);
  assert.deepEqual(kept({ authors: ["user"] }), [1, 0, 0]);
  assert.deepEqual(kept({ authors: ["agent"] }), [0, 1, 1]);
  assert.deepEqual(kept({ agent: "alpha" }), [0, 0, 1]);
  assert.deepEqual(kept({ agent: "" }), [0, 1, 0], "an agent without a name, not the user");
  assert.deepEqual(kept({ agent: "nobody" }), [0, 0, 0]);
  assert.deepEqual(kept({ outcomes: ["completed"] }), [1, 0, 1]);
  assert.deepEqual(kept({ sessionId: "s2" }), [0, 1, 0]);
  assert.deepEqual(kept({ phase: "setup" }), [1, 0, 0]);
  assert.deepEqual(kept({ skill: { kind: "terminal", name: "git commit" } }), [0, 0, 1]);
});

test("the beginning of a range is in it and its end is not", () => {
  assert.deepEqual(kept({ fromMs: someTime + hour, toMs: someTime + 2 * hour }), [0, 1, 0]);
});

test("what the history does not know lets nothing through, nor does an empty list", () => {
  assert.deepEqual(kept({ sessionId: "elsewhere" }), [0, 0, 0]);
  assert.deepEqual(kept({ phase: "unheard of" }), [0, 0, 0]);
  assert.deepEqual(kept({ kinds: [] }), [0, 0, 0]);
  assert.deepEqual(kept({ authors: [] }), [0, 0, 0]);
});

test("selecting everything gives the same history", () => {
  assert.equal(select(three, { fromMs: someTime }), three);
});

test("selecting equals filtering plain invocations, whatever the conditions", () => {
  forRandomHistories((history, runs, random) => {
    const filter = randomFilter(random);
    const selected = select(history, filter);
    assert.deepEqual(
      runsOf(selected),
      runs.filter((run) => passes(run, filter)),
    );
    assert.equal(selected.skills, history.skills);
  });
});

function randomFilter(random: Random): HistoryFilter {
  const skill = parseSkillKey(random.pick(someSkills));
  return {
    ...(random.chance(0.2) ? { sessionId: random.pick(["s1", "s2", "none"]) } : {}),
    ...(random.chance(0.3) ? { fromMs: someTime + random.int(0, 3) * day } : {}),
    ...(random.chance(0.3) ? { toMs: someTime + random.int(0, 3) * day } : {}),
    ...(random.chance(0.3) ? { kinds: [random.pick(["terminal", "task", "debug"] as const)] } : {}),
    ...(random.chance(0.2) ? { agent: random.pick(["", "alpha", "nobody"]) } : {}),
    ...(random.chance(0.3) ? { authors: [random.pick(["user", "agent"] as const)] } : {}),
    ...(random.chance(0.3) ? { outcomes: [random.pick(outcomes), random.pick(outcomes)] } : {}),
    ...(random.chance(0.2) && skill !== undefined ? { skill } : {}),
    ...(random.chance(0.2) ? { phase: random.pick(["setup", "execution"]) } : {}),
  };
}

function passes(run: Run, filter: HistoryFilter): boolean {
  const skill = parseSkillKey(run.skill);
  return [
    filter.sessionId === undefined || run.session === filter.sessionId,
    run.at >= (filter.fromMs ?? 0),
    run.at < (filter.toMs ?? Infinity),
    filter.kinds === undefined || filter.kinds.some((kind) => run.skill.startsWith(`${kind}:`)),
    filter.authors === undefined ||
      filter.authors.includes(run.agent === undefined ? "user" : "agent"),
    filter.agent === undefined || run.agent === filter.agent,
    filter.outcomes === undefined || filter.outcomes.some((outcome) => outcome === run.outcome),
    filter.skill === undefined ||
      (filter.skill.kind === skill?.kind && filter.skill.name === skill.name),
    filter.phase === undefined || run.phase === filter.phase,
  ].every(Boolean);
}
