import type { Disposable } from "../base/event";
import type { Schedule } from "../base/schedule";
import type { Journal } from "../tracker/journal";
import type { JournalRecord } from "../tracker/record";
import { encodeLine } from "./codec";
import { makeDataFolder } from "./dataFolder";
import { syncDirectory, type Files } from "./files";
import type { ProcessIdentity } from "./identity";
import { layoutOf, type Layout } from "./layout";
import { errorCode, StoreError, toStoreError } from "./problem";
import { SegmentFile } from "./segmentFile";

/** What a journal writer is made of. */
export interface JournalWriterParts {
  /** The data folder. Made at the first record; the folder around it must exist. */
  readonly folder: string;
  readonly files: Files;
  readonly identity: ProcessIdentity;
  /** 16 random hex digits, never used before. */
  readonly writer: string;
  readonly schedule: Schedule;
  /** A segment is followed by the next one beyond this many bytes; 512 KiB when absent. */
  readonly segmentBytes?: number;
  /** How long after a record the background sync begins, milliseconds; 100 when absent. */
  readonly syncDelayMs?: number;
  /** Hears what went wrong in the background; what was appended is still in the file. */
  readonly onSyncError?: (error: StoreError) => void;
}

interface Waiter {
  readonly sequence: number;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

/**
 * Appends records to this process's own journal: a row of segment files with one writer, ever.
 *
 * `append` is one write system call. Syncing happens in the background for all that came meanwhile.
 */
export class JournalWriter implements Journal {
  private readonly layout: Layout;
  private segment: SegmentFile | undefined;
  private segmentNumber = 0;
  /** Full segments whose data may not be on the disk yet. */
  private unsynced: SegmentFile[] = [];
  private readonly changedFolders = new Set<string>();
  private sequence = 0;
  private syncedSequence = 0;
  private syncing = false;
  private closed = false;
  private timer: Disposable | undefined;
  private waiters: Waiter[] = [];

  constructor(private readonly parts: JournalWriterParts) {
    this.layout = layoutOf(parts.folder);
  }

  append(record: JournalRecord): void {
    if (this.closed) throw new StoreError({ type: "unexpected", detail: "The journal is closed." });
    const sequence = this.sequence + 1;
    try {
      const { segment } = this;
      const full = segment && segment.size >= (this.parts.segmentBytes ?? 512 * 1024);
      const open = segment && !full && !segment.spoilt ? segment : this.openSegment();
      open.write(encodeLine(`{"sequence":${sequence},${JSON.stringify(record).slice(1)}`));
    } catch (error) {
      throw toStoreError(error, this.parts.folder);
    }
    this.sequence = sequence;
    this.timer ??= this.parts.schedule(() => {
      this.timer = undefined;
      this.sync();
    }, this.parts.syncDelayMs ?? 100);
  }

  durable(): Promise<void> {
    if (this.syncedSequence === this.sequence) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiters.push({ sequence: this.sequence, resolve, reject });
      this.sync();
    });
  }

  /**
   * Ends the present segment, so that a fold may remove it, and begins the next: only then can
   * others see that the one before is complete. Does nothing when nothing was recorded.
   */
  rotate(): void {
    if (!this.segment || this.closed) return;
    try {
      this.openSegment();
    } catch (error) {
      throw toStoreError(error, this.parts.folder);
    }
    if (this.syncedSequence === this.sequence) this.closeSynced(this.unsynced.splice(0));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.timer?.dispose();
    const open = [...this.unsynced.splice(0), ...(this.segment ? [this.segment] : [])];
    try {
      // Only for somebody who waits: closing a window must not wait for a slow disk.
      if (this.waiters.length > 0) {
        for (const { fd } of open) this.parts.files.fdatasyncSync(fd);
        for (const folder of this.changedFolders) syncDirectory(this.parts.files, folder);
        this.syncedSequence = this.sequence;
      }
      this.settle();
    } catch (error) {
      this.settle(toStoreError(error, this.parts.folder));
    }
    if (!this.syncing) this.closeSynced(open);
    else this.unsynced = open;
  }

  private openSegment(): SegmentFile {
    const { files, identity, writer } = this.parts;
    const create = (): SegmentFile =>
      SegmentFile.create(
        files,
        this.layout.journalFolder,
        { writer, number: ++this.segmentNumber },
        identity,
      );
    let next: SegmentFile;
    try {
      next = create();
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
      for (const folder of makeDataFolder(files, this.layout)) this.changedFolders.add(folder);
      next = create();
    }
    this.changedFolders.add(this.layout.journalFolder);
    if (this.segment) this.unsynced.push(this.segment);
    this.segment = next;
    return next;
  }

  /** Older segments first, then the present one, then the names: only then is a record durable. */
  private sync(): void {
    if (this.syncing || this.closed || this.syncedSequence === this.sequence) return;
    this.syncing = true;
    const sequence = this.sequence;
    const older = this.unsynced.splice(0);
    try {
      this.restoreDeleted();
    } catch (error) {
      this.unsynced.unshift(...older);
      this.finishSync(error);
      return;
    }
    const present = this.segment;
    const folders = [...this.changedFolders];
    this.changedFolders.clear();
    const { files } = this.parts;
    const data = [...older, ...(present ? [present] : [])].map(({ fd }) => fd);
    syncEach(data, files.fdatasync, (error) => {
      if (error) {
        this.unsynced.unshift(...older);
        for (const folder of folders) this.changedFolders.add(folder);
        this.finishSync(error);
        return;
      }
      const names = openDirectories(files, folders);
      syncEach(names, files.fsync, () => {
        for (const fd of names) files.closeSync(fd);
        this.syncedSequence = Math.max(this.syncedSequence, sequence);
        this.closeSynced(older);
        this.finishSync(undefined);
      });
    });
  }

  private finishSync(error: unknown): void {
    this.syncing = false;
    const problem = error ? toStoreError(error, this.parts.folder) : undefined;
    this.settle(problem);
    if (problem) this.parts.onSyncError?.(problem);
    if (this.closed) this.closeSynced(this.unsynced.splice(0));
    else if (this.waiters.length > 0) this.sync();
  }

  private settle(error?: StoreError): void {
    const waiting = this.waiters;
    this.waiters = [];
    for (const waiter of waiting) {
      if (waiter.sequence <= this.syncedSequence) waiter.resolve();
      else if (error) waiter.reject(error);
      else this.waiters.push(waiter);
    }
  }

  /** Somebody removed the present segment (a clean checkout, a deleted folder): write it anew. */
  private restoreDeleted(): void {
    const lost = this.segment;
    if (!lost?.deleted) return;
    const lines = lost.lines();
    this.segment = undefined;
    try {
      this.openSegment().write(lines);
    } catch (error) {
      this.segment = lost;
      throw error;
    }
    lost.close();
  }

  private closeSynced(segments: readonly SegmentFile[]): void {
    for (const segment of segments) segment.close();
  }
}

type Sync = (fd: number, done: (error: Error | null) => void) => void;

/** One after the other; stops at the first that fails. */
function syncEach(fds: readonly number[], sync: Sync, done: (error: Error | null) => void): void {
  const [first, ...rest] = fds;
  if (first === undefined) done(null);
  else {
    sync(first, (error) => {
      if (error) done(error);
      else syncEach(rest, sync, done);
    });
  }
}

function openDirectories(files: Files, folders: readonly string[]): readonly number[] {
  return folders.flatMap((folder) => {
    try {
      return [files.openSync(folder, "r")];
    } catch {
      return []; // Windows cannot open directories; NTFS writes its own journal of names
    }
  });
}
