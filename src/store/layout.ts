import { join } from "node:path";

/** Where everything lies in the data folder. */
export interface Layout {
  readonly folder: string;
  readonly journalFolder: string;
  readonly database: string;
  /** The generation of the database before the present one. */
  readonly previousDatabase: string;
  readonly lockFolder: string;
}

/** @param folder absolute path of the data folder, usually `.session-buddy` in the workspace. */
export function layoutOf(folder: string): Layout {
  return {
    folder,
    journalFolder: join(folder, "journal"),
    database: join(folder, "session-buddy.db"),
    previousDatabase: join(folder, "session-buddy.db.prev"),
    lockFolder: join(folder, "lock.d"),
  };
}

/** One file of one writer's journal, by its name. */
export interface SegmentName {
  /** 16 hex digits, random for every process start. */
  readonly writer: string;
  /** From 1, in the order in which the writer made them. */
  readonly number: number;
}

/** @returns for example `00c0ffee00c0ffee-000001.jnl`. */
export function segmentFile({ writer, number }: SegmentName): string {
  return `${writer}-${String(number).padStart(6, "0")}.jnl`;
}

/** @returns what a file name says; undefined for files that are no segments, such as sync conflicts. */
export function parseSegmentFile(file: string): SegmentName | undefined {
  const [, writer, number] = /^([0-9a-f]{16})-(\d{6,9})\.jnl$/.exec(file) ?? [];
  return writer === undefined ? undefined : { writer, number: Number(number) };
}
