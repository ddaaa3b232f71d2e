import assert from "node:assert/strict";
import { test } from "node:test";
import { GramIndex } from "../../../../src/recommend/text/grams";
import { Vocabulary } from "../../../../src/recommend/text/vocabulary";
import { seededRandom } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";
import { naiveGramScores, randomQuery, randomText } from "./naiveText";

function indexOf(texts: readonly string[]): GramIndex {
  const vocabulary = new Vocabulary();
  const index = new GramIndex(vocabulary);
  texts.forEach((text, document) => {
    index.add(document, vocabulary.read(text));
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

function assertScores(index: GramIndex, documents: readonly string[], query: string): void {
  const scores = index.search(query);
  const expected = naiveGramScores(documents, query);
  assert.equal(scores.length, documents.length);
  expected.forEach((score, at) => {
    assert.ok(Math.abs(score - (scores[at] ?? NaN)) < 1e-12, `${score} is ${scores[at]}`);
  });
}

test("scores equal the cosine of tf-idf vectors, also of documents that grow and shrink", () => {
  for (const seed of seedsUpTo(100)) {
    const random = seededRandom(seed);
    const vocabulary = new Vocabulary();
    const index = new GramIndex(vocabulary);
    const documents: string[][] = [];
    for (let step = 0; step < 12; step++) {
      const document = random.int(0, documents.length + 1);
      while (documents.length <= document) documents.push([]);
      const own = documents[document] ?? [];
      const last = random.chance(0.3) ? own.pop() : undefined;
      const added = randomText(random, 5);
      if (last === undefined) own.push(added);
      if (last === undefined) index.add(document, vocabulary.read(added));
      else index.remove(document, vocabulary.read(last));
      const joined = documents.map((texts) => texts.join(" "));
      assertScores(index, joined, randomQuery(random));
    }
  }
});

test("lengths that take long are worked out bit by bit, and a new text begins them anew", () => {
  const random = seededRandom(12);
  const vocabulary = new Vocabulary();
  const index = new GramIndex(vocabulary);
  const atOnce = new GramIndex(vocabulary);
  const add = (document: number, text: string): void => {
    for (const one of [index, atOnce]) one.add(document, vocabulary.read(text));
  };
  const aWord = (): string => `re${random.int(0, 300)}building${random.int(0, 9)}`;
  for (let document = 0; document < 30; document++) {
    add(document, Array.from({ length: 300 }, aWord).join(" "));
  }
  assert.equal(index.search("rebuilding")[0], 0, "no length is known yet");
  assert.equal(index.settle(1000), false);
  add(0, "again");
  let times = 1;
  while (!index.settle(1000)) times++;
  atOnce.settle();
  assert.ok(index.isSettled && times > 10, `${times} times`);
  const [first = 0, ...others] = index.search("rebuilding again");
  assert.deepEqual([first, ...others], [...atOnce.search("rebuilding again")]);
  assert.ok(others.every((score) => score > 0 && score < first));
});
