import { Encoder, encoderBytes, mostPieces } from "./encoder";
import { alignedBytes, Kernel } from "./kernel";
import type { Embedder } from "./model";
import { Tokenizer } from "./tokenizer";
import { longestRow, parseManifest, weightsIn } from "./weights";

/** The files of the model, all in one folder. */
export const assetFiles = {
  manifest: "model.json",
  weights: "weights.bin",
  /** A line for each, by id. */
  pieces: "pieces.txt",
} as const;

/** What these files hold. */
export type UseLiteAssets = Readonly<Record<keyof typeof assetFiles, Uint8Array>>;

/** About a millisecond of copying. */
const copiedAtOnce = 2 ** 20;
/** No piece is longer than 16 signs, so that signs behind these belong to pieces that are not read. */
const readSigns = 16 * mostPieces;
/** Texts embedded while loading: a compiler that sees its code used makes it fast. */
const warmUp = ["a", "go", "to run", "list files", "show what failed", "run the tests once more"];

/**
 * Loads the Universal Sentence Encoder lite with weights of eight bits, for English texts.
 *
 * @param assets are copied and not kept.
 * @param pause is awaited between steps of a few milliseconds each, so that a thread that loads can
 *   answer others in between.
 * @throws {Error} where WebAssembly has no SIMD instructions, or the files do not belong together.
 */
export async function loadUseLite(
  assets: UseLiteAssets,
  pause: () => Promise<void>,
): Promise<Embedder> {
  const manifest = parseManifest(textOf(assets.manifest));
  if (assets.weights.length !== manifest.bytes) {
    throw new Error(`The embedding model has ${assets.weights.length} of ${manifest.bytes} bytes.`);
  }
  const longest = longestRow(manifest);
  const kernel = await Kernel.create({
    bytes: alignedBytes(manifest.bytes) + encoderBytes(longest),
    rows: mostPieces,
    inner: longest,
  });
  const file = kernel.bytes(manifest.bytes);
  for (let at = 0; at < file.length; at += copiedAtOnce) {
    await pause();
    file.set(assets.weights.subarray(at, at + copiedAtOnce), at);
  }
  await pause();
  const weights = weightsIn(file, manifest);
  const encoder = new Encoder(kernel, weights, longest);
  encoder.prepare();
  await pause();
  const pieces = textOf(assets.pieces).trimEnd().split("\n");
  if (pieces.length > weights.pieces.scores.length) {
    throw new Error(`The embedding model has no weights for ${pieces.length} pieces.`);
  }
  await pause();
  const tokenizer = new Tokenizer(pieces, weights.pieces.scores);
  const model = new UseLite(manifest.id, weights.output.columns, tokenizer, encoder);
  for (const text of warmUp) {
    await pause();
    model.embed(text);
  }
  return model;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

class UseLite implements Embedder {
  constructor(
    readonly id: string,
    readonly dimensions: number,
    private readonly tokenizer: Tokenizer,
    private readonly encoder: Encoder,
  ) {}

  embed(text: string): Float32Array | undefined {
    const pieces = this.tokenizer.encode(text.slice(0, readSigns));
    return pieces.length === 0 ? undefined : this.encoder.encode(pieces);
  }
}
