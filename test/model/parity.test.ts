import assert from "node:assert/strict";
import { before, test } from "node:test";
import { normaliseText } from "../../src/recommend/embed/normaliseText";
import type { Embedder } from "../../src/recommend/embed/model";
import { Tokenizer } from "../../src/recommend/embed/tokenizer";
import { loadUseLite } from "../../src/recommend/embed/useLite";
import { parseManifest, weightsIn } from "../../src/recommend/embed/weights";
import { readAssets } from "../support/modelFiles";
import { seededRandom } from "../support/random";
import { loadOriginal, modelFolder, type OriginalModel } from "./packages";
import { texts } from "./texts";

const mostPieces = 128;
const assets = readAssets(modelFolder());
let original: OriginalModel;
let embedder: Embedder;

before(async () => {
  original = await loadOriginal();
  embedder = await loadUseLite(assets, () => Promise.resolve());
});

/** The tokenizer as `loadUseLite` makes it. */
function tokenizer(): Tokenizer {
  const manifest = parseManifest(new TextDecoder().decode(assets.manifest));
  const { scores } = weightsIn(new Uint8Array(assets.weights), manifest).pieces;
  return new Tokenizer(new TextDecoder().decode(assets.pieces).trimEnd().split("\n"), scores);
}

function vectorOf(text: string): Float32Array {
  const vector = embedder.embed(text);
  assert.ok(vector);
  return vector;
}

test("texts have the same pieces as in the original", () => {
  const own = tokenizer();
  for (const text of [...texts, ...texts.map(normaliseText)])
    assert.deepEqual(own.encode(text), original.tokenizer.encode(text), text);
});

test("so have random signs", () => {
  const own = tokenizer();
  const random = seededRandom(53);
  const alphabets = [
    "abcdefghijklmnopqrstuvwxyz ",
    "etaoin-./:_$0123456789 ",
    "aäßéœøжщ日本한글🚀ﬁ½\u0301 ",
  ];
  for (let round = 0; round < 600; round++) {
    const signs = [...random.pick(alphabets)];
    const length = random.int(1, 60);
    const text = Array.from({ length }, () => random.pick(signs)).join("");
    assert.deepEqual(own.encode(text), original.tokenizer.encode(text), text);
  }
});

test("vectors point where those of the original do", async () => {
  const own = tokenizer();
  const cosines: number[] = [];
  for (const text of [...texts, ...texts.map(normaliseText)]) {
    // The original has no limit of its own.
    if (own.encode(text).length > mostPieces) continue;
    const [expected = []] = await original.embed([text]);
    const cosine = vectorOf(text).reduce(
      (sum, value, at) => sum + value * (expected[at] ?? NaN),
      0,
    );
    assert.ok(cosine >= 0.998, `${text}: ${cosine}`);
    cosines.push(cosine);
  }
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  console.log(
    `cosine with the original: mean ${mean.toFixed(5)}, least ${Math.min(...cosines).toFixed(5)}`,
  );
  assert.ok(cosines.length >= 40 && mean > 0.9993, `${mean} of ${cosines.length}`);
});

test("the same text has the same vector, in this embedder and in another", async () => {
  const another = await loadUseLite(assets, () => Promise.resolve());
  for (const text of texts) {
    const vector = vectorOf(text);
    assert.deepEqual(vectorOf(text), vector);
    assert.deepEqual(another.embed(text), vector);
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    assert.equal(vector.length, 512);
  }
});

test("what means the same is closer than what does not", () => {
  const closeness = (one: string, other: string): number =>
    vectorOf(one).reduce((sum, value, at) => sum + value * (vectorOf(other)[at] ?? NaN), 0);
  const asked = "stop a program that hangs";
  assert.ok(closeness(asked, "kill a process by name") > closeness(asked, "commit staged changes"));
  const wanted = "undo my last commit";
  assert.ok(closeness(wanted, "revert the latest change") > closeness(wanted, "list all files"));
});
