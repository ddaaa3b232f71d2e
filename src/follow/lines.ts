/** A line longer than this is no entry of a log; it is passed over. 32 MiB. */
export const maxLineBytes = 32 << 20;

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Cuts a stream of bytes into lines. Knows at any time how far it has come in whole lines: from
 * there on reading can begin again.
 */
export class LineCutter {
  /** Pieces of a line whose end has not come. */
  private pieces: Buffer[] = [];
  private pending = 0;
  private isTooLong = false;
  private wholeBytes = 0;

  /** @param onLine hears each whole line as text; undefined for one that was too long. */
  constructor(private readonly onLine: (line: string | undefined) => void) {}

  /** Bytes of all whole lines so far, their line breaks included. */
  get consumed(): number {
    return this.wholeBytes;
  }

  /** Takes the next bytes; keeps a copy of those of an unfinished line. */
  take(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
      this.finish(bytes.subarray(from, end));
      from = end + 1;
    }
    if (from === bytes.length) return;
    this.pending += bytes.length - from;
    this.isTooLong ||= this.pending > maxLineBytes;
    if (this.isTooLong) this.pieces = [];
    else this.pieces.push(Buffer.from(bytes.subarray(from)));
  }

  private finish(last: Buffer): void {
    this.wholeBytes += this.pending + last.length + 1;
    const isTooLong = this.isTooLong || this.pending + last.length > maxLineBytes;
    const whole = this.pieces.length === 0 ? last : Buffer.concat([...this.pieces, last]);
    this.pieces = [];
    this.pending = 0;
    this.isTooLong = false;
    this.onLine(isTooLong ? undefined : textOf(whole));
  }
}

function textOf(line: Buffer): string {
  const isWindows = line.at(-1) === carriageReturn;
  return line.toString("utf8", 0, isWindows ? line.length - 1 : line.length);
}
