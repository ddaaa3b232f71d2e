import { makeAsset } from "../../../../model/asset.mjs";
import * as names from "../../../../model/names.mjs";
import type { UseLiteAssets } from "../../../../src/recommend/embed/useLite";
import type { Random } from "../../../support/random";

interface Tensor {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** A model of the real one's build with small random weights, which quantising leaves as they are. */
export interface TinyModel {
  readonly source: Map<string, Tensor>;
  readonly pieces: readonly string[];
  readonly scores: Float32Array;
}

const origin = { name: "tiny", version: "0", license: "MIT" };
const stepSize = 2 ** -8;
const embedded = 16;
const width = 32;
const inner = 40;

/** Inner and columns of each matrix, by the end of its name. */
const shapes: Readonly<Record<string, readonly [number, number]>> = {
  "layers.0.attention": [embedded, 3 * embedded],
  "layers.0.attended": [embedded, width],
  "layers.0.detour": [embedded, width],
  "layers.1.attention": [width, 3 * width],
  "layers.1.attended": [width, width],
  output: [width, width],
};
const shapeOf = (name: string): readonly [number, number] =>
  shapes[name] ?? (name.endsWith("widening") ? [width, inner] : [inner, width]);

export function tinyModel(random: Random): TinyModel {
  const source = new Map<string, Tensor>();
  const floats = (length: number): Float32Array =>
    Float32Array.from({ length }, () => random.next() - 0.5);
  const addFloats = (name: string, length: number): void => {
    source.set(name, { shape: [length], values: floats(length) });
  };
  // Every row and every column of the first eight reaches the greatest step.
  const addMatrix = (name: string, [rows, columns]: readonly [number, number]): void => {
    const values = Float32Array.from({ length: rows * columns }, (_, at) => {
      const isPeak = at < columns || at % columns === 0;
      return stepSize * (isPeak ? 127 : random.int(-127, 127));
    });
    source.set(name, { shape: [rows, columns], values });
  };
  const letters = [..."abcdefghij"];
  const pieces = [..."?!?!?!", "▁", ...letters, "▁ab", "cd", "abc"];
  addMatrix(names.pieces, [pieces.length + 2, embedded]);
  addFloats(names.frequencies, embedded / 2);
  for (const { name, weights, biases } of names.matrices) {
    addMatrix(weights, shapeOf(name));
    addFloats(biases, shapeOf(name)[1]);
  }
  for (const { name, gain, bias } of names.norms) {
    const length = name === "layers.0.norm" ? embedded : width;
    addFloats(gain, length);
    addFloats(bias, length);
  }
  return { source, pieces, scores: Float32Array.from(pieces, () => -1 - random.next()) };
}

/** The files of a model. */
export function assetsOf(model: TinyModel): UseLiteAssets {
  const { manifest, weights, pieces } = makeAsset(origin, model.source, model);
  return { manifest: Buffer.from(manifest), weights, pieces: Buffer.from(pieces) };
}
