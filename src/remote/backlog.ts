import { join } from "node:path";
import type { InvocationId } from "../tracker/model";
import { parseItem, type DeliveryItem, type StartItem } from "./item";
import { linesOf } from "./lines";
import {
  parseQueueFile,
  positionFile,
  queueFolderOf,
  refusedFile,
  type QueueFileName,
} from "./queueFolder";
import type { QueueFiles } from "./queueFiles";

/** A window that has written nothing for so long may be gone, though its number is in use again. */
const leaseMs = 10 * 60_000;

/** What a backlog is read from. */
export interface BacklogParts {
  readonly files: QueueFiles;
  /** Data folders, absolute; those of which this window has left another behind it. */
  readonly dataFolders: readonly string[];
  /** Of this window. */
  readonly pid: number;
  readonly writer: string;
  readonly isAlive: (pid: number) => boolean;
  readonly nowMs: () => number;
}

/** An item and where it stands. */
export interface Pending {
  readonly item: DeliveryItem;
  /** Its file is delivered up to here, bytes, when the item is. */
  readonly next: number;
}

interface QueueState extends QueueFileName {
  readonly folder: string;
  readonly name: string;
  /** Its window is closed. */
  readonly ofGone: boolean;
  /** Bytes that were read. */
  read: number;
  pending: Pending[];
  /** Begun in this file and not yet delivered to their end. */
  readonly running: Set<InvocationId>;
}

/**
 * What is to be delivered, oldest first: this window's queue, and those that closed windows left.
 * Two windows may take up the same one; who is told twice knows by the id.
 */
export class Backlog {
  private queues = new Map<string, QueueState>();
  private readonly starts = new Map<InvocationId, StartItem>();

  constructor(private readonly parts: BacklogParts) {}

  /** Items not delivered. */
  get count(): number {
    let sum = 0;
    for (const { pending } of this.queues.values()) sum += pending.length;
    return sum;
  }

  get next(): DeliveryItem | undefined {
    return this.first?.pending[0]?.item;
  }

  /** How the invocation of an end began, where that is still in a queue. */
  startOf(id: InvocationId): StartItem | undefined {
    return this.starts.get(id);
  }

  /** Reads everything anew: somebody may have taken something out. */
  reload(): void {
    this.queues = new Map();
    this.starts.clear();
    this.refresh();
  }

  /** Reads what has been added. */
  refresh(): void {
    const { files, dataFolders } = this.parts;
    for (const folder of dataFolders.map(queueFolderOf)) {
      for (const name of [...files.names(folder)].sort()) {
        const path = join(folder, name);
        const queue = this.queues.get(path) ?? this.found(folder, name);
        if (queue === undefined) continue;
        this.queues.set(path, queue);
        this.read(path, queue);
      }
    }
    this.removeDone();
  }

  /** The server has taken the item. One that was read anew meanwhile is told again. */
  delivered(item: DeliveryItem): void {
    const queue = this.queueOf(item);
    const done = queue?.pending.shift();
    if (queue === undefined || done === undefined) return;
    const path = join(queue.folder, queue.name);
    if (item.type === "ended") this.forgetStart(item.id);
    this.parts.files.write(positionFile(path), String(done.next));
    if (queue.pending.length === 0) this.removeDone();
  }

  /** The server will not take the item: keeps it apart, with the reason. */
  setAside(item: DeliveryItem, reason: string): void {
    const queue = this.queueOf(item);
    if (queue === undefined) return;
    const line = `${JSON.stringify({ ...item, refused: reason })}\n`;
    this.parts.files.append(queue.folder, join(queue.folder, refusedFile), line);
    this.delivered(item);
  }

  private queueOf(item: DeliveryItem): QueueState | undefined {
    return [...this.queues.values()].find(({ pending }) => pending[0]?.item === item);
  }

  /** What others left comes first: it is older. */
  private get first(): QueueState | undefined {
    let own: QueueState | undefined;
    for (const queue of this.queues.values()) {
      if (queue.pending.length === 0) continue;
      if (queue.ofGone) return queue;
      own ??= queue;
    }
    return own;
  }

  /** @returns undefined for what is not ours to deliver. */
  private found(folder: string, name: string): QueueState | undefined {
    const { pid, writer, isAlive, files, nowMs } = this.parts;
    const file = parseQueueFile(name);
    if (file === undefined) return undefined;
    const isOwn = file.writer === writer;
    const isGone = !isOwn && (file.pid === pid || !isAlive(file.pid));
    const modifiedMs = files.modifiedMs(join(folder, name)) ?? nowMs();
    if (!isOwn && !isGone && nowMs() - modifiedMs < leaseMs) return undefined;
    return { ...file, folder, name, ofGone: isGone, read: 0, pending: [], running: new Set() };
  }

  private read(path: string, queue: QueueState): void {
    const { files } = this.parts;
    const bytes = files.read(path);
    const position = Number(files.read(positionFile(path)).toString("utf8"));
    const delivered = position <= bytes.length ? position : 0;
    for (const { text, next } of linesOf(bytes, queue.read)) {
      queue.read = next;
      const item = parseItem(text);
      if (item === undefined) continue;
      if (item.type === "started") {
        this.starts.set(item.id, item);
        queue.running.add(item.id);
      }
      if (next > delivered) queue.pending.push({ item, next });
      else if (item.type === "ended") this.forgetStart(item.id);
    }
  }

  private forgetStart(id: InvocationId): void {
    this.starts.delete(id);
    for (const { running } of this.queues.values()) running.delete(id);
  }

  /** Removes what nobody needs: neither its writer, nor an end whose beginning is in it. */
  private removeDone(): void {
    const { files, writer } = this.parts;
    for (const [path, queue] of this.queues) {
      const all = [...this.queues.values()].filter((one) => one.writer === queue.writer);
      const mayGrow = queue.writer === writer && all.every((one) => one.number <= queue.number);
      const isLeft = queue.ofGone || (queue.writer === writer && !mayGrow);
      const mayEnd = !queue.ofGone || all.some(({ pending }) => pending.length > 0);
      if (!isLeft || queue.pending.length > 0 || (queue.running.size > 0 && mayEnd)) continue;
      files.remove(path);
      files.remove(positionFile(path));
      this.queues.delete(path);
    }
  }
}
