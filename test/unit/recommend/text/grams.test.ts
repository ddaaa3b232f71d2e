import assert from "node:assert/strict";
import { test } from "node:test";
import { GramIndex } from "../../../../src/recommend/text/grams";
import { seededRandom } from "../../../support/random";
import { naiveGramScores, randomQuery, randomText } from "./naiveText";

function indexOf(texts: readonly string[]): GramIndex {
  const index = new GramIndex();
  texts.forEach((text, document) => {
    index.add(document, text);
  });
  return index;
}

const texts = ["docker container", "rebuild index", "git commit", "npm test"];
const best = (query: string): string | undefined => {
  const scores = indexOf(texts).search(query);
  const top = Math.max(...scores);
  return top === 0 ? undefined : texts[scores.indexOf(top)];
};

test("finds by pieces of words, in any case, also of words with typing errors", () => {
  assert.equal(best("CONTAINERS"), "docker container");
  assert.equal(best("reindexing"), "rebuild index");
  assert.equal(best("comimt to gitt"), "git commit");
});

test("a text finds itself with 1, and what shares no piece has 0", () => {
  const scores = indexOf(texts).search("npm test");
  assert.ok(Math.abs((scores[3] ?? 0) - 1) < 1e-12);
  assert.equal(scores[0], 0);
  for (const query of ["", "…", "zzz"]) assert.equal(best(query), undefined);
});

test("pieces do not reach over the end of a word", () => {
  assert.deepEqual([...indexOf(["ab cd", "bcd"]).search("abcd")].map(Math.sign), [1, 1]);
  assert.deepEqual([...indexOf(["xb cx", "bc"]).search("bc")].map(Math.sign), [0, 1]);
});

test("scores equal the cosine of tf-idf vectors, also of documents that grow", () => {
  const random = seededRandom(11);
  for (let round = 0; round < 100; round++) {
    const index = new GramIndex();
    const documents: string[] = [];
    for (let step = 0; step < 10; step++) {
      const document = random.int(0, documents.length + 1);
      const added = randomText(random, 5);
      index.add(document, added);
      while (documents.length <= document) documents.push("");
      documents[document] = `${documents[document] ?? ""} ${added}`;
      const query = randomQuery(random);
      const scores = index.search(query);
      const expected = naiveGramScores(documents, query);
      assert.equal(scores.length, documents.length);
      expected.forEach((score, at) => {
        assert.ok(Math.abs(score - (scores[at] ?? NaN)) < 1e-12, `${score} is ${scores[at]}`);
      });
    }
  }
});
