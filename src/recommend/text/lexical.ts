import { searchBm25, type LexicalHits, type TextSource } from "./bm25";
import { Numbers } from "./numbers";
import { PackedLists } from "./packedLists";
import { Tally } from "./tally";
import { termsOf, type Term } from "./terms";
import { Vocabulary } from "./vocabulary";

/** An inverted index over documents, numbered from 0 in the order in which they are added. */
export class LexicalIndex implements TextSource {
  size = 0;
  totalLength = 0;
  /** By stem the documents that have it, ascending, once for each time. */
  private readonly postings = new PackedLists();
  private readonly lengths = new Numbers();
  private readonly tally = new Tally();
  private copy = new Int32Array(0);

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
    return searchBm25(this, query, this.tally);
  }

  lengthOf(document: number): number {
    return this.lengths.get(document);
  }

  has(stem: number): boolean {
    return this.postings.lengthOf(stem) > 0;
  }

  count(stem: number, tally: Tally): void {
    const documents = this.documentsOf(stem);
    for (let at = 0; at < documents.length; at++) tally.add(documents[at] ?? 0, 1);
  }

  /** The documents that have the stem, ascending, once for each time; valid until the next call. */
  documentsOf(stem: number): Int32Array {
    const length = this.postings.lengthOf(stem);
    if (length > this.copy.length) this.copy = new Int32Array(length * 2);
    return this.copy.subarray(0, this.postings.read(stem, this.copy));
  }
}

/** The distinct words of a query, in order. */
export function queryTerms(query: string): readonly Term[] {
  return [...new Map(termsOf(query).map((term) => [term.stem, term])).values()];
}
