import { join } from "node:path";
import type { ForgetScope } from "../tracker/record";
import { forgottenIds } from "./forget";
import { parseItem, type DeliveryItem } from "./item";
import { queueFile, queueFolderOf } from "./queueFolder";
import type { QueueFiles } from "./queueFiles";

/** A file goes on in a new one from here, bytes, so that none has to be read that is long. */
const fullBytes = 256 * 1024;

/** Items kept in memory while the disk refuses them: about 5 MB. */
const capacity = 10_000;

/** What a queue is made of. */
export interface DeliveryQueueParts {
  readonly files: QueueFiles;
  readonly pid: number;
  /** 16 hex digits of this window alone. */
  readonly writer: string;
  /** Hears the first error of each outage of the disk. */
  readonly onError: (error: unknown) => void;
}

/**
 * The end of the queue that a window writes: one line for each item, in a file of its own. When
 * `append` returns, the item survives the end of this process.
 */
export class DeliveryQueue {
  private waiting: string[] = [];
  private number = 1;
  private bytes = 0;
  private folder: string;

  /** @param dataFolder absolute. */
  constructor(
    private readonly parts: DeliveryQueueParts,
    dataFolder: string,
  ) {
    this.folder = queueFolderOf(dataFolder);
  }

  /** Items that could not be written yet and wait in memory. */
  get unwritten(): number {
    return this.waiting.length;
  }

  /**
   * Never throws: what cannot be written now is written with the next one. With `capacity` items
   * waiting, the oldest is given up.
   */
  append(item: DeliveryItem): void {
    const isOutage = this.waiting.length > 0;
    this.waiting.push(`${JSON.stringify(item)}\n`);
    this.flush(isOutage);
    if (this.waiting.length > capacity) this.waiting.shift();
  }

  /** Goes on in another data folder. */
  moveTo(dataFolder: string): void {
    const folder = queueFolderOf(dataFolder);
    if (folder === this.folder) return;
    this.folder = folder;
    this.number++;
    this.bytes = 0;
  }

  /** Takes out what is forgotten and could not be written yet; `forgetQueued` does the rest. */
  forget(what: ForgetScope): void {
    const items = this.waiting.map((line) => parseItem(line));
    const ids = forgottenIds(items, what);
    this.waiting = this.waiting.filter((_, at) => !ids.has(items[at]?.id ?? ""));
  }

  private flush(isOutage: boolean): void {
    // What an attempt that failed has left of a line must not become the beginning of the next one.
    const text = (isOutage ? "\n" : "") + this.waiting.join("");
    const { files, pid, writer, onError } = this.parts;
    if (this.bytes >= fullBytes) {
      this.number++;
      this.bytes = 0;
    }
    const path = join(this.folder, queueFile({ pid, writer, number: this.number }));
    try {
      files.append(this.folder, path, text);
      this.bytes += Buffer.byteLength(text);
      this.waiting = [];
    } catch (error) {
      if (!isOutage) onError(error);
    }
  }
}
