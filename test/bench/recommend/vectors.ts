import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { normaliseText } from "../../../src/recommend/embed/normaliseText";
import { unitVector } from "../../../src/recommend/embed/layers";
import type { Embedder } from "../../../src/recommend/embed/model";
import { quantised, restored } from "../../../src/recommend/embed/quantise";
import { assetFiles } from "../../../src/recommend/embed/useLite";
import type { TextVectors } from "../../../src/recommend/text/vectors";
import { loadModel } from "../../../src/worker/loadEmbedder";
import type { Condition } from "./conditions";

/** Vectors of texts as the extension keeps them, in eight bits, and of queries as they come. */
export interface BenchVectors extends TextVectors {
  query(text: string): Float32Array | undefined;
}

/** @returns the embedder of the extension; undefined where the folder holds no model. */
export async function loadEmbedder(folder: string): Promise<Embedder | undefined> {
  if (!existsSync(join(folder, assetFiles.manifest))) return undefined;
  return loadModel(folder, () => Promise.resolve());
}

/** Every text of the conditions as it is embedded, once. */
export function textsOf(conditions: readonly Condition[]): readonly string[] {
  const texts = conditions.flatMap(({ skills, queries, strangers }) => [
    ...skills.flatMap(({ name, texts: own }) => [name, ...own]),
    ...queries.map(({ text }) => text),
    ...strangers,
  ]);
  return [...new Set(texts.map(normaliseText))].filter((text) => text !== "");
}

/**
 * The vectors of texts; those that an earlier run with the same model left in `folder` are read.
 *
 * @param tell is called with a sentence where embedding takes more than a moment.
 */
export function vectorsOf(
  texts: readonly string[],
  embedder: Embedder,
  folder: string,
  tell: (sentence: string) => void,
): BenchVectors {
  const cache = new VectorFile(join(folder, `bench-vectors-${embedder.id}`), embedder.dimensions);
  const vectors = cache.read();
  const unknown = texts.filter((text) => !vectors.has(text));
  if (unknown.length > 1000) tell(`Embedding ${unknown.length} texts, about 6 ms each …`);
  for (const text of unknown) {
    vectors.set(text, embedder.embed(text) ?? new Float32Array(embedder.dimensions));
  }
  if (unknown.length > 0) cache.write(vectors);
  const kept = new Map<string, Float32Array>();
  for (const [text, vector] of vectors) kept.set(text, unitVector(restored(quantised(vector))));
  return {
    dimensions: embedder.dimensions,
    vectorOf: (text) => kept.get(text),
    query: (text) => vectors.get(text),
  };
}

/** Texts as a list in JSON, and their vectors one after the other beside it. */
class VectorFile {
  constructor(
    private readonly path: string,
    private readonly dimensions: number,
  ) {}

  /** @returns none where the files are missing or do not belong together. */
  read(): Map<string, Float32Array> {
    if (!existsSync(`${this.path}.json`) || !existsSync(`${this.path}.bin`)) return new Map();
    const texts = JSON.parse(readFileSync(`${this.path}.json`, "utf8")) as readonly string[];
    const values = new Float32Array(Uint8Array.from(readFileSync(`${this.path}.bin`)).buffer);
    if (values.length !== texts.length * this.dimensions) return new Map();
    const row = (at: number): Float32Array =>
      values.subarray(at * this.dimensions, (at + 1) * this.dimensions);
    return new Map(texts.map((text, at) => [text, row(at)]));
  }

  write(vectors: ReadonlyMap<string, Float32Array>): void {
    const values = new Float32Array(vectors.size * this.dimensions);
    [...vectors.values()].forEach((vector, at) => {
      values.set(vector, at * this.dimensions);
    });
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.bin`, values);
    writeFileSync(`${this.path}.json`, JSON.stringify([...vectors.keys()]));
  }
}
