import { promises } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "../recommend/embed/model";
import { assetFiles, loadUseLite } from "../recommend/embed/useLite";

/**
 * Loads the embedding model from its files.
 *
 * @param folder absolute.
 * @param pause is awaited between steps of a few milliseconds each.
 * @throws {Error} where a file is missing, or the files do not belong together.
 */
export async function loadModel(folder: string, pause: () => Promise<void>): Promise<Embedder> {
  const read = (name: string): Promise<Uint8Array> => promises.readFile(join(folder, name));
  const [manifest, weights, pieces] = await Promise.all([
    read(assetFiles.manifest),
    read(assetFiles.weights),
    read(assetFiles.pieces),
  ]);
  return loadUseLite({ manifest, weights, pieces }, pause);
}
