// Reads a model in the format of TensorFlow.js: a manifest, and tensors one after the other in files.
import { readFileSync } from "node:fs";
import path from "node:path";

const bytesOf = { float32: 4, int32: 4, bool: 1 };

/**
 * @typedef {object} SourceTensor
 * @property {readonly number[]} shape without the leading ones
 * @property {Float32Array} values row by row
 */

/**
 * The tensors of real numbers, by name.
 *
 * @param {string} folder holds `model.json` and the files it names
 * @returns {Map<string, SourceTensor>}
 */
export function readTensors(folder) {
  const read = (file) => readFileSync(path.join(folder, file));
  const { weightsManifest } = JSON.parse(read("model.json").toString("utf8"));
  const tensors = new Map();
  for (const { paths, weights } of weightsManifest) {
    // Copied, so that they begin at a multiple of four.
    const data = new Uint8Array(Buffer.concat(paths.map(read))).buffer;
    let at = 0;
    for (const { name, dtype, shape } of weights) {
      const length = shape.reduce((product, count) => product * count, 1);
      if (!(dtype in bytesOf)) throw new Error(`${name} is of type ${dtype}, which is not known.`);
      if (dtype === "float32") {
        const values = new Float32Array(data.slice(at, at + 4 * length));
        tensors.set(name, { shape: shape.slice(shape.findIndex((count) => count > 1)), values });
      }
      at += bytesOf[dtype] * length;
    }
    if (at !== data.byteLength)
      throw new Error(`${folder} holds ${data.byteLength - at} odd bytes.`);
  }
  return tensors;
}

/**
 * The vocabulary, by id. Where the source has no score, its own runtime counts 0.
 *
 * @param {string} folder holds `vocab.json`
 * @returns {{ pieces: readonly string[], scores: Float32Array }}
 */
export function readVocabulary(folder) {
  const vocabulary = JSON.parse(readFileSync(path.join(folder, "vocab.json"), "utf8"));
  return {
    pieces: vocabulary.map(([piece]) => piece),
    scores: Float32Array.from(vocabulary, ([, score]) => score ?? 0),
  };
}
