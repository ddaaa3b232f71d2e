import assert from "node:assert/strict";
import { test } from "node:test";
import { queryTerms } from "../../../../src/recommend/text/lexical";
import type { SkillText } from "../../../../src/recommend/text/model";
import {
  embeddable,
  searchSkills,
  searchWeights,
  topOf,
  wordsFound,
} from "../../../../src/recommend/text/search";
import { SkillIndex } from "../../../../src/recommend/text/skillIndex";
import { termsOf } from "../../../../src/recommend/text/terms";
import { seededRandom, type Random } from "../../../support/random";
import { inShare, seedsUpTo } from "../../../support/seeds";
import {
  cosine,
  naiveBm25,
  naiveGramScores,
  randomDirection,
  randomQuery,
  randomText,
} from "./naiveText";

interface Vectors {
  readonly query: Float32Array;
  readonly skills: readonly Float32Array[];
}

const skill = (name: string, ...texts: readonly string[]): SkillText => ({
  name,
  about: "",
  texts,
});

function bestOf(
  skills: readonly SkillText[],
  query: string,
  vectors?: Vectors,
): string | undefined {
  const [best] = [...searchSkills(new SkillIndex(skills), query, vectors)].sort(
    (one, other) => other.score - one.score,
  );
  return best && skills[best.skill]?.name;
}

function topScore(skills: readonly SkillText[], query: string): number {
  return Math.max(0, ...searchSkills(new SkillIndex(skills), query).map(({ score }) => score));
}

const some = [
  skill("git push", "upload my commits", "push the branch"),
  skill("npm test", "run the unit tests", "check that nothing broke"),
  skill("docker build", "make the image"),
];

test("what is asked as before, in part, or misspelt is found", () => {
  assert.equal(bestOf(some, "upload commits"), "git push");
  assert.equal(bestOf(some, "check nothing broke"), "npm test");
  assert.equal(bestOf(some, "dokcer biuld"), "docker build");
});

test("a last word that is not finished finds what begins with it", () => {
  assert.equal(bestOf(some, "run the uni"), "npm test");
  assert.equal(bestOf(some, "make the ima"), "docker build");
});

test("a query of something else scores low", () => {
  assert.equal(topScore(some, "quantum"), 0);
  assert.ok(topScore(some, "the opera tickets in vienna") < 0.3);
  assert.ok(topScore(some, "make the image") > 0.45);
});

test("a skill with many good texts beats one with a single one as good", () => {
  const many = skill("alpha", "open red door", "open blue door", "open green door");
  const one = skill("gamma", "open black door", "shut white gate", "paint brown wall");
  assert.equal(bestOf([one, many], "open door"), "alpha");
  assert.equal(bestOf([many, one], "open door"), "alpha");
});

test("of two skills that share the words, the nearer meaning comes first", () => {
  const two = [skill("alpha", "open the door"), skill("gamma", "open the gate")];
  const [query, near, far] = [
    [1, 0],
    [0.8, 0.6],
    [0, 1],
  ].map((one) => Float32Array.from(one));
  assert.ok(query && near && far);
  assert.equal(bestOf(two, "open", { query, skills: [far, near] }), "gamma");
  assert.equal(bestOf(two, "open", { query, skills: [near, far] }), "alpha");
  const [match, ...more] = searchSkills(new SkillIndex(two), "quantum", {
    query,
    skills: [far, near],
  });
  assert.deepEqual(more, []);
  assert.equal(match?.skill, 1);
  assert.equal(match.text, undefined);
  assert.ok(Math.abs((match.meaning ?? 0) - 0.8) < 1e-6);
  assert.ok(Math.abs(match.score - 0.38 * 0.8) < 1e-6);
});

test("the weights of the four ways to compare add up to 1", () => {
  const { entries, whole, meaning, grams } = searchWeights;
  assert.ok(Math.abs(entries + whole + meaning + grams - 1) < 1e-12);
});

test("no score passes 1, however many texts repeat the words of the query", () => {
  const texts = Array.from({ length: 60 }, (_, at) => "alpha ".repeat(at + 1));
  const query = Float32Array.from([1, 0]);
  const index = new SkillIndex([skill("alpha", ...texts), skill("other", "something")]);
  for (const vectors of [undefined, { query, skills: [query, Float32Array.from([0, 1])] }]) {
    const [match] = searchSkills(index, "alpha", vectors);
    assert.ok(match && match.score < 1 && match.score > 0.99, `${match?.score}`);
  }
});

test("the words of a query that a skill's texts or its name have are told as they were written", () => {
  const index = new SkillIndex([skill("git push", "upload my commits", "copy the branch")]);
  const query = "Copying quantum commit push";
  const [match] = searchSkills(index, query);
  assert.ok(match);
  assert.deepEqual(wordsFound(index, query, match.skill), ["copying", "commit", "push"]);
});

test("a query is embedded in its normal form, and not where nothing is left of it", () => {
  assert.equal(embeddable(" Close--WINDOW! "), "close window");
  assert.equal(embeddable("…"), undefined);
});

test("the best are those a sort puts first, equal ones by their numbers", () => {
  const random = seededRandom(17);
  for (let round = 0; round < 500; round++) {
    const scores = Float64Array.from({ length: random.int(0, 30) }, () => random.int(1, 6));
    const found = random.shuffle([...scores.keys()]).slice(0, random.int(0, scores.length));
    const count = random.int(1, 12);
    const sorted = [...found].sort(
      (one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other,
    );
    assert.deepEqual(topOf(Int32Array.from(found), scores, count), sorted.slice(0, count));
  }
});

test("scores equal the weighted sum of all four ways, worked out one by one", () => {
  let checked = 0;
  let overFifty = 0;
  for (const seed of seedsUpTo(300)) {
    const random = seededRandom(seed);
    const skills = randomSkills(random);
    const query = randomQuery(random);
    const vectors = random.chance(0.5) ? randomVectors(random, skills.length) : undefined;
    const naive = naiveSearch(skills, query, vectors);
    // Which of equal entries is the fiftieth is nobody's promise.
    if (naive.isTied) continue;
    checked++;
    if (naive.hits > 50) overFifty++;
    const matches = searchSkills(new SkillIndex(skills), query, vectors);
    assert.deepEqual(
      matches.map((match) => match.skill),
      naive.scores.flatMap((score, at) => (score > 0 ? [at] : [])),
    );
    for (const match of matches) {
      const expected = naive.scores[match.skill] ?? NaN;
      assert.ok(Math.abs(match.score - expected) < 1e-6, `${match.score} is not ${expected}`);
      assert.ok(match.score > 0 && match.score <= 1);
      assert.equal(match.meaning === undefined, vectors === undefined);
      const best = naive.bestTexts[match.skill] ?? [];
      assert.ok(match.text === undefined ? best.length === 0 : best.includes(match.text));
    }
  }
  assert.ok(checked > inShare(150) && overFifty > inShare(30), `${checked}, ${overFifty}`);
});

function randomSkills(random: Random): readonly SkillText[] {
  const most = random.pick([3, 40]);
  return Array.from({ length: random.int(1, 6) }, () => {
    const texts = Array.from({ length: random.int(0, most) }, () => randomText(random, 14));
    const [name, about] = [randomText(random, 2), randomText(random, 3)];
    return { name, about, texts: [...new Set(texts)] };
  });
}

function randomVectors(random: Random, skills: number): Vectors {
  const query = randomDirection(random, 4);
  return { query, skills: Array.from({ length: skills }, () => randomDirection(random, 4)) };
}

/** All of it by its formula; `isTied` where the fiftieth and the next entry score the same. */
function naiveSearch(skills: readonly SkillText[], query: string, vectors: Vectors | undefined) {
  const terms = queryTerms(query);
  const entries = skills.flatMap(({ name, texts }, at) =>
    texts.map((text) => ({ skill: at, text, terms: [...termsOf(text), ...termsOf(name)] })),
  );
  const bm25 = naiveBm25(
    entries.map((entry) => entry.terms),
    terms,
  );
  const sorted = entries
    .map((entry, at) => ({ ...entry, score: bm25[at] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const abouts = naiveBm25(
    skills.map(({ name, about }) => termsOf(`${name} ${about}`)),
    terms,
  );
  const joined = skills.map(({ name, texts }) => [name, ...texts].join(" "));
  const wholes = naiveBm25(joined.map(termsOf), terms);
  const grams = naiveGramScores(joined, query);
  const voters = sorted.slice(0, 50);
  const scores = skills.map((_, at) => {
    const votes = voters.filter((entry) => entry.skill === at).map(({ score }) => score);
    const norm = [...votes, abouts[at] ?? 0].reduce((sum, one) => sum + one ** 6, 0) ** (1 / 6);
    const words = 0.35 * Math.min(1, norm) + 0.15 * (wholes[at] ?? NaN) + 0.12 * (grams[at] ?? NaN);
    if (vectors === undefined) return Math.min(1, words / 0.62);
    return Math.min(
      1,
      words + 0.38 * Math.max(0, cosine([...vectors.query], [...(vectors.skills[at] ?? [])])),
    );
  });
  const bestTexts = skills.map((_, at) => {
    const own = voters.filter((entry) => entry.skill === at);
    const near = own.filter(({ score }) => score > (own[0]?.score ?? 0) - 1e-12);
    return near.map(({ text }) => text);
  });
  const [fiftieth, next] = [sorted[49]?.score ?? 0, sorted[50]?.score ?? -1];
  return { scores, bestTexts, hits: sorted.length, isTied: fiftieth - next < 1e-12 };
}
