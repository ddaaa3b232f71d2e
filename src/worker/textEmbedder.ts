import type { AsyncEmbedder, Embedder } from "../recommend/embed/model";

/** Works out vectors, on this thread or elsewhere. */
export interface TextEmbedder {
  /** Names model and version. */
  readonly id: string;
  readonly dimensions: number;
  /** How many texts are best given together. */
  readonly atOnce: number;
  /** A unit vector for each text, in their order; undefined for one that means nothing. */
  embed(texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]>;
  /** Of one text in some milliseconds; absent where that takes longer. */
  readonly embedNow?: (text: string) => Float32Array | undefined;
}

/** An embedder that keeps this thread busy, so that it is given one text at a time. */
export function onThisThread(embedder: Embedder): TextEmbedder {
  const { id, dimensions } = embedder;
  const embedNow = (text: string): Float32Array | undefined => embedder.embed(text);
  const embed = (texts: readonly string[]) => Promise.resolve(texts.map(embedNow));
  return { id, dimensions, atOnce: 1, embed, embedNow };
}

/** So many texts are sent in one request. */
const sentAtOnce = 32;

/**
 * An embedder somewhere else. It is asked for a vector to learn how long they are; the length is part
 * of its name, since another model may come to answer under the old one.
 *
 * Rejects where it cannot answer, now or later, and where lengths change.
 */
export async function elsewhere(embedder: AsyncEmbedder): Promise<TextEmbedder> {
  const [first] = await embedder.embed(["a"]);
  const dimensions = first?.length ?? 0;
  const embed = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const vectors = await embedder.embed(texts);
    if (vectors.some(({ length }) => length !== dimensions)) {
      throw new Error("The embeddings endpoint began to send vectors of another length.");
    }
    return vectors;
  };
  return { id: `${embedder.id}#${dimensions}`, dimensions, atOnce: sentAtOnce, embed };
}
