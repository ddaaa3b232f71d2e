import { join } from "node:path";
import { encodeLine } from "./codec";
import { readFrom, writeFully, type Files } from "./files";
import type { ProcessIdentity } from "./identity";
import { segmentFile, type SegmentName } from "./layout";

/** The first line of every segment: who writes it. */
export interface SegmentHeader extends ProcessIdentity, SegmentName {
  readonly type: "segment";
  /** Of the journal's form. A reader leaves segments of a later version alone. */
  readonly version: number;
}

export const journalVersion = 1;

/**
 * One file open for appending. A line is in it whole or not at all: a write that fails is taken
 * back, and where even that fails the segment is `spoilt` and nothing more goes into it.
 */
export class SegmentFile {
  private length = 0;
  private isSpoilt = false;

  private constructor(
    private readonly files: Files,
    readonly fd: number,
    readonly path: string,
  ) {}

  /** Makes the file with its header. A segment without one is removed again. */
  static create(
    files: Files,
    folder: string,
    name: SegmentName,
    identity: ProcessIdentity,
  ): SegmentFile {
    const path = join(folder, segmentFile(name));
    // Read as well as append: a segment deleted under its writer is copied from the open file.
    const file = new SegmentFile(files, files.openSync(path, "ax+", 0o600), path);
    const header: SegmentHeader = {
      type: "segment",
      version: journalVersion,
      ...name,
      ...identity,
    };
    try {
      file.write(encodeLine(JSON.stringify(header)));
    } catch (error) {
      files.closeSync(file.fd);
      try {
        files.unlinkSync(path);
      } catch {
        // Gone already. What matters is the error above.
      }
      throw error;
    }
    return file;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.length;
  }

  get spoilt(): boolean {
    return this.isSpoilt;
  }

  /** Whether somebody removed its last name. */
  get deleted(): boolean {
    return this.files.fstatSync(this.fd).nlink === 0;
  }

  /** Appends all of `bytes`, or nothing of it and throws. */
  write(bytes: Uint8Array): void {
    try {
      writeFully(this.files, this.fd, bytes);
    } catch (error) {
      this.takeBack();
      throw error;
    }
    this.length += bytes.length;
  }

  /** Every line but the header, also when the file has no name any more. */
  lines(): Buffer {
    const bytes = readFrom(this.files, this.fd, 0).subarray(0, this.length);
    return bytes.subarray(bytes.indexOf(0x0a) + 1);
  }

  close(): void {
    this.files.closeSync(this.fd);
  }

  private takeBack(): void {
    try {
      this.files.ftruncateSync(this.fd, this.length);
    } catch {
      this.isSpoilt = true; // readers ignore what follows the last line feed
    }
  }
}
