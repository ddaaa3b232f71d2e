import assert from "node:assert/strict";
import { test } from "node:test";
import { LexicalIndex, queryTerms } from "../../../../src/recommend/text/lexical";
import { termsOf, type Term } from "../../../../src/recommend/text/terms";
import { seededRandom } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";
import { naiveBm25, randomQuery, randomText } from "./naiveText";

function indexOf(texts: readonly string[]): LexicalIndex {
  const index = new LexicalIndex();
  for (const text of texts) index.add(index.vocabulary.read(text));
  return index;
}

const texts = ["git commit", "git push", "npm test", "run the tests again", "build"];
const index = indexOf(texts);
const scoresOf = (query: string): Float64Array => index.search(queryTerms(query)).scores;
const topScore = (query: string): number => Math.max(...scoresOf(query));
const best = (query: string): string | undefined =>
  texts[scoresOf(query).findIndex((score) => score > 0 && score === topScore(query))];

test("finds by any form of a word, in any case", () => {
  assert.equal(best("Committing"), "git commit");
  assert.equal(best("how do I push my work"), "git push");
});

test("a word that is still being typed finds what begins with it", () => {
  assert.equal(best("bui"), "build");
  assert.equal(best("git comm"), "git commit");
  assert.equal(best("bui git"), "git commit");
  assert.deepEqual([...index.search(queryTerms("b")).found], []);
  assert.ok(Math.abs(topScore("bui") - 0.8 * topScore("build")) < 1e-12);
});

test("nothing is found for nothing, for strange words and for signs", () => {
  for (const query of ["", "…", "zzz", "how do I"]) {
    const { found, scores } = index.search(queryTerms(query));
    assert.deepEqual([...found], []);
    assert.deepEqual([...scores], [0, 0, 0, 0, 0]);
  }
  assert.deepEqual([...new LexicalIndex().search(queryTerms("git")).found], []);
});

test("a question about something else scores lower than the words alone", () => {
  assert.ok(topScore("push opera tickets vienna") < topScore("push") / 2);
  assert.equal(topScore("how do i push"), topScore("push"));
});

test("a document that says the word and little else is better than a long one", () => {
  const two = indexOf(["npm test", "a long text in which one test occurs among many other words"]);
  const [short = 0, long = 0] = two.search(queryTerms("test")).scores;
  assert.ok(short > long && long > 0);
});

test("a query has each stem once, where it came first and as it was written last", () => {
  assert.deepEqual(
    queryTerms("Pushes git push gitLog").map(({ word, stem }) => [word, stem]),
    [
      ["push", "push"],
      ["git", "git"],
      ["log", "log"],
    ],
  );
  assert.deepEqual(queryTerms(" … "), []);
});

test("scores equal BM25 worked out document by document, also where the last were taken back", () => {
  for (const seed of seedsUpTo(150)) {
    const random = seededRandom(seed);
    const changed = new LexicalIndex();
    const documents: (readonly Term[])[] = [];
    for (let step = 0; step < 12; step++) {
      const text = randomText(random, 6);
      const last = random.chance(0.3) ? documents.pop() : undefined;
      if (last === undefined) documents.push(termsOf(text));
      if (last === undefined) changed.add(changed.vocabulary.read(text));
      else changed.removeLast(last.flatMap(({ word }) => changed.vocabulary.read(word)));
      const query = queryTerms(randomQuery(random));
      const { scores, found } = changed.search(query);
      const expected = naiveBm25(documents, query);
      assert.equal(changed.size, documents.length);
      assert.equal(scores.length, documents.length);
      expected.forEach((score, at) => {
        assert.ok(Math.abs(score - (scores[at] ?? NaN)) < 1e-12, `${score} is ${scores[at]}`);
        assert.ok(score >= 0 && score <= 1);
      });
      assert.deepEqual(
        [...found].sort((one, other) => one - other),
        expected.flatMap((score, at) => (score > 0 ? [at] : [])),
      );
    }
  }
});
