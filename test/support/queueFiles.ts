import { dirname } from "node:path";
import type { QueueFiles } from "../../src/remote/queueFiles";

/** Files in memory, and a disk that can be full or leave half a line behind. */
export class MemoryQueueFiles implements QueueFiles {
  readonly content = new Map<string, Buffer>();
  /** How many bytes of the next append still fit, then it fails; undefined: all. */
  room: number | undefined;
  /** Of files written from now on. */
  nowMs = 0;
  private readonly times = new Map<string, number>();

  names(folder: string): readonly string[] {
    const paths = [...this.content.keys()].filter((path) => dirname(path) === folder);
    return paths.map((path) => path.slice(folder.length + 1));
  }

  read(path: string): Buffer {
    return Buffer.from(this.content.get(path) ?? Buffer.alloc(0));
  }

  modifiedMs(path: string): number | undefined {
    return this.times.get(path);
  }

  append(_folder: string, path: string, text: string): void {
    const bytes = Buffer.from(text);
    const kept = bytes.subarray(0, this.room ?? bytes.length);
    this.put(path, Buffer.concat([this.read(path), kept]));
    if (kept.length < bytes.length) throw new Error("The disk is full.");
  }

  write(path: string, text: string): void {
    if (this.room !== undefined) throw new Error("The disk is full.");
    this.put(path, Buffer.from(text));
  }

  overwrite(path: string, offset: number, bytes: Buffer): void {
    const all = this.read(path);
    bytes.copy(all, offset);
    this.put(path, all);
  }

  remove(path: string): void {
    this.content.delete(path);
    this.times.delete(path);
  }

  /** All that is in any file. */
  get text(): string {
    return [...this.content.values()].map((bytes) => bytes.toString("utf8")).join("\n");
  }

  private put(path: string, bytes: Buffer): void {
    this.content.set(path, bytes);
    this.times.set(path, this.nowMs);
  }
}
