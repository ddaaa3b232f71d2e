/** Turns a text into a vector whose direction stands for its meaning. */
export interface Embedder {
  /** Names model and version. Vectors are comparable only when it is the same. */
  readonly id: string;
  /** The length of every vector. */
  readonly dimensions: number;
  /**
   * The unit vector of one text, which is given as `normaliseText` leaves it; undefined for the empty
   * text. The same text has the same vector.
   */
  embed(text: string): Float32Array | undefined;
}

/** An embedder that answers later, for many texts at once. */
export interface AsyncEmbedder {
  readonly id: string;
  /** One unit vector for each text, in their order; rejects where it cannot answer for all. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
