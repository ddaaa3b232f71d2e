/** How often something was counted for each of some documents. */
export class Tally {
  /** By document. */
  counts = new Int32Array(0);
  /** The documents with a count above 0, in no order; so many of them count. */
  found = new Int32Array(0);
  length = 0;

  /** Begins again at 0, for documents below `size`. */
  clear(size: number): void {
    const { counts, found } = this;
    if (size > counts.length) {
      this.counts = new Int32Array(size);
      this.found = new Int32Array(size);
    } else {
      for (let at = 0; at < this.length; at++) counts[found[at] ?? 0] = 0;
    }
    this.length = 0;
  }

  /** @param times above 0; less for a document that stays above 0. */
  add(document: number, times: number): void {
    const before = this.counts[document] ?? 0;
    if (before === 0) this.found[this.length++] = document;
    this.counts[document] = before + times;
  }
}
