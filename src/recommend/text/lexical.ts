import { Bm25Search, type LexicalHits, type TextSource } from "./bm25";
import { Numbers } from "./numbers";
import { ListCopy, PackedLists } from "./packedLists";
import type { Tally } from "./tally";
import { termsOf, type Term } from "./terms";
import { Vocabulary } from "./vocabulary";

/** An inverted index over documents, numbered from 0 in the order in which they are added. */
export class LexicalIndex implements TextSource {
  size = 0;
  totalLength = 0;
  /** By stem the documents that have it, ascending, once for each time. */
  private readonly postings = new PackedLists();
  readonly lengths = new Numbers();
  private readonly bm25 = new Bm25Search(this);
  private readonly copy = new ListCopy();

  constructor(readonly vocabulary = new Vocabulary()) {}

  /** Adds a document. @param words as the vocabulary numbers them. */
  add(words: readonly number[]): void {
    const document = this.size++;
    for (const word of words) this.postings.push(this.vocabulary.stemOf(word), document);
    this.lengths.set(document, words.length);
    this.totalLength += words.length;
  }

  /** Takes back the document added last. @param words of which it was made. */
  removeLast(words: readonly number[]): void {
    for (const word of words) this.postings.pop(this.vocabulary.stemOf(word));
    this.totalLength -= words.length;
    this.size--;
  }

  /** @param query its distinct words; see `queryTerms`. */
  search(query: readonly Term[]): LexicalHits {
    return this.bm25.search(query);
  }

  has(stem: number): boolean {
    return this.postings.lengthOf(stem) > 0;
  }

  count(stem: number, tally: Tally): void {
    tally.addAll(this.documentsOf(stem));
  }

  /** The documents that have the stem, ascending, once for each time; valid until the next call. */
  documentsOf(stem: number): Int32Array {
    this.copy.take(this.postings, stem);
    return this.copy.values.subarray(0, this.copy.length);
  }
}

/** The distinct words of a query, in order. */
export function queryTerms(query: string): readonly Term[] {
  return [...new Map(termsOf(query).map((term) => [term.stem, term])).values()];
}
