import type { Tally } from "./tally";
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
  /** In words, of all documents together. */
  readonly totalLength: number;
  lengthOf(document: number): number;
  /** Whether any document has the stem. */
  has(stem: number): boolean;
  /** Adds how often each document has the stem. */
  count(stem: number, tally: Tally): void;
}

/** What a query found. */
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
 *
 * @param query its distinct words; see `queryTerms`.
 * @param tally is written over.
 */
export function searchBm25(source: TextSource, query: readonly Term[], tally: Tally): LexicalHits {
  const { size } = source;
  const meanLength = source.totalLength / size;
  const scores = new Float64Array(size);
  const found = new Int32Array(size);
  let hits = 0;
  let bound = 0;
  query.forEach((term, at) => {
    const { stems, weight } = stemsMeant(source, term, at === query.length - 1);
    tally.clear(size);
    for (const stem of stems) source.count(stem, tally);
    const idf = rarity(size, tally.length);
    if (tally.length > 0 || !isFiller(term.word)) bound += idf * (k1 + 1);
    for (let n = 0; n < tally.length; n++) {
      const document = tally.found[n] ?? 0;
      const count = tally.counts[document] ?? 0;
      const length = source.lengthOf(document) / meanLength;
      const saturated = (count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
      const before = scores[document] ?? 0;
      if (before === 0) found[hits++] = document;
      scores[document] = before + weight * idf * saturated;
    }
  });
  for (let n = 0; n < hits; n++) {
    const document = found[n] ?? 0;
    scores[document] = (scores[document] ?? 0) / bound;
  }
  return { scores, found: found.subarray(0, hits) };
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
