import assert from "node:assert/strict";
import { test } from "node:test";
import {
  relationshipOf,
  skillDependencies,
  type SkillDependency,
} from "../../../src/analysis/dependencies";
import { parseSkillKey, skillKey, type SkillKey } from "../../../src/tracker/model";
import { historyOf, randomRuns, someSkills, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

const a = { kind: "task", name: "a" } as const;

/** One letter for one run of a task, one word for one session. */
const sessions = (...words: string[]) =>
  historyOf(
    words.flatMap((word, session) =>
      [...word].map((letter, at): Run => ({
        skill: `task:${letter}`,
        // Windows run side by side: sessions are mixed in time.
        at: 1000 * at + session,
        session: `s${session}`,
      })),
    ),
  );

test("two skills that are always together in half of the sessions have a lift of 2", () => {
  // The case in which the earlier Session Buddy computed one sixth.
  const history = sessions("ab", "ab", "ab", "ab", "ab", "ab", "c", "c", "c", "c", "c", "c");
  assert.deepEqual(skillDependencies(history, a), [
    {
      skill: { kind: "task", name: "b" },
      sessions: 6,
      support: 0.5,
      confidence: 1,
      lift: 2,
      relationship: "strong-positive",
    },
  ]);
});

test("how often a skill runs in a session makes no difference", () => {
  const once = skillDependencies(sessions("ab", "ab", "ab", "c", "c"), a);
  assert.deepEqual(skillDependencies(sessions("aabbbab", "ab", "baaaa", "ccc", "c"), a), once);
  assert.equal(once[0]?.lift, 5 / 3);
});

test("sessions with a single skill count", () => {
  const lift = (...more: string[]): number | undefined =>
    skillDependencies(sessions("ab", "ab", "ab", ...more), a, { minLift: 0 })[0]?.lift;
  assert.equal(lift(), 1);
  assert.equal(lift("c"), 4 / 3);
  assert.equal(lift("a"), 1);
  assert.equal(lift("a", "c"), (3 * 5) / (4 * 3));
});

test("two sessions together say nothing unless they are asked for", () => {
  const history = sessions("ab", "ab", "c", "c", "c", "c");
  assert.deepEqual(skillDependencies(history, a), []);
  assert.equal(skillDependencies(history, a, { minSessions: 2 })[0]?.lift, 3);
});

test("the least lift counts as enough", () => {
  // 3·6 ÷ (4·3) = 1.5.
  const history = sessions("ab", "ab", "ab", "a", "c", "c");
  assert.equal(skillDependencies(history, a, { minLift: 1.5 }).length, 1);
  assert.equal(skillDependencies(history, a, { minLift: 1.5000001 }).length, 0);
});

test("greatest lift comes first, then greatest support, then the first key", () => {
  const history = sessions(...Array<string>(4).fill("abcd"), "ad", "ae", "ae", "ae", "x", "x", "x");
  // a: 8 of 11 sessions; all of the others only ever with it, so every lift is 11 ÷ 8.
  const found = skillDependencies(history, a, { minLift: 0 });
  assert.deepEqual(
    found.map(({ skill, sessions: both }) => [skill.name, both]),
    [
      ["d", 5],
      ["b", 4],
      ["c", 4],
      ["e", 3],
    ],
  );
  assert.equal(new Set(found.map(({ lift }) => lift)).size, 1);
  const two = skillDependencies(history, a, { minLift: 0, limit: 2 });
  assert.deepEqual(two, found.slice(0, 2));
});

test("a skill nobody used has no company", () => {
  const history = historyOf([{ skill: "task:b", at: 1 }], { skills: { "task:a": {} } });
  assert.deepEqual(skillDependencies(history, a, { minLift: 0, minSessions: 0 }), []);
  assert.deepEqual(skillDependencies(historyOf([]), a, { minLift: 0, minSessions: 0 }), []);
});

test("the words have their bounds", () => {
  assert.deepEqual([3, 2.99, 2, 1.99, 1.5, 1.49, 1, 0.99, 0.5].map(relationshipOf), [
    "very-strong-positive",
    "strong-positive",
    "strong-positive",
    "moderate-positive",
    "moderate-positive",
    "weak-positive",
    "independent",
    "weak-negative",
    "moderate-negative",
  ]);
});

test("dependencies equal those of sets of sessions, and go both ways", () => {
  let found = 0;
  forRandomHistories((_history, _runs, random) => {
    const runs = randomRuns(random, { count: random.int(0, 60), sessions: random.int(1, 20) });
    const history = historyOf(runs);
    const options = {
      minLift: random.pick([0, 0.9, 1, 1.2]),
      limit: random.int(1, 6),
      minSessions: random.int(1, 3),
    };
    for (const key of someSkills) {
      const skill = parseSkillKey(key);
      if (skill === undefined) continue;
      const dependencies = skillDependencies(history, skill, options);
      assert.deepEqual(dependencies, naiveDependencies(runs, key, options));
      found += dependencies.length;
      for (const { skill: other, lift } of dependencies) {
        const all = { ...options, limit: 99 };
        const back = skillDependencies(history, other, all).find(
          (one) => skillKey(one.skill) === key,
        );
        assert.equal(back?.lift, lift);
      }
    }
  });
  assert.ok(found > inShare(1000), `${found}`);
});

function naiveDependencies(
  runs: readonly Run[],
  key: SkillKey,
  { minLift, limit, minSessions }: { minLift: number; limit: number; minSessions: number },
): readonly SkillDependency[] {
  const all = new Set(runs.map(({ session }) => session));
  const holding = (skill: SkillKey) =>
    new Set(runs.filter((run) => run.skill === skill).map(({ session }) => session));
  const own = holding(key);
  return someSkills
    .filter((other) => other !== key)
    .flatMap((other) => {
      const theirs = holding(other);
      const both = [...theirs].filter((session) => own.has(session)).length;
      const skill = parseSkillKey(other);
      const lift = (both * all.size) / (own.size * theirs.size);
      if (skill === undefined || both < Math.max(1, minSessions) || lift < minLift) return [];
      const support = both / all.size;
      const relationship = relationshipOf(lift);
      return [{ skill, sessions: both, support, confidence: both / own.size, lift, relationship }];
    })
    .sort((one, other) => {
      if (one.lift !== other.lift) return other.lift - one.lift;
      if (one.support !== other.support) return other.support - one.support;
      return skillKey(one.skill) < skillKey(other.skill) ? -1 : 1;
    })
    .slice(0, limit);
}
