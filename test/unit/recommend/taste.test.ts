import assert from "node:assert/strict";
import { test } from "node:test";
import { Lessons } from "../../../src/recommend/lessons";
import type { RecommendContext } from "../../../src/recommend/model";
import { nextModelOf } from "../../../src/recommend/next/historyModel";
import { recommend } from "../../../src/recommend/recommender";
import { learnedFactors, tasted, tasteOf, type Lesson } from "../../../src/recommend/taste";
import { contextWeights, countedWeights, queryWeights } from "../../../src/recommend/weights";
import type { SkillKey } from "../../../src/tracker/model";
import { historyOf, minute, someTime, type Run } from "../../support/history";
import { seededRandom, type Random } from "../../support/random";

type Name = (typeof learnedFactors)[number] | "matchesQuery";
const names: readonly Name[] = [...learnedFactors, "matchesQuery"];

function randomLessons(random: Random): Lesson[] {
  const value = (): number => 2 * random.next() - 1;
  return Array.from({ length: random.int(0, 60) }, () => {
    const pairs = Array.from({ length: random.int(0, 4) }, () => learnedFactors.map(value));
    return { pairs, ...(random.chance(0.5) ? { words: pairs.map(value) } : {}) };
  });
}

/** The same, one multiplier at a time and in the words of the formula. */
function naiveTaste(lessons: readonly Lesson[]): Record<Name, number> {
  const asked = queryWeights(contextWeights, 0.3);
  const taste = Object.fromEntries(names.map((name) => [name, 1])) as Record<Name, number>;
  const clamp = (factor: number): number => Math.max(0.5, Math.min(2, factor));
  for (const { pairs, words } of lessons.filter((lesson) => lesson.pairs.length > 0)) {
    const exponents = new Map<Name, number>();
    pairs.forEach((pair, each) => {
      const part = (name: Name, x: number): void => {
        exponents.set(name, (exponents.get(name) ?? 0) + x / pairs.length);
      };
      if (words === undefined) {
        let d = 0;
        learnedFactors.forEach(
          (name, at) => (d += contextWeights[name] * taste[name] * (pair[at] ?? 0)),
        );
        const chance = 1 / (1 + Math.exp(-Math.min(d, 0) / 0.1));
        learnedFactors.forEach((name, at) => part(name, (1 - chance) * (pair[at] ?? 0)));
      } else {
        const x = words[each] ?? 0;
        let [context, all] = [0, 0];
        learnedFactors.forEach((name, at) => {
          context += asked[name] * (pair[at] ?? 0);
          all += asked[name];
        });
        const d = asked.matchesQuery * taste.matchesQuery * x + context;
        const chance = 1 / (1 + Math.exp(-Math.min(d, 0) / 0.1));
        part("matchesQuery", (1 - chance) * (x - context / all));
      }
    });
    const moved = words === undefined ? learnedFactors : (["matchesQuery"] as const);
    for (const name of moved) {
      taste[name] = clamp(taste[name] ** 0.98 * Math.exp(0.1 * (exponents.get(name) ?? 0)));
    }
  }
  return taste;
}

test("what is learned is what the formula says, and none of it leaves ½–2", () => {
  const reached = new Set<number>();
  for (let seed = 1; seed <= 300; seed++) {
    const lessons = randomLessons(seededRandom(seed));
    const taste = tasteOf(lessons);
    const expected = naiveTaste(lessons);
    for (const name of names) {
      const factor = taste[name] ?? NaN;
      assert.ok(Math.abs(factor - expected[name]) < 1e-9, `seed ${seed}, ${name}`);
      assert.ok(factor >= 0.5 - 1e-12 && factor <= 2 + 1e-12);
      if (Math.abs(factor - 1) > 0.05) reached.add(seed);
    }
  }
  assert.ok(reached.size > 100);
});

test("weights keep their sum, and each stays between half and twice what it was", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const taste = Object.fromEntries(names.map((name) => [name, 2 ** (4 * random.next() - 2)]));
    for (const base of [contextWeights, countedWeights, queryWeights(contextWeights, 0.3)]) {
      const weights = tasted(base, taste);
      let [sum, before] = [0, 0];
      for (const name of Object.keys(base) as (keyof typeof base)[]) {
        sum += weights[name];
        before += base[name];
        assert.ok(
          weights[name] >= base[name] / 2 - 1e-12 && weights[name] <= base[name] * 2 + 1e-12,
        );
      }
      assert.ok(Math.abs(sum - before) < 1e-9);
    }
  }
});

test("a taste of 1 for everything changes nothing that can be told", () => {
  const weights = tasted(contextWeights, {});
  for (const name of learnedFactors)
    assert.ok(Math.abs(weights[name] - contextWeights[name]) < 1e-12);
});

test("without choices, and with choices between equals, there is nothing to learn", () => {
  for (const lessons of [[], [{ pairs: [] }], [{ pairs: [learnedFactors.map(() => 0)] }]]) {
    for (const name of names) assert.equal(tasteOf(lessons)[name], 1);
  }
});

test("one day of fifty odd choices is gone after as many ordinary ones", () => {
  const wants = (value: number): Lesson => ({
    pairs: [learnedFactors.map((name) => (name === "recency" ? value : 0))],
  });
  const odd = Array.from({ length: 50 }, () => wants(1));
  const after = tasteOf([...odd, ...Array.from({ length: 50 }, () => wants(0))]).recency ?? 0;
  assert.equal(tasteOf(odd).recency, 2);
  assert.ok(after > 1 && after < 1.3, String(after));
});

/**
 * Somebody for whom `make` always follows `git commit`, and who asks for the docs in between: listed
 * are what usually comes next, something in between, and what the words name. `takes` decides.
 */
function asker(takes: "words" | "habit", rounds: number): Run[] {
  return Array.from({ length: rounds }, (_, round): Run[] => {
    const at = (step: number): number => someTime + (round * 60 + step) * minute;
    const [words, habit] = ["task:docs publish", "terminal:make"] as const;
    const session = `s${round}`;
    const habitual: Run[] = [
      { skill: words, at: at(0), session: `other ${round}` },
      { skill: "terminal:git commit", at: at(1), session },
      { skill: habit, at: at(2), session },
      { skill: "terminal:git commit", at: at(3), session },
    ];
    const [skill, other]: readonly SkillKey[] = takes === "words" ? [words, habit] : [habit, words];
    const choice = { rank: 2, offered: other === undefined ? [] : [other], query: "publish docs" };
    return [...habitual, { skill: skill ?? words, at: at(4), session, ...choice }];
  }).flat();
}

const tasteAfter = (runs: readonly Run[]): number => {
  const history = historyOf(runs);
  return tasteOf(new Lessons().of(history, nextModelOf(history))).matchesQuery ?? NaN;
};

test("who always takes what the words name gets more of it, step by step and never past twice", () => {
  const tastes = [1, 5, 20, 60].map((rounds) => tasteAfter(asker("words", rounds)));
  tastes.forEach((taste, at) =>
    assert.ok(taste > (tastes[at - 1] ?? 1) && taste <= 2, tastes.join()),
  );
});

test("who always takes what usually comes next gets less of the words, never below half", () => {
  const tastes = [2, 10, 40].map((rounds) => tasteAfter(asker("habit", rounds)));
  tastes.forEach((taste, at) => {
    assert.ok(taste <= (tastes[at - 1] ?? 1) && taste < 1 && taste >= 0.5, tastes.join());
  });
});

test("the ranking goes by what was learned, and its shares still make the score", () => {
  const share = (takes: "words" | "habit"): number => {
    const runs = asker(takes, 30);
    const nowMs = (runs.at(-1)?.at ?? 0) + minute;
    const context: RecommendContext = { nowMs, sessionId: "s29", limit: 9, query: "publish docs" };
    const [docs] = recommend(historyOf(runs), context).filter(({ key }) =>
      key.startsWith("task:docs"),
    );
    assert.ok(docs);
    const sum = docs.reasons.reduce((total, reason) => total + reason.share, 0);
    assert.ok(Math.abs(sum - docs.score) < 1e-12);
    const match = docs.reasons.find(({ factor }) => factor === "matchesQuery");
    return (match?.share ?? NaN) / (match?.value ?? NaN);
  };
  const usual = queryWeights(contextWeights, 0).matchesQuery;
  assert.ok(share("words") > usual && share("words") <= 2 * usual);
  assert.ok(share("habit") < usual && share("habit") >= usual / 2);
});
