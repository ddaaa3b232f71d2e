// The model as the extension ships it: src/recommend/embed/weights.ts reads what is written here.
import { createHash } from "node:crypto";
import { frequencies, heads, matrices, norms, pieces } from "./names.mjs";
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

/**
 * Quantises the weights.
 *
 * @param {Map<string, import("./source.mjs").SourceTensor>} source
 * @param {string} version of the source
 * @returns {{ manifest: string, weights: Buffer }}
 */
export function makeAsset(source, version) {
  const take = (name) => {
    const tensor = source.get(name);
    if (tensor === undefined) throw new Error(`The source has no tensor ${name}.`);
    return tensor;
  };
  const file = new WeightsFile();
  const addFloats = (name, values) => file.add(name, [values.length], values);
  const table = quantiseRows(take(pieces));
  file.add("pieces.rows", table.shape, table.steps);
  addFloats("pieces.scales", table.scales);
  addFloats("frequencies", take(frequencies).values);
  for (const { name, weights, biases } of matrices) {
    const { shape, steps, scales } = quantiseColumns(take(weights));
    file.add(`${name}.weights`, shape, steps);
    addFloats(`${name}.scales`, scales);
    addFloats(`${name}.biases`, take(biases).values);
  }
  for (const { name, gain, bias } of norms) {
    addFloats(`${name}.gain`, take(gain).values);
    addFloats(`${name}.bias`, take(bias).values);
  }
  const weights = file.bytes;
  const id = `use-lite-en-${version}-int8-${sha256(weights).slice(0, 8)}`;
  const manifest = { format, id, heads, bytes: weights.length, tensors: file.tensors };
  return { manifest: `${JSON.stringify(manifest, null, 1)}\n`, weights };
}
