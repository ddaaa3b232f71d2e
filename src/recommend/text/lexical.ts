import { isFiller, termsOf, type Term } from "./terms";

/** Saturation of repeated words and strength of the length correction: the usual values. */
const k1 = 1.2;
const b = 0.75;
/** A word still being typed counts this much where it begins a known one. */
const prefixWeight = 0.8;

/** Something to be found, by the words of its text. */
export interface Document {
  /** Who is found; several documents may lead to the same owner. */
  readonly owner: number;
  readonly text: string;
}

export interface Match {
  readonly owner: number;
  /** 0–1: the BM25 score over what a perfect match of the query could reach. */
  readonly score: number;
  /** The words of the query that were found, as written. */
  readonly words: readonly string[];
}

interface Posting {
  readonly document: number;
  readonly frequency: number;
}

/**
 * Full-text search by BM25 over an inverted index (Robertson and Zaragoza, 2009).
 *
 * score = Σ idf(t) · f·(k1 + 1) ÷ (f + k1·(1 − b + b·length ÷ mean length)) over the distinct words
 * of the query, idf(t) = ln(1 + (N − n + ½) ÷ (n + ½)), divided by Σ idf(t)·(k1 + 1), its upper
 * bound. Words no document has count in the bound, so that a question about something else scores
 * low and can be told from a match; only those that make a sentence of it do not ("how do I").
 */
export class LexicalIndex {
  private readonly postings = new Map<string, Posting[]>();
  private readonly owners: Int32Array;
  private readonly lengths: Int32Array;
  private readonly meanLength: number;

  constructor(documents: readonly Document[]) {
    this.owners = Int32Array.from(documents, ({ owner }) => owner);
    this.lengths = new Int32Array(documents.length);
    let total = 0;
    documents.forEach(({ text }, document) => {
      const terms = termsOf(text);
      total += this.lengths[document] = terms.length;
      for (const [stem, frequency] of frequencies(terms)) {
        const list = this.postings.get(stem);
        if (list === undefined) this.postings.set(stem, [{ document, frequency }]);
        else list.push({ document, frequency });
      }
    });
    this.meanLength = total === 0 ? 1 : total / documents.length;
  }

  /** Every owner with at least one word of the query; its best document counts. In no order. */
  search(query: string): readonly Match[] {
    const terms = distinct(termsOf(query));
    const scores = new Float64Array(this.owners.length);
    const found = new Map<number, string[]>();
    let bound = 0;
    terms.forEach((term, at) => {
      const { postings, weight } = this.lookUp(term, at === terms.length - 1);
      const idf = this.idf(postings.length);
      if (postings.length > 0 || !isFiller(term.word)) bound += idf * (k1 + 1);
      for (const { document, frequency } of postings) {
        const part = weight * idf * this.saturated(frequency, document);
        scores[document] = (scores[document] ?? 0) + part;
        const words = found.get(document);
        if (words === undefined) found.set(document, [term.word]);
        else words.push(term.word);
      }
    });
    const best = new Map<number, Match>();
    for (const [document, words] of found) {
      const owner = this.owners[document] ?? -1;
      const score = (scores[document] ?? 0) / bound;
      if (score > (best.get(owner)?.score ?? 0)) best.set(owner, { owner, score, words });
    }
    return [...best.values()];
  }

  private lookUp(
    { word, stem }: Term,
    isLast: boolean,
  ): { readonly postings: readonly Posting[]; readonly weight: number } {
    const exact = this.postings.get(stem);
    if (exact !== undefined || !isLast || word.length < 2) {
      return { postings: exact ?? [], weight: 1 };
    }
    // The last word may be unfinished: whatever begins with it counts as one word.
    const begun = new Map<number, number>();
    for (const [known, postings] of this.postings) {
      if (!known.startsWith(word)) continue;
      for (const { document, frequency } of postings) {
        begun.set(document, (begun.get(document) ?? 0) + frequency);
      }
    }
    const postings = [...begun].map(([document, frequency]) => ({ document, frequency }));
    return { postings, weight: prefixWeight };
  }

  /** A word nobody has is as rare as one that a single document has, not rarer. */
  private idf(documents: number): number {
    const having = Math.max(1, documents);
    return Math.log(1 + (this.owners.length - having + 0.5) / (having + 0.5));
  }

  private saturated(frequency: number, document: number): number {
    const length = (this.lengths[document] ?? 0) / this.meanLength;
    return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length));
  }
}

function frequencies(terms: readonly Term[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stem } of terms) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

function distinct(terms: readonly Term[]): readonly Term[] {
  return [...new Map(terms.map((term) => [term.stem, term])).values()];
}
