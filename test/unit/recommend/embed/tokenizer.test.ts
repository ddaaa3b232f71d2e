import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokenizer } from "../../../../src/recommend/embed/tokenizer";
import { seededRandom, type Random } from "../../../support/random";

const reserved = ["?", "<s>", "</s>", "<1>", "<2>", "<3>"];

/** Pieces without the reserved ones, and what each costs. */
function tokenizerOf(scores: Readonly<Record<string, number>>): Tokenizer {
  const pieces = [...reserved, ...Object.keys(scores)];
  return new Tokenizer(pieces, Float32Array.of(0, 0, 0, 0, 0, 0, ...Object.values(scores)));
}

test("of all ways to split, the most probable one is found", () => {
  const tokenizer = tokenizerOf({ "▁": -5, "▁go": -3, g: -5, o: -5, ing: -2, "▁going": -4, i: -9 });
  const ids = (text: string): readonly number[] => tokenizer.encode(text);
  assert.deepEqual(ids("going"), [11]);
  assert.deepEqual(ids("goo"), [7, 9]);
  assert.deepEqual(ids("go ing"), [7, 6, 10]);
  assert.deepEqual(ids("ｇｏ"), [7]);
});

test("signs that no piece begins with are one unknown piece, as long as they last", () => {
  const tokenizer = tokenizerOf({ "▁": -1, a: -1 });
  assert.deepEqual(tokenizer.encode("xyz"), [6, 0]);
  assert.deepEqual(tokenizer.encode("x🚀yaz"), [6, 0, 7, 0]);
  assert.deepEqual(tokenizer.encode(""), []);
});

test("the marks at the beginning of the vocabulary are not found in texts", () => {
  assert.deepEqual(tokenizerOf({ "▁": -1 }).encode("<s>"), [6, 0]);
});

test("splits like a search through all ways, for random vocabularies", () => {
  const random = seededRandom(3);
  for (let round = 0; round < 400; round++) {
    const scores = randomVocabulary(random);
    const text = textOf(random, "abcX ", random.int(1, 8));
    const whole = `▁${text.replaceAll(" ", "▁")}`;
    const names = [...reserved, ...Object.keys(scores)];
    const found = tokenizerOf(scores).encode(text);
    assert.equal(
      found.map((id) => (id === 0 ? "?" : names[id])).join(""),
      whole.replace(/X+/g, "?"),
    );
    // Of two ways that are equally probable either will do.
    const score = found.reduce((sum, id) => sum + Math.fround(scores[names[id] ?? ""] ?? 0), 0);
    const best = Math.max(...naiveScores(whole, scores));
    assert.ok(Math.abs(score - best) < 1e-9, JSON.stringify({ text, scores }));
  }
});

/** Holds every letter but X, so that each place can be reached. */
function randomVocabulary(random: Random): Record<string, number> {
  const longer = Array.from({ length: 12 }, () => textOf(random, "abc▁", random.int(2, 4)));
  return Object.fromEntries(
    ["a", "b", "c", "▁", ...longer].map((one) => [one, -10 * random.next()]),
  );
}

function textOf(random: Random, letters: string, length: number): string {
  return Array.from({ length }, () => random.pick([...letters])).join("");
}

/** What every way to split the text costs. */
function naiveScores(text: string, scores: Readonly<Record<string, number>>): readonly number[] {
  if (text === "") return [0];
  const known = Object.keys(scores).filter((piece) => text.startsWith(piece));
  if (known.length === 0) return naiveScores(text.slice(1), scores);
  return known.flatMap((piece) =>
    naiveScores(text.slice(piece.length), scores).map(
      (rest) => Math.fround(scores[piece] ?? 0) + rest,
    ),
  );
}
