import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assetFiles, type UseLiteAssets } from "../../src/recommend/embed/useLite";

/** The files of the embedding model. */
export function readAssets(folder: string): UseLiteAssets {
  const read = (name: string): Uint8Array => readFileSync(join(folder, name));
  return {
    manifest: read(assetFiles.manifest),
    weights: read(assetFiles.weights),
    pieces: read(assetFiles.pieces),
  };
}
