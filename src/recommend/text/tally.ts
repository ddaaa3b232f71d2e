import { roomFor } from "../next/growth";

/** How often something was counted for each of some documents. */
export class Tally {
  /** By document. */
  counts = new Int32Array(0);
  /** The documents with a count above 0, in no order; the first `length` of them count. */
  found = new Int32Array(0);
  length = 0;

  /** Begins again at 0, for documents below `size`. */
  clear(size: number): void {
    const { counts, found, length } = this;
    for (let at = 0; at < length; at++) counts[found[at] ?? 0] = 0;
    this.length = 0;
    if (size <= counts.length) return;
    const room = roomFor(size, counts.length);
    this.counts = new Int32Array(room);
    this.found = new Int32Array(room);
  }

  /** @param times above 0; less for a document that stays above 0. */
  add(document: number, times: number): void {
    const before = this.counts[document] ?? 0;
    if (before === 0) this.found[this.length++] = document;
    this.counts[document] = before + times;
  }

  /** Counts one for each of these documents, or for what `owners` says of it. */
  addAll(documents: Int32Array, owners?: Int32Array): void {
    const { counts, found } = this;
    let { length } = this;
    for (let at = 0; at < documents.length; at++) {
      const one = documents[at] ?? 0;
      const document = owners === undefined ? one : (owners[one] ?? 0);
      const before = counts[document] ?? 0;
      if (before === 0) found[length++] = document;
      counts[document] = before + 1;
    }
    this.length = length;
  }
}
