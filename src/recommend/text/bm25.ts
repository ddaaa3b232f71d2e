import { roomFor } from "../next/growth";
import type { Numbers } from "./numbers";
import { Tally } from "./tally";
import { isFiller, type Term } from "./terms";
import type { Vocabulary } from "./vocabulary";

/** Saturation of repeated words and strength of the length correction: the usual values. */
const k1 = 1.2;
const b = 0.75;
/** A word still being typed counts this much where it begins a known one. */
const prefixWeight = 0.8;

/** Documents, numbered from 0, in which words can be looked up. */
export interface TextSource {
  readonly vocabulary: Vocabulary;
  /** How many documents there are. */
  readonly size: number;
  /** By document, in words. */
  readonly lengths: Numbers;
  /** Of all documents together. */
  readonly totalLength: number;
  /** Whether any document has the stem. */
  has(stem: number): boolean;
  /** Adds how often each document has the stem. */
  count(stem: number, tally: Tally): void;
}

/** What a query found; valid until the next one. */
export interface LexicalHits {
  /** One score for each document, 0–1: the BM25 score over what a perfect match could reach. */
  readonly scores: Float64Array;
  /** Documents with a score above 0, in no order. */
  readonly found: Int32Array;
}

/**
 * Full-text search by BM25 (Robertson and Zaragoza, 2009).
 *
 * score = Σ idf(t) · f·(k1 + 1) ÷ (f + k1·(1 − b + b·length ÷ mean length)) over the distinct words
 * of the query, idf(t) = ln(1 + (N − n + ½) ÷ (n + ½)), divided by Σ idf(t)·(k1 + 1), its upper
 * bound. Words no document has count in the bound, so that a question about something else scores
 * low and can be told from a match; only those that make a sentence of it do not ("how do I").
 */
export class Bm25Search {
  private readonly tally = new Tally();
  private scores = new Float64Array(0);
  private found = new Int32Array(0);
  private hits = 0;

  constructor(private readonly source: TextSource) {}

  /** @param query its distinct words; see `queryTerms`. */
  search(query: readonly Term[]): LexicalHits {
    const { source, tally } = this;
    this.clear(source.size);
    let bound = 0;
    query.forEach((term, at) => {
      const { stems, weight } = stemsMeant(source, term, at === query.length - 1);
      tally.clear(source.size);
      for (const stem of stems) source.count(stem, tally);
      const most = (k1 + 1) * rarity(source.size, tally.length);
      if (tally.length > 0 || !isFiller(term.word)) bound += most;
      this.addCounted(weight * most);
    });
    const { scores, hits } = this;
    const found = this.found.subarray(0, hits);
    for (let n = 0; n < hits; n++) {
      const document = found[n] ?? 0;
      scores[document] = (scores[document] ?? 0) / bound;
    }
    return { scores: scores.subarray(0, source.size), found };
  }

  /** Adds the share of `most` that each document reaches by how often it was counted. */
  private addCounted(most: number): void {
    const { scores, found } = this;
    const { counts, found: counted, length } = this.tally;
    const { values: lengths } = this.source.lengths;
    const meanLength = this.source.totalLength / this.source.size;
    const [whole, perWord] = [k1 * (1 - b), (k1 * b) / meanLength];
    let { hits } = this;
    for (let n = 0; n < length; n++) {
      const document = counted[n] ?? 0;
      const count = counts[document] ?? 0;
      const before = scores[document] ?? 0;
      if (before === 0) found[hits++] = document;
      const share = count / (count + whole + perWord * (lengths[document] ?? 0));
      scores[document] = before + most * share;
    }
    this.hits = hits;
  }

  private clear(size: number): void {
    const { scores, found, hits } = this;
    for (let n = 0; n < hits; n++) scores[found[n] ?? 0] = 0;
    this.hits = 0;
    if (size <= scores.length) return;
    const room = roomFor(size, scores.length);
    this.scores = new Float64Array(room);
    this.found = new Int32Array(room);
  }
}

/** A word's own stem; the last word may be unfinished: then whatever begins with it counts as one word. */
function stemsMeant(
  source: TextSource,
  { word, stem }: Term,
  isLast: boolean,
): { readonly stems: readonly number[]; readonly weight: number } {
  const { vocabulary } = source;
  const exact = vocabulary.find(stem);
  const isKnown = exact !== undefined && source.has(exact);
  if (isKnown) return { stems: [exact], weight: 1 };
  if (!isLast || word.length < 2) return { stems: [], weight: 1 };
  const stems: number[] = [];
  for (let number = 0; number < vocabulary.size; number++) {
    if (vocabulary.spelling(number).startsWith(word) && source.has(number)) stems.push(number);
  }
  return { stems, weight: prefixWeight };
}

/** A word nobody has is as rare as one that a single document has, not rarer. */
function rarity(documents: number, withIt: number): number {
  const having = Math.max(1, withIt);
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}
