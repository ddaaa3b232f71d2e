// The model as the extension ships it: src/recommend/embed/weights.ts reads what is written here.
import { createHash } from "node:crypto";
import * as names from "./names.mjs";
import { quantiseColumns, quantiseRows } from "./quantise.mjs";

/** Raise it when the manifest or the layout changes, along with `parseManifest`. */
const format = 1;
/** Addresses are multiples of it. */
const alignment = 16;

export const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** Puts tensors one behind the other. */
class WeightsFile {
  #parts = [];
  #length = 0;
  tensors = {};

  /** @param {Int8Array | Float32Array} values */
  add(name, shape, values) {
    const type = values instanceof Int8Array ? "int8" : "float32";
    this.tensors[name] = { type, shape, at: this.#length };
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const padding = Buffer.alloc((alignment - (bytes.length % alignment)) % alignment);
    this.#parts.push(bytes, padding);
    this.#length += bytes.length + padding.length;
  }

  get bytes() {
    return Buffer.concat(this.#parts);
  }
}

/** @returns {string} a line for each */
function linesOf(pieces) {
  const odd = pieces.find((piece) => piece === "" || /\s/u.test(piece));
  if (odd !== undefined) throw new Error(`A piece is no word: ${JSON.stringify(odd)}`);
  return `${pieces.join("\n")}\n`;
}

/**
 * Quantises the weights.
 *
 * @param {{ name: string, version: string, license: string }} source the package
 * @param {Map<string, import("./source.mjs").SourceTensor>} tensors
 * @param {{ pieces: readonly string[], scores: Float32Array }} vocabulary
 * @returns {{ manifest: string, weights: Buffer, pieces: string }}
 */
export function makeAsset(source, tensors, vocabulary) {
  const take = (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`The source has no tensor ${name}.`);
    return tensor;
  };
  const file = new WeightsFile();
  const addFloats = (name, values) => file.add(name, [values.length], values);
  const table = quantiseRows(take(names.pieces));
  // The table has some rows more than there are pieces.
  const scores = new Float32Array(table.scales.length);
  scores.set(vocabulary.scores);
  file.add("pieces.rows", table.shape, table.steps);
  addFloats("pieces.scales", table.scales);
  addFloats("pieces.scores", scores);
  addFloats("frequencies", take(names.frequencies).values);
  for (const { name, weights, biases } of names.matrices) {
    const { shape, steps, scales } = quantiseColumns(take(weights));
    file.add(`${name}.weights`, shape, steps);
    addFloats(`${name}.scales`, scales);
    addFloats(`${name}.biases`, take(biases).values);
  }
  for (const { name, gain, bias } of names.norms) {
    addFloats(`${name}.gain`, take(gain).values);
    addFloats(`${name}.bias`, take(bias).values);
  }
  const weights = file.bytes;
  const pieces = linesOf(vocabulary.pieces);
  const hash = sha256(Buffer.concat([weights, Buffer.from(pieces)])).slice(0, 8);
  const manifest = {
    format,
    id: `use-lite-en-${source.version}-int8-${hash}`,
    source: { name: source.name, version: source.version, license: source.license },
    heads: names.heads,
    bytes: weights.length,
    tensors: file.tensors,
  };
  return { manifest: `${JSON.stringify(manifest, null, 1)}\n`, weights, pieces };
}
