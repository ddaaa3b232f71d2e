import { isFiller, termsOf, type Term } from "./terms";

/** Saturation of repeated words and strength of the length correction: the usual values. */
const k1 = 1.2;
const b = 0.75;
/** A word still being typed counts this much where it begins a known one. */
const prefixWeight = 0.8;

/** The documents a word is in, and how often in each; both lists run in step. */
interface Postings {
  readonly documents: number[];
  readonly frequencies: number[];
}

/** What a query found. */
export interface LexicalHits {
  /** One score for each document, 0–1: the BM25 score over what a perfect match could reach. */
  readonly scores: Float64Array;
  /** Documents with a score above 0, in no order. */
  readonly found: readonly number[];
}

const nowhere: Postings = { documents: [], frequencies: [] };

/**
 * Full-text search by BM25 over an inverted index (Robertson and Zaragoza, 2009). Documents have
 * numbers from 0 and can be added, and added to, at any time.
 *
 * score = Σ idf(t) · f·(k1 + 1) ÷ (f + k1·(1 − b + b·length ÷ mean length)) over the distinct words
 * of the query, idf(t) = ln(1 + (N − n + ½) ÷ (n + ½)), divided by Σ idf(t)·(k1 + 1), its upper
 * bound. Words no document has count in the bound, so that a question about something else scores
 * low and can be told from a match; only those that make a sentence of it do not ("how do I").
 */
export class LexicalIndex {
  private readonly postings = new Map<string, Postings>();
  private readonly lengths: number[] = [];
  private totalLength = 0;

  /** How many documents there are. */
  get size(): number {
    return this.lengths.length;
  }

  /** Adds words to a document; a number that is not known yet begins one, and those below it. */
  add(document: number, terms: readonly Term[]): void {
    const isNew = document >= this.size;
    while (this.size <= document) this.lengths.push(0);
    this.lengths[document] = (this.lengths[document] ?? 0) + terms.length;
    this.totalLength += terms.length;
    for (const [stem, frequency] of frequencies(terms)) {
      const list = this.postings.get(stem) ?? { documents: [], frequencies: [] };
      if (list.documents.length === 0) this.postings.set(stem, list);
      const at = isNew ? -1 : list.documents.lastIndexOf(document);
      if (at < 0) {
        list.documents.push(document);
        list.frequencies.push(frequency);
      } else {
        list.frequencies[at] = (list.frequencies[at] ?? 0) + frequency;
      }
    }
  }

  /** @param query its distinct words; see `queryTerms`. */
  search(query: readonly Term[]): LexicalHits {
    const scores = new Float64Array(this.size);
    const found: number[] = [];
    let bound = 0;
    query.forEach((term, at) => {
      const { postings, weight } = this.lookUp(term, at === query.length - 1);
      const { documents, frequencies: counts } = postings;
      const idf = this.idf(documents.length);
      if (documents.length > 0 || !isFiller(term.word)) bound += idf * (k1 + 1);
      for (let n = 0; n < documents.length; n++) {
        const document = documents[n] ?? 0;
        const before = scores[document] ?? 0;
        if (before === 0) found.push(document);
        scores[document] = before + weight * idf * this.saturated(counts[n] ?? 0, document);
      }
    });
    for (const document of found) scores[document] = (scores[document] ?? 0) / bound;
    return { scores, found };
  }

  private lookUp(
    { word, stem }: Term,
    isLast: boolean,
  ): { readonly postings: Postings; readonly weight: number } {
    const exact = this.postings.get(stem);
    if (exact !== undefined || !isLast || word.length < 2) {
      return { postings: exact ?? nowhere, weight: 1 };
    }
    // The last word may be unfinished: whatever begins with it counts as one word.
    const begun = new Map<number, number>();
    for (const [known, { documents, frequencies: counts }] of this.postings) {
      if (!known.startsWith(word)) continue;
      documents.forEach((document, at) => {
        begun.set(document, (begun.get(document) ?? 0) + (counts[at] ?? 0));
      });
    }
    const postings = { documents: [...begun.keys()], frequencies: [...begun.values()] };
    return { postings, weight: prefixWeight };
  }

  /** A word nobody has is as rare as one that a single document has, not rarer. */
  private idf(documents: number): number {
    const having = Math.max(1, documents);
    return Math.log(1 + (this.size - having + 0.5) / (having + 0.5));
  }

  private saturated(frequency: number, document: number): number {
    const mean = this.totalLength / this.size;
    const length = (this.lengths[document] ?? 0) / mean;
    return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length));
  }
}

/** The distinct words of a query, in order. */
export function queryTerms(query: string): readonly Term[] {
  return [...new Map(termsOf(query).map((term) => [term.stem, term])).values()];
}

function frequencies(terms: readonly Term[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stem } of terms) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}
