import { Numbers } from "./numbers";
import { ListCopy, PackedLists } from "./packedLists";
import { PairTable } from "./pairTable";
import { forPieces } from "./pieces";
import { Tally } from "./tally";
import { wordsOf } from "./terms";
import { Vocabulary } from "./vocabulary";

/** Lengths are worked out while a query waits if that takes so many steps at most, about 1 ms. */
const fewSteps = 100_000;

/**
 * Finds skills by pieces of words: `container` finds `containers`, `reindex` finds `index`, and a
 * typing error costs a part of a word instead of all of it.
 *
 * Cosine of tf-idf vectors over all runs of 3–5 signs inside each word and its two edges, with
 * tf = 1 + ln(count) and idf = ln((N + 1) ÷ (n + ½)). Kept are only the words of each document and
 * the words that each piece is in: what a document has of a piece is counted from these.
 */
export class GramIndex {
  private size = 0;
  private readonly pieces = new PairTable();
  /** By piece the words that have it, once for each time. */
  private readonly wordsWith = new PackedLists();
  /** By word, how many pieces it has, once it is taken apart. */
  private readonly pieceCounts = new Numbers();
  /** A word and a document that has it. */
  private readonly pairs = new PairTable();
  /** By word its pairs. */
  private readonly pairsWith = new PackedLists();
  /** By pair, how often. */
  private readonly times = new Numbers();
  private readonly tally = new Tally();
  private readonly words = new ListCopy();
  private readonly having = new ListCopy();
  /** By document the square of its vector's length; of fewer texts, until they are settled again. */
  private squares: Float64Array = new Float64Array(0);
  private settled = true;
  /** The squares so far, up to the piece that is next. */
  private sums: { readonly squares: Float64Array; next: number } | undefined;
  /** How many steps it takes to work out all lengths. */
  private steps = 0;

  constructor(private readonly vocabulary = new Vocabulary()) {}

  /** Whether lengths are those of all texts that were added. */
  get isSettled(): boolean {
    return this.settled;
  }

  /** Adds words to a document, or begins one; documents are numbered from 0. */
  add(document: number, words: readonly number[]): void {
    for (const word of words) this.takeApart(word);
    if (document >= this.size) this.unsettle();
    this.size = Math.max(this.size, document + 1);
    this.change(words, (word) => {
      const { size } = this.pairs;
      const pair = this.pairs.numberOf(word, document);
      if (pair === size) {
        this.pairsWith.push(word, pair);
        this.steps += this.pieceCounts.get(word);
      }
      this.times.add(pair, 1);
    });
  }

  /** Takes back words that were added to a document. */
  remove(document: number, words: readonly number[]): void {
    this.change(words, (word) => {
      this.times.add(this.pairs.numberOf(word, document), -1);
    });
  }

  /**
   * Works on the lengths of documents, after texts were added.
   *
   * @param most so many steps at most, some 10 ns each.
   * @returns whether all is done.
   */
  settle(most = Number.POSITIVE_INFINITY): boolean {
    if (this.settled) return true;
    const sums = (this.sums ??= { squares: new Float64Array(this.size), next: 0 });
    const { squares } = sums;
    for (let steps = 0; sums.next < this.pieces.size; sums.next++) {
      if (steps > most) return false;
      steps += this.addSquares(sums.next, squares, 1);
    }
    this.squares = squares;
    this.sums = undefined;
    this.settled = true;
    return true;
  }

  /** @returns one score for each document, 0–1; while lengths are not settled, nearly so. */
  search(query: string): Float64Array {
    if (this.steps <= fewSteps) this.settle();
    const { tally } = this;
    const scores = new Float64Array(this.size);
    let squares = 0;
    for (const { piece, count } of this.piecesOf(query)) {
      this.count(piece);
      const idf = this.idf(tally.length);
      const weight = tf(count) * idf;
      squares += weight * weight;
      for (let at = 0; at < tally.length; at++) {
        const document = tally.found[at] ?? 0;
        const times = tally.counts[document] ?? 0;
        scores[document] = (scores[document] ?? 0) + weight * tf(times) * idf;
      }
    }
    return scores.map((score, at) => {
      const product = squares * (this.squares[at] ?? 0);
      return score === 0 || product <= 0 ? 0 : Math.min(1, score / Math.sqrt(product));
    });
  }

  private unsettle(): void {
    this.settled = false;
    this.sums = undefined;
  }

  /** Changes how often words are there, and the lengths with them where these are settled. */
  private change(words: readonly number[], changeOne: (word: number) => void): void {
    const pieces = new Set<number>();
    if (!this.settled) this.sums = undefined;
    else {
      for (const word of words) {
        forPieces(this.vocabulary.spelling(word), (high, low) => {
          pieces.add(this.pieces.numberOf(high, low));
        });
      }
    }
    for (const piece of pieces) this.addSquares(piece, this.squares, -1);
    for (const word of words) changeOne(word);
    for (const piece of pieces) this.addSquares(piece, this.squares, 1);
  }

  /** Adds what a piece adds to the lengths, or takes it away. @returns in how many steps. */
  private addSquares(piece: number, squares: Float64Array, sign: 1 | -1): number {
    const { tally } = this;
    const steps = this.count(piece);
    const idf = this.idf(tally.length);
    for (let at = 0; at < tally.length; at++) {
      const document = tally.found[at] ?? 0;
      const weight = tf(tally.counts[document] ?? 0) * idf;
      squares[document] = (squares[document] ?? 0) + sign * weight * weight;
    }
    return steps + 1;
  }

  private takeApart(word: number): void {
    if (this.pieceCounts.get(word) > 0) return;
    let count = 0;
    forPieces(this.vocabulary.spelling(word), (high, low) => {
      this.wordsWith.push(this.pieces.numberOf(high, low), word);
      count++;
    });
    this.pieceCounts.set(word, count);
  }

  /** Counts how often each document has a piece. @returns in how many steps. */
  private count(piece: number): number {
    const { tally, times, pairs, words, having } = this;
    tally.clear(this.size);
    words.take(this.wordsWith, piece);
    let steps = 0;
    for (let n = 0; n < words.length; n++) {
      having.take(this.pairsWith, words.values[n] ?? 0);
      steps += having.length;
      for (let at = 0; at < having.length; at++) {
        const pair = having.values[at] ?? 0;
        const count = times.get(pair);
        if (count > 0) tally.add(pairs.right(pair), count);
      }
    }
    return steps;
  }

  /** The distinct pieces of a query, −1 for each that no word has. */
  private piecesOf(query: string): readonly { readonly piece: number; readonly count: number }[] {
    const known = new PairTable();
    const counts = new Numbers();
    for (const word of wordsOf(query)) {
      forPieces(word, (high, low) => counts.add(known.numberOf(high, low), 1));
    }
    return Array.from({ length: known.size }, (_, at) => ({
      piece: this.pieces.find(known.left(at), known.right(at)),
      count: counts.get(at),
    }));
  }

  private idf(documents: number): number {
    return Math.log((this.size + 1) / (documents + 0.5));
  }
}

const fewCounts = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(count));

function tf(count: number): number {
  return fewCounts[count] ?? 1 + Math.log(count);
}
