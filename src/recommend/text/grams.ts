import { termsOf } from "./terms";

/** Lengths of the pieces of a word that are compared. */
const shortest = 3;
const longest = 5;

/**
 * Finds skills by pieces of words: `container` finds `containers`, `reindex` finds `index`, and a
 * typing error costs a part of a word instead of all of it.
 *
 * Cosine of tf-idf vectors over all runs of 3–5 signs inside each word and its two edges, with
 * tf = 1 + ln(count) and idf = ln((N + 1) ÷ (n + ½)).
 */
export class GramIndex {
  /** For each piece the documents that have it, and its count in each. */
  private readonly postings = new Map<string, Map<number, number>>();
  private size = 0;
  private norms: Float64Array | undefined;

  /** Adds a text to a document; documents are numbered from 0. */
  add(document: number, text: string): void {
    this.size = Math.max(this.size, document + 1);
    for (const [gram, count] of gramsOf(text)) {
      let list = this.postings.get(gram);
      if (list === undefined) this.postings.set(gram, (list = new Map()));
      list.set(document, (list.get(document) ?? 0) + count);
    }
    this.norms = undefined;
  }

  /** @returns one score for each document, 0–1. */
  search(query: string): Float64Array {
    const scores = new Float64Array(this.size);
    const norms = (this.norms ??= this.lengths());
    let squares = 0;
    for (const [gram, count] of gramsOf(query)) {
      const list = this.postings.get(gram);
      const idf = this.idf(list?.size ?? 0);
      const weight = tf(count) * idf;
      squares += weight * weight;
      for (const [document, times] of list ?? []) {
        scores[document] = (scores[document] ?? 0) + weight * tf(times) * idf;
      }
    }
    const length = Math.sqrt(squares);
    return scores.map((score, at) => (score === 0 ? 0 : score / (length * (norms[at] ?? 1))));
  }

  private lengths(): Float64Array {
    const squares = new Float64Array(this.size);
    for (const list of this.postings.values()) {
      const idf = this.idf(list.size);
      for (const [document, times] of list) {
        squares[document] = (squares[document] ?? 0) + (tf(times) * idf) ** 2;
      }
    }
    return squares.map((sum) => Math.sqrt(sum) || 1);
  }

  private idf(documents: number): number {
    return Math.log((this.size + 1) / (documents + 0.5));
  }
}

function tf(count: number): number {
  return 1 + Math.log(count);
}

function gramsOf(text: string): Map<string, number> {
  const grams = new Map<string, number>();
  const add = (gram: string): void => void grams.set(gram, (grams.get(gram) ?? 0) + 1);
  for (const { word } of termsOf(text)) {
    const whole = ` ${word} `;
    for (let length = shortest; length <= longest; length++) {
      for (let at = 0; at + length <= whole.length; at++) add(whole.slice(at, at + length));
    }
  }
  return grams;
}
