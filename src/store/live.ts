import type { JournalRecord } from "../tracker/record";
import type { SqlDatabase } from "./database";
import { saysCorrupt, stampOf } from "./databaseFile";
import { Fold, type Changes } from "./fold";
import type { HistoryColumns } from "./history";
import { HistoryMirror } from "./historyMirror";
import type { Liveness, Processes } from "./identity";
import { loadDatabase, type LoadParts } from "./loadDatabase";
import { errorCode, StoreError, type StoreProblem } from "./problem";
import {
  listSegments,
  readHeader,
  readSegment,
  segmentStart,
  type Segment,
  type SegmentPosition,
} from "./segments";
import { Writers } from "./writers";

/** A segment as the last refresh left it. */
export interface SegmentFacts extends Segment, SegmentPosition {
  readonly liveness: Liveness;
  /** Nothing is added to it any more. Judged before it was read: a record may come in between. */
  readonly final: boolean;
}

export interface LiveViewParts extends LoadParts {
  readonly processes: Processes;
}

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

/** One generation of the database in memory, with what belongs to it. */
interface Loaded {
  readonly db: SqlDatabase;
  readonly fold: Fold;
  readonly writers: Writers;
  readonly positions: Map<string, SegmentPosition>;
  readonly problem: StoreProblem | undefined;
  mirror: HistoryMirror;
  stamp: string;
  generation: number;
  publishedApplied: ReadonlyMap<number, number>;
  dirty: boolean;
  /** Records that the published file does not have. */
  pending: Pending;
  /** Invocations that run only until their writer is presumed lost. */
  presumable: readonly string[];
}

const mostAttempts = 20;

/**
 * The published database and the tails of all journals, as one private database in memory.
 *
 * What it shows is right only if no process published meanwhile, since that process may have
 * removed segments that were not read yet: the stamp of the file is compared before and after.
 */
export class LiveView {
  private loaded: Loaded | undefined;
  private facts: readonly SegmentFacts[] = [];
  /** Stamp of a file that opens, and turned out to be damaged while it was used. */
  private distrusted: string | undefined;
  private trying: string | undefined;
  private changeCount = 0;

  constructor(private readonly parts: LiveViewParts) {}

  /** Rises whenever the history changed. */
  get version(): number {
    return this.changeCount;
  }

  get db(): SqlDatabase {
    return this.current.db;
  }

  get history(): HistoryColumns {
    return this.current.mirror.history;
  }

  get segments(): readonly SegmentFacts[] {
    return this.facts;
  }

  /** How often the database in memory has been published; 0 = never. */
  get generation(): number {
    return this.current.generation;
  }

  /** Whether there is something that the published file does not have. */
  get dirty(): boolean {
    return this.current.dirty;
  }

  /** How much of what is in memory the published file does not have. */
  get pending(): Pending {
    return this.current.pending;
  }

  /** Whether anything has been read at all. */
  get isReady(): boolean {
    return this.loaded !== undefined;
  }

  /** What is wrong with the published file. */
  get databaseProblem(): StoreProblem | undefined {
    return this.current.problem;
  }

  get problems(): readonly StoreProblem[] {
    const damaged = this.facts.reduce((sum, { damagedLines }) => sum + damagedLines, 0);
    return [
      ...(this.current.problem ? [this.current.problem] : []),
      ...(damaged > 0 ? [{ type: "journal-damaged", detail: String(damaged) } as const] : []),
    ];
  }

  /** Number of the last record of a writer that the published file has; 0 when it has none. */
  publishedApplied(writer: string): number {
    const { writers, publishedApplied } = this.current;
    return publishedApplied.get(writers.get(writer)?.id ?? -1) ?? 0;
  }

  /** Number of the last record of a writer that is in memory; 0 when there is none. */
  applied(writer: string): number {
    return this.current.writers.get(writer)?.applied ?? 0;
  }

  encodeHistory(): Uint8Array {
    return this.current.mirror.encode();
  }

  /**
   * Reads what is new.
   *
   * @throws StoreError when others publish without pause; system errors when the folder cannot be read.
   */
  refresh(): void {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      try {
        if (this.refreshOnce()) return;
      } catch (error) {
        this.unload();
        if (!saysCorrupt(error) || this.trying === this.distrusted) throw error;
        this.distrusted = this.trying;
      }
    }
    throw new StoreError({ type: "unexpected", detail: "Others publish without pause." });
  }

  /** The file turned out to be damaged: the next refresh uses the generation before it. */
  distrust(): void {
    this.distrusted = this.current.stamp;
    this.unload();
  }

  /** Drops what is in memory; the next refresh starts from the files. */
  unload(): void {
    this.loaded?.db.close();
    this.loaded = undefined;
  }

  /** To be told when the database in memory has become the published file. */
  published(generation: number): void {
    const { current } = this;
    current.stamp = stampOf(this.parts.files, this.parts.layout.database);
    current.generation = generation;
    current.publishedApplied = current.writers.appliedNow();
    current.dirty = false;
    current.pending = nothingPending;
    Object.assign(current, { problem: undefined });
  }

  private get current(): Loaded {
    if (!this.loaded) throw new Error("The view has to be refreshed first.");
    return this.loaded;
  }

  private refreshOnce(): boolean {
    const { files, layout } = this.parts;
    const stamp = stampOf(files, layout.database);
    this.trying = stamp;
    if (this.loaded?.stamp !== stamp) this.load(stamp);
    const { current } = this;
    // Final or not is judged here, before anything is read.
    const listed = listSegments(files, layout).map((segment) => this.judged(segment));
    const { result, changes } = current.fold.transact(() => {
      let applied = 0;
      let oldestAtMs = Number.POSITIVE_INFINITY;
      const read = listed.flatMap(({ segment, liveness }) => {
        const position = this.read(segment, (record) => {
          applied++;
          oldestAtMs = Math.min(oldestAtMs, record.atMs);
        });
        if (!position) return [];
        const final = segment.sealed || liveness === "dead";
        return [{ ...position, ...segment, liveness, final }];
      });
      const states = current.writers.setStates(
        new Map(listed.map(({ segment, liveness }) => [segment.writer, liveness])),
      );
      current.writers.save();
      return {
        applied,
        oldestAtMs,
        read,
        states,
        valid: stampOf(files, layout.database) === stamp,
      };
    });
    if (!result.valid) {
      this.unload();
      return false;
    }
    this.facts = result.read;
    const { pending } = current;
    current.pending = {
      records: pending.records + result.applied,
      bytes: pending.bytes + (result.applied > 0 ? this.bytesRead(result.read) : 0),
      oldestAtMs: Math.min(pending.oldestAtMs, result.oldestAtMs),
      leftBehind: result.read.some(
        ({ liveness, writer, lastSequence }) =>
          liveness === "dead" && lastSequence > this.publishedApplied(writer),
      ),
    };
    for (const segment of result.read) current.positions.set(segment.path, segment);
    if (result.applied === 0 && result.states.length === 0) return true;
    current.dirty = true;
    for (const writer of result.states) {
      for (const id of current.writers.openInvocations(writer)) changes.invocations.add(id);
    }
    this.reflect(current, changes);
    return true;
  }

  /** Bytes beyond what the refresh before had read; after a start, the size of all journals. */
  private bytesRead(segments: readonly SegmentFacts[]): number {
    const { positions } = this.current;
    return segments.reduce(
      (sum, { path, offset }) => sum + offset - (positions.get(path)?.offset ?? 0),
      0,
    );
  }

  private reflect(current: Loaded, changes: Changes): void {
    for (const id of current.presumable) changes.invocations.add(id);
    if (changes.removed) current.mirror = new HistoryMirror(current.db, current.fold.names, -1);
    else current.mirror.update(changes);
    current.presumable = current.writers.presumable();
    this.changeCount++;
  }

  private load(stamp: string): void {
    this.unload();
    const { db, generation, changed, problem } = loadDatabase(
      this.parts,
      stamp === this.distrusted,
    );
    try {
      const writers = new Writers(db);
      const fold = new Fold(db);
      this.loaded = {
        db,
        fold,
        writers,
        positions: new Map(),
        problem,
        mirror: new HistoryMirror(db, fold.names, generation),
        stamp,
        generation,
        publishedApplied: writers.appliedNow(),
        dirty: changed && generation > 0,
        pending: nothingPending,
        presumable: writers.presumable(),
      };
    } catch (error) {
      db.close();
      throw error;
    }
    this.changeCount++;
  }

  private judged(segment: Segment): { readonly segment: Segment; readonly liveness: Liveness } {
    if (segment.sealed) return { segment, liveness: "unknown" };
    const header =
      this.current.positions.get(segment.path)?.header ?? readHeader(this.parts.files, segment);
    return { segment, liveness: header ? this.parts.processes.liveness(header) : "unknown" };
  }

  private read(
    segment: Segment,
    onApplied: (record: JournalRecord) => void,
  ): SegmentPosition | undefined {
    const { current } = this;
    const { files } = this.parts;
    const known = current.positions.get(segment.path) ?? segmentStart;
    const size = sizeOf(files, segment.path);
    if (size === undefined || size === known.offset) return size === undefined ? undefined : known;
    return readSegment(files, segment, known, ({ sequence, record }) => {
      const writer = current.writers.getOrAdd(segment.writer);
      // A gap is a damaged line: it was counted where it was found.
      if (sequence <= writer.applied) return;
      current.fold.apply(writer.id, record);
      writer.applied = sequence;
      onApplied(record);
    });
  }
}

function sizeOf(files: LoadParts["files"], path: string): number | undefined {
  try {
    return files.statSync(path).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
