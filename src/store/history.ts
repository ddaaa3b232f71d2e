import type { History, Rejection, SkillEntry } from "../tracker/history";
import type { SkillKey } from "../tracker/model";
import { uuidBytes } from "./uuid";

/** One invocation as it stands in the columns. Indices point into the lists of `History`. */
export interface HistoryRow {
  readonly id: string;
  readonly startedAtMs: number;
  readonly skill: number;
  readonly durationMs: number;
  readonly outcome: number;
  readonly phase: number;
  readonly session: number;
  readonly author: number;
  readonly background: number;
  readonly query: number;
  readonly folder: number;
  readonly offer: number;
  readonly selectionRank: number;
  readonly refused: number;
}

/** The columns in the order in which they are stored, widest first so that each is aligned. */
export const columnTypes = {
  startedAtMs: Float64Array,
  durationMs: Float64Array,
  skill: Int32Array,
  session: Int32Array,
  query: Int32Array,
  folder: Int32Array,
  offer: Int32Array,
  phase: Int16Array,
  author: Int16Array,
  outcome: Uint8Array,
  background: Uint8Array,
  selectionRank: Uint8Array,
  refused: Uint8Array,
} as const;
export type ColumnName = keyof typeof columnTypes;
export type Columns = { [Name in ColumnName]: InstanceType<(typeof columnTypes)[Name]> };
export const columnNames = Object.keys(columnTypes) as readonly ColumnName[];
const idLength = 16;

/**
 * A `History` that grows. Rows are kept sorted by start, then id; a new invocation usually goes to
 * the end, and one that arrives late is moved in.
 */
export class HistoryColumns implements History {
  length: number;
  readonly skills: SkillEntry[] = [];
  readonly phases: string[] = [];
  readonly sessions: string[] = [];
  readonly agents: string[] = ["", ""];
  readonly queries: string[] = [];
  readonly folders: string[] = [];
  readonly offers: (readonly SkillKey[])[] = [];
  rejections: readonly Rejection[] = [];
  /** Rows that made room for others that came late, each time counted. */
  movedRows = 0;
  private columns: Columns;
  /** The 16 bytes of each id, one after the other. */
  private ids: Uint8Array;

  /** @param columns and `ids` may have room for more than `length` rows. */
  constructor(columns: Columns = emptyColumns(0), ids: Uint8Array = new Uint8Array(0), length = 0) {
    this.columns = columns;
    this.ids = ids;
    this.length = length;
  }

  get skill(): Int32Array {
    return this.columns.skill;
  }
  get startedAtMs(): Float64Array {
    return this.columns.startedAtMs;
  }
  get durationMs(): Float64Array {
    return this.columns.durationMs;
  }
  get outcome(): Uint8Array {
    return this.columns.outcome;
  }
  get phase(): Int16Array {
    return this.columns.phase;
  }
  get session(): Int32Array {
    return this.columns.session;
  }
  get author(): Int16Array {
    return this.columns.author;
  }
  get background(): Uint8Array {
    return this.columns.background;
  }
  get query(): Int32Array {
    return this.columns.query;
  }
  get folder(): Int32Array {
    return this.columns.folder;
  }
  get offer(): Int32Array {
    return this.columns.offer;
  }
  get selectionRank(): Uint8Array {
    return this.columns.selectionRank;
  }
  get refused(): Uint8Array {
    return this.columns.refused;
  }

  /** The 16 bytes of the id at `index`; valid until the next change. */
  idAt(index: number): Uint8Array {
    return this.ids.subarray(index * idLength, (index + 1) * idLength);
  }

  /**
   * Puts the row in its place, or in the place of the row with its id. The start never changes.
   *
   * @returns the skill that was in its place before; undefined when the row is new.
   */
  put(row: HistoryRow): number | undefined {
    const id = uuidBytes(row.id);
    const at = this.place(row.startedAtMs, id);
    const isNew = at === this.length || Buffer.compare(this.idAt(at), id) !== 0;
    if (isNew) this.open(at);
    const skill = this.columns.skill[at];
    this.ids.set(id, at * idLength);
    for (const name of columnNames) this.columns[name][at] = row[name];
    return isNew ? undefined : skill;
  }

  /** What is stored: the columns cut to their length, and the ids. */
  parts(): { readonly columns: Columns; readonly ids: Uint8Array } {
    const columns = resized(this.columns, this.length, this.length);
    return { columns, ids: this.ids.subarray(0, this.length * idLength) };
  }

  /** Index of the first row that does not come before (start, id). */
  private place(startedAtMs: number, id: Uint8Array): number {
    const starts = this.columns.startedAtMs;
    let low = 0;
    let high = this.length;
    // Most rows are new and come last: look there first.
    if (high > 0 && this.isBefore(high - 1, startedAtMs, id, starts)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(middle, startedAtMs, id, starts)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isBefore(at: number, startedAtMs: number, id: Uint8Array, starts: Float64Array): boolean {
    const start = starts[at] ?? Number.POSITIVE_INFINITY;
    return start < startedAtMs || (start === startedAtMs && Buffer.compare(this.idAt(at), id) < 0);
  }

  private open(at: number): void {
    if (this.length === this.columns.startedAtMs.length) {
      const capacity = Math.max(256, Math.ceil(this.length * 1.25));
      this.columns = resized(this.columns, this.length, capacity);
      const ids = new Uint8Array(capacity * idLength);
      ids.set(this.ids.subarray(0, this.length * idLength));
      this.ids = ids;
    }
    if (at < this.length) {
      this.movedRows += this.length - at;
      for (const name of columnNames) this.columns[name].copyWithin(at + 1, at, this.length);
      this.ids.copyWithin((at + 1) * idLength, at * idLength, this.length * idLength);
    }
    this.length++;
  }
}

/** @returns columns of that many zeros. */
export function emptyColumns(length: number): Columns {
  return {
    startedAtMs: new Float64Array(length),
    durationMs: new Float64Array(length),
    skill: new Int32Array(length),
    session: new Int32Array(length),
    query: new Int32Array(length),
    folder: new Int32Array(length),
    offer: new Int32Array(length),
    phase: new Int16Array(length),
    author: new Int16Array(length),
    outcome: new Uint8Array(length),
    background: new Uint8Array(length),
    selectionRank: new Uint8Array(length),
    refused: new Uint8Array(length),
  };
}

function resized(from: Columns, length: number, capacity: number): Columns {
  const to = emptyColumns(capacity);
  for (const name of columnNames) to[name].set(from[name].subarray(0, length));
  return to;
}
