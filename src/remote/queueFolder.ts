import { join } from "node:path";

/** One file of one window's queue, by its name. */
export interface QueueFileName {
  /** Of the process that writes it. */
  readonly pid: number;
  /** 16 hex digits, random for every window. */
  readonly writer: string;
  /** From 1, in the order in which the window made them. */
  readonly number: number;
}

/** @param dataFolder absolute. @returns where what is to be delivered lies. */
export function queueFolderOf(dataFolder: string): string {
  return join(dataFolder, "deliveries");
}

/** What a server would not take, kept to be looked at. */
export const refusedFile = "refused.jsonl";

/** @returns for example `4711-00c0ffee00c0ffee-000001.jsonl`. */
export function queueFile({ pid, writer, number }: QueueFileName): string {
  return `${pid}-${writer}-${String(number).padStart(6, "0")}.jsonl`;
}

/** @returns the name of the file that says up to which byte a queue file is delivered. */
export function positionFile(queue: string): string {
  return queue.replace(/\.jsonl$/, ".at");
}

/** @returns what a file name says; undefined for files that are no queues. */
export function parseQueueFile(file: string): QueueFileName | undefined {
  const [, pid, writer, number] = /^(\d{1,10})-([0-9a-f]{16})-(\d{6,9})\.jsonl$/.exec(file) ?? [];
  if (writer === undefined) return undefined;
  return { pid: Number(pid), writer, number: Number(number) };
}
