import assert from "node:assert/strict";
import { test } from "node:test";
import { LexicalIndex, type Document } from "../../../../src/recommend/text/lexical";
import { termsOf } from "../../../../src/recommend/text/terms";
import { seededRandom } from "../../../support/random";

const texts = ["git commit", "git push", "npm test", "run the tests again", "build"];
const index = new LexicalIndex(texts.map((text, owner) => ({ owner, text })));
const best = (query: string): string | undefined => {
  const [first] = [...index.search(query)].sort((one, other) => other.score - one.score);
  return first && texts[first.owner];
};

test("finds by any form of a word, in any case", () => {
  assert.equal(best("Committing"), "git commit");
  assert.equal(best("how do I push my work"), "git push");
});

test("a word that is still being typed finds what begins with it", () => {
  assert.equal(best("bui"), "build");
  assert.equal(best("git comm"), "git commit");
  assert.equal(best("bui git"), "git commit");
  assert.deepEqual(index.search("b"), []);
  const [[whole], [begun]] = [index.search("build"), index.search("bui")];
  assert.ok(Math.abs((begun?.score ?? 0) - 0.8 * (whole?.score ?? 0)) < 1e-12);
});

test("nothing is found for nothing, for strange words and for signs", () => {
  for (const query of ["", "…", "zzz", "how do I"]) assert.deepEqual(index.search(query), []);
});

test("a question about something else scores lower than the words alone", () => {
  const scoreOf = (query: string): number =>
    Math.max(0, ...index.search(query).map(({ score }) => score));
  assert.ok(scoreOf("push opera tickets vienna") < scoreOf("push") / 2);
  assert.equal(scoreOf("how do i push"), scoreOf("push"));
});

test("of several documents of one owner the best one counts", () => {
  const documents = [
    { owner: 7, text: "npm test" },
    { owner: 7, text: "a very long text in which one test occurs among many other words" },
    { owner: 8, text: "npm install" },
  ];
  const [match, ...more] = new LexicalIndex(documents).search("test");
  const [alone] = new LexicalIndex(documents).search("npm test").filter(({ owner }) => owner === 7);
  assert.equal(match?.owner, 7);
  assert.deepEqual(match.words, ["test"]);
  assert.deepEqual(alone?.words, ["npm", "test"]);
  assert.deepEqual(more, []);
});

test("scores equal BM25 worked out document by document", () => {
  const random = seededRandom(7);
  const words = ["git", "push", "pull", "test", "the", "build", "file", "x"];
  const text = (most: number): string =>
    Array.from({ length: random.int(0, most) }, () => random.pick(words)).join(" ");
  for (let round = 0; round < 400; round++) {
    const documents = Array.from({ length: random.int(1, 8) }, (): Document => ({
      owner: random.int(0, 4),
      text: text(6),
    }));
    const query = `${text(4)} ${random.pick(["git", "absent"])}`;
    const found = new LexicalIndex(documents).search(query);
    const expected = naiveSearch(documents, query);
    assert.deepEqual(
      new Set(found.map(({ owner }) => owner)),
      new Set([...expected].filter(([, score]) => score > 0).map(([owner]) => owner)),
    );
    for (const { owner, score } of found) {
      assert.ok(score > 0 && score <= 1);
      assert.ok(Math.abs(score - (expected.get(owner) ?? NaN)) < 1e-12);
    }
  }
});

function naiveSearch(documents: readonly Document[], query: string): Map<number, number> {
  const stems = (text: string): string[] => termsOf(text).map(({ stem }) => stem);
  const lengths = documents.map(({ text }) => stems(text).length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length;
  const idf = (stem: string): number => {
    const having = Math.max(1, documents.filter(({ text }) => stems(text).includes(stem)).length);
    return Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
  };
  const counted = [...new Set(stems(query))].filter(
    // "the" is only left out of the bound where no document has it.
    (stem) => stem !== "the" || documents.some(({ text }) => stems(text).includes("the")),
  );
  const bound = counted.reduce((sum, stem) => sum + idf(stem) * 2.2, 0);
  const scores = new Map<number, number>();
  documents.forEach(({ owner, text }, at) => {
    let score = 0;
    for (const stem of counted) {
      const frequency = stems(text).filter((own) => own === stem).length;
      const length = (lengths[at] ?? 0) / mean;
      if (frequency > 0)
        score += (idf(stem) * frequency * 2.2) / (frequency + 1.2 * (0.25 + 0.75 * length));
    }
    scores.set(owner, Math.max(scores.get(owner) ?? 0, score / bound));
  });
  return scores;
}
