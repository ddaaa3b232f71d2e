import { promises } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "../recommend/embed/model";
import { RemoteEmbedder, type Fetch } from "../recommend/embed/remote";
import { assetFiles, loadUseLite } from "../recommend/embed/useLite";
import type { StoreWorkerData } from "./protocol";
import { elsewhere, onThisThread, type TextEmbedder } from "./textEmbedder";

/** How long an endpoint may take for one answer, milliseconds: it may have to load its model first. */
const answerMs = 30_000;

/**
 * How the embedder that was chosen is loaded; undefined where texts are to be compared by words.
 *
 * @param pause is awaited between steps of a few milliseconds each.
 */
export function embedderLoader(
  { modelFolder, embedding }: Pick<StoreWorkerData, "modelFolder" | "embedding">,
  pause: () => Promise<void>,
): (() => Promise<TextEmbedder>) | undefined {
  switch (embedding.type) {
    case "bundled":
      return async () => onThisThread(await loadModel(modelFolder, pause));
    case "endpoint":
      return async () => elsewhere(new RemoteEmbedder(embedding, timedFetch));
    case "words":
      return undefined;
  }
}

/**
 * Loads the embedding model from its files.
 *
 * @param folder absolute.
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

const timedFetch: Fetch = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(answerMs) });
