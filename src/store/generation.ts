import type { JournalRecord } from "../tracker/record";
import type { SqlDatabase } from "./database";
import type { Files } from "./files";
import { Fold, type Changes } from "./fold";
import type { HistoryColumns } from "./history";
import { HistoryMirror } from "./historyMirror";
import type { Liveness } from "./identity";
import type { LoadedDatabase } from "./loadDatabase";
import { errorCode, type StoreProblem } from "./problem";
import { readSegment, segmentStart, type Segment, type SegmentPosition } from "./segments";
import { Writers } from "./writers";

/** A segment that was listed, and its writer as it was judged before anything was read. */
export interface JudgedSegment extends Segment {
  readonly liveness: Liveness;
  /** Nothing is added to it any more. */
  readonly final: boolean;
}

/** A segment with how far it has been read. */
export type SegmentFacts = JudgedSegment & SegmentPosition;

/** What is in memory and not in the published file. */
export interface Pending {
  readonly records: number;
  readonly bytes: number;
  /** When the oldest of it was recorded, milliseconds since 1970 UTC; +∞ when nothing waits. */
  readonly oldestAtMs: number;
  /** Journals of processes that have ended are among it. */
  readonly leftBehind: boolean;
}

const nothingPending: Pending = {
  records: 0,
  bytes: 0,
  oldestAtMs: Number.POSITIVE_INFINITY,
  leftBehind: false,
};

/** One published generation in memory, and what journals have added to it since. */
export class Generation {
  readonly db: SqlDatabase;
  private readonly fold: Fold;
  private readonly writers: Writers;
  private readonly positions = new Map<string, SegmentPosition>();
  private mirror: HistoryMirror;
  private publishedUpTo: ReadonlyMap<string, number>;
  private presumable: readonly string[];
  private state: {
    readonly number: number;
    readonly stamp: string;
    readonly dirty: boolean;
    readonly problem: StoreProblem | undefined;
    readonly pending: Pending;
    readonly segments: readonly SegmentFacts[];
  };

  /** @param stamp of the published file at the moment it was loaded. */
  constructor({ db, generation, changed, problem }: LoadedDatabase, stamp: string) {
    this.db = db;
    this.fold = new Fold(db);
    this.writers = new Writers(db);
    this.mirror = new HistoryMirror(db, this.fold.names, generation);
    this.publishedUpTo = this.writers.appliedNow();
    this.presumable = this.writers.presumable();
    this.state = {
      number: generation,
      stamp,
      dirty: changed && generation > 0,
      problem,
      pending: nothingPending,
      segments: [],
    };
  }

  /** How often it has been published; 0 = never. */
  get number(): number {
    return this.state.number;
  }

  get stamp(): string {
    return this.state.stamp;
  }

  get history(): HistoryColumns {
    return this.mirror.history;
  }

  get segments(): readonly SegmentFacts[] {
    return this.state.segments;
  }

  /** Whether there is something that the published file does not have. */
  get dirty(): boolean {
    return this.state.dirty;
  }

  get pending(): Pending {
    return this.state.pending;
  }

  /** What is wrong with the published file. */
  get databaseProblem(): StoreProblem | undefined {
    return this.state.problem;
  }

  get problems(): readonly StoreProblem[] {
    const { problem, segments } = this.state;
    const damaged = segments.reduce((sum, { damagedLines }) => sum + damagedLines, 0);
    return [
      ...(problem ? [problem] : []),
      ...(damaged > 0 ? [{ type: "journal-damaged", detail: String(damaged) } as const] : []),
    ];
  }

  /** Number of the last record of a writer that the published file has; 0 when it has none. */
  publishedApplied(writer: string): number {
    return this.publishedUpTo.get(writer) ?? 0;
  }

  /** Number of the last record of a writer that is in memory; 0 when there is none. */
  applied(writer: string): number {
    return this.writers.get(writer)?.applied ?? 0;
  }

  encodeHistory(): Uint8Array {
    return this.mirror.encode();
  }

  /** To be told when the database in memory has become the published file. */
  published(number: number, stamp: string): void {
    this.publishedUpTo = this.writers.appliedNow();
    const { segments } = this.state;
    this.state = {
      number,
      stamp,
      dirty: false,
      problem: undefined,
      pending: nothingPending,
      segments,
    };
  }

  /**
   * Reads what was appended to the segments and works it in, in one transaction.
   *
   * @param isStillPublished asked when all is read; if not, a segment may have gone unread.
   * @returns whether the history changed; undefined when this generation is of no use any more.
   */
  take(
    files: Files,
    listed: readonly JudgedSegment[],
    isStillPublished: () => boolean,
  ): boolean | undefined {
    let records = 0;
    let { oldestAtMs } = this.pending;
    const { result, changes } = this.fold.transact(() => {
      const segments = listed.flatMap((segment): SegmentFacts[] => {
        const position = this.read(files, segment, (record) => {
          records++;
          // A report may be much older than the record of it.
          if (record.type !== "coverage-measured") {
            oldestAtMs = Math.min(oldestAtMs, record.atMs);
          }
        });
        return position ? [{ ...position, ...segment }] : [];
      });
      const changed = this.writers.setStates(
        new Map(listed.map(({ writer, liveness }) => [writer, liveness])),
      );
      this.writers.save();
      return { segments, changed, isValid: isStillPublished() };
    });
    if (!result.isValid) return undefined;
    this.keep(result.segments, records, oldestAtMs);
    if (records === 0 && result.changed.length === 0) return false;
    this.state = { ...this.state, dirty: true };
    for (const writer of result.changed) {
      for (const id of this.writers.openInvocations(writer)) changes.invocations.add(id);
    }
    this.reflect(changes);
    return true;
  }

  private keep(segments: readonly SegmentFacts[], records: number, oldestAtMs: number): void {
    let { bytes } = this.pending;
    for (const segment of segments) {
      if (records > 0) bytes += segment.offset - (this.positions.get(segment.path)?.offset ?? 0);
      this.positions.set(segment.path, segment);
    }
    const leftBehind = segments.some(
      ({ liveness, writer, lastSequence }) =>
        liveness === "dead" && lastSequence > this.publishedApplied(writer),
    );
    const pending = { records: this.pending.records + records, bytes, oldestAtMs, leftBehind };
    this.state = { ...this.state, segments, pending };
  }

  private reflect(changes: Changes): void {
    for (const id of this.presumable) changes.invocations.add(id);
    const isKept = !changes.removed && this.mirror.update(changes);
    if (!isKept) this.mirror = new HistoryMirror(this.db, this.fold.names, -1);
    this.presumable = this.writers.presumable();
  }

  private read(
    files: Files,
    segment: Segment,
    onApplied: (record: JournalRecord) => void,
  ): SegmentPosition | undefined {
    const known = this.positions.get(segment.path) ?? segmentStart;
    const size = sizeOf(files, segment.path);
    if (size === undefined) return undefined;
    if (size === known.offset) return known;
    return readSegment(files, segment, known, ({ sequence, record }) => {
      const writer = this.writers.getOrAdd(segment.writer);
      // A gap is a damaged line: it was counted where it was found.
      if (sequence <= writer.applied) return;
      this.fold.apply(writer.id, record);
      writer.applied = sequence;
      onApplied(record);
    });
  }

  /** The header of a segment that has been read before. */
  headerOf(segment: Segment): SegmentPosition["header"] {
    return this.positions.get(segment.path)?.header;
  }
}

function sizeOf(files: Files, path: string): number | undefined {
  try {
    return files.statSync(path).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
