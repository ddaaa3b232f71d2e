/** A whole line of a file. */
export interface FileLine {
  /** Without the line feed. */
  readonly text: string;
  /** Of its first byte. */
  readonly start: number;
  /** Bytes, without the line feed. */
  readonly length: number;
  /** Of the first byte of the next line. */
  readonly next: number;
}

/** @returns the whole lines that begin at `from` or later; what has no line feed yet is none. */
export function* linesOf(bytes: Buffer, from: number): Generator<FileLine> {
  for (let start = from; ;) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) return;
    yield {
      text: bytes.toString("utf8", start, end),
      ...{ start, length: end - start, next: end + 1 },
    };
    start = end + 1;
  }
}
