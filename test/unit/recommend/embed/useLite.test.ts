import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokenizer } from "../../../../src/recommend/embed/tokenizer";
import { loadUseLite, type UseLiteAssets } from "../../../../src/recommend/embed/useLite";
import { seededRandom } from "../../../support/random";
import { naiveEncode } from "./naiveEncoder";
import { assetsOf, tinyModel } from "./tinyModel";

const noPause = (): Promise<void> => Promise.resolve();

test("embeds like the encoder written down layer by layer, for random weights and texts", async () => {
  const random = seededRandom(29);
  for (let round = 0; round < 8; round++) {
    const model = tinyModel(random);
    const embedder = await loadUseLite(assetsOf(model), noPause);
    const tokenizer = new Tokenizer(model.pieces, model.scores);
    for (const length of [1, 2, 3, 7, 30]) {
      const signs = Array.from({ length }, () => random.pick([..."abcdefghijxy "]));
      const text = signs.join("");
      const vector = embedder.embed(text) ?? new Float32Array();
      const expected = naiveEncode(model, tokenizer.encode(text));
      assert.equal(vector.length, embedder.dimensions);
      const distance = Math.hypot(...vector.map((value, at) => value - (expected[at] ?? NaN)));
      assert.ok(distance < 1e-3, `${text}: ${distance}`);
    }
  }
});

test("vectors have length 1, repeat to the bit, and do not depend on what came before", async () => {
  const assets = assetsOf(tinyModel(seededRandom(31)));
  const [one, other] = [await loadUseLite(assets, noPause), await loadUseLite(assets, noPause)];
  const first = one.embed("abc dab");
  other.embed("a much longer text, so that more rows are filled");
  assert.deepEqual(other.embed("abc dab"), first);
  assert.deepEqual(one.embed("abc dab"), first);
  assert.ok(Math.abs(Math.hypot(...(first ?? [])) - 1) < 1e-6);
  assert.notDeepEqual(one.embed("abc dad"), first);
});

test("the empty text has no vector, and what is behind 128 pieces does not count", async () => {
  const embedder = await loadUseLite(assetsOf(tinyModel(seededRandom(37))), noPause);
  assert.equal(embedder.embed(""), undefined);
  const long = "e".repeat(127);
  assert.deepEqual(embedder.embed(`${long}f`), embedder.embed(`${long}g`));
  assert.notDeepEqual(embedder.embed(`${long.slice(1)}f`), embedder.embed(`${long.slice(1)}g`));
  assert.deepEqual(embedder.embed("e".repeat(1_000_000)), embedder.embed(long));
});

test("other weights are another model, by its name", async () => {
  const random = seededRandom(41);
  const [one, other] = [assetsOf(tinyModel(random)), assetsOf(tinyModel(random))];
  const idOf = async (assets: UseLiteAssets): Promise<string> =>
    (await loadUseLite(assets, noPause)).id;
  assert.match(await idOf(one), /^use-lite-en-0-int8-[0-9a-f]{8}$/);
  assert.notEqual(await idOf(one), await idOf(other));
});

test("loading waits at every pause, and keeps nothing of the files", async () => {
  const assets = assetsOf(tinyModel(seededRandom(43)));
  let pauses = 0;
  let isPausing = false;
  const embedder = await loadUseLite(assets, async () => {
    assert.ok(!isPausing);
    isPausing = true;
    await new Promise(setImmediate);
    isPausing = false;
    pauses++;
  });
  assert.ok(pauses >= 9, `${pauses}`);
  const before = embedder.embed("abc");
  for (const file of Object.values(assets)) file.fill(0);
  assert.deepEqual(embedder.embed("abc"), before);
});

test("files that do not belong together are refused with a sentence", async () => {
  const good = assetsOf(tinyModel(seededRandom(47)));
  const refused = (other: Partial<UseLiteAssets>, message: RegExp): Promise<void> =>
    assert.rejects(loadUseLite({ ...good, ...other }, noPause), { message });
  const edited = (from: string | RegExp, to: string): Partial<UseLiteAssets> => {
    const manifest = Buffer.from(good.manifest).toString("utf8");
    assert.match(manifest, new RegExp(from));
    return { manifest: Buffer.from(manifest.replace(from, to)) };
  };
  await refused({ weights: good.weights.subarray(1) }, /has \d+ of \d+ bytes\.$/);
  await refused({ pieces: Buffer.from("▁\n".repeat(99)) }, /no weights for 99 pieces\.$/);
  await refused(edited('"format": 1', '"format": 2'), /is of another version\.$/);
  await refused(
    edited("layers.1.norm.gain", "layers.1.norm.lost"),
    /has no layers\.1\.norm\.gain\.$/,
  );
  await refused(edited(/"at": 0/, '"at": 8'), /pieces\.rows is not inside the file of weights\.$/);
  await refused(edited(/"at": 0/, '"at": 16000000'), /is not inside the file of weights\.$/);
  await refused(edited(/"bytes": /, '"bytes": 1'), /bytes\.$/);
  await refused(
    edited(/("layers\.1\.norm\.bias": \{\s*"type": )"float32"/, '$1"int8"'),
    /layers\.1\.norm\.bias is int8 \[32\]\.$/,
  );
});
