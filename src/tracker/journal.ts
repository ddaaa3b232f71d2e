import type { JournalRecord } from "./record";

/** Where the tracker writes what happened. Implemented by the store; a list will do in a test. */
export interface Journal {
  /**
   * Writes one record. When it returns, the record survives the end of this process, however it
   * ends. Throws when it could not be written; then nothing of it is kept.
   */
  append(record: JournalRecord): void;
  /** Resolves when everything appended before the call also survives a power cut. */
  durable(): Promise<void>;
  /** Goes on in a new file, so that the old one can be merged and removed. */
  rotate(): void;
  /** Closes files. Later calls of `append` throw. */
  close(): void;
}
