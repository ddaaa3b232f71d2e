import { saysCorrupt, stampOf } from "./databaseFile";
import { Generation, type JudgedSegment } from "./generation";
import type { Liveness, Processes } from "./identity";
import { loadDatabase, type LoadParts } from "./loadDatabase";
import { StoreError } from "./problem";
import { listSegments, readHeader, type Segment } from "./segments";

export interface LiveViewParts extends LoadParts {
  readonly processes: Processes;
}

const mostAttempts = 20;

/**
 * The published database and the tails of all journals, as one private database in memory.
 *
 * What it shows is right only if no process published meanwhile, since that process may have
 * removed segments that were not read yet: the stamp of the file is compared before and after.
 */
export class LiveView {
  private loaded: Generation | undefined;
  /** Stamp of a file that opens, and turned out to be damaged while it was used. */
  private distrusted: string | undefined;
  private trying: string | undefined;
  private changeCount = 0;

  constructor(private readonly parts: LiveViewParts) {}

  /** Rises whenever the history changed. */
  get version(): number {
    return this.changeCount;
  }

  /** What the last refresh came to; undefined before the first, and after a failure. */
  get current(): Generation | undefined {
    return this.loaded;
  }

  /**
   * Reads what is new.
   *
   * @throws StoreError when others publish without pause; system errors when the folder cannot be read.
   */
  refresh(): Generation {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      try {
        const current = this.refreshOnce();
        if (current) return current;
      } catch (error) {
        this.unload();
        if (!saysCorrupt(error) || this.trying === this.distrusted) throw error;
        this.distrusted = this.trying;
      }
    }
    throw new StoreError({ type: "unexpected", detail: "Others publish without pause." });
  }

  /** The published file turned out to be damaged: starts over from the generation before it. */
  distrust(): Generation {
    this.distrusted = this.loaded?.stamp;
    this.unload();
    return this.refresh();
  }

  /** Drops what is in memory; the next refresh starts from the files. */
  unload(): void {
    this.loaded?.db.close();
    this.loaded = undefined;
  }

  /** To be told when the database in memory has become the published file. */
  published(number: number): void {
    const { files, layout } = this.parts;
    this.loaded?.published(number, stampOf(files, layout.database));
  }

  private refreshOnce(): Generation | undefined {
    const { files, layout } = this.parts;
    const stamp = stampOf(files, layout.database);
    this.trying = stamp;
    const current = this.loaded?.stamp === stamp ? this.loaded : this.load(stamp);
    // Judged here, before anything is read: a record may be added between the two.
    const listed = listSegments(files, layout).map((segment) => this.judged(current, segment));
    const changed = current.take(files, listed, () => stampOf(files, layout.database) === stamp);
    if (changed === undefined) {
      this.unload();
      return undefined;
    }
    if (changed) this.changeCount++;
    return current;
  }

  private load(stamp: string): Generation {
    this.unload();
    const database = loadDatabase(this.parts, stamp === this.distrusted);
    try {
      this.loaded = new Generation(database, stamp);
    } catch (error) {
      database.db.close();
      throw error;
    }
    this.changeCount++;
    return this.loaded;
  }

  private judged(current: Generation, segment: Segment): JudgedSegment {
    let liveness: Liveness = "unknown";
    if (!segment.sealed) {
      const header = current.headerOf(segment) ?? readHeader(this.parts.files, segment);
      if (header) liveness = this.parts.processes.liveness(header);
    }
    return { ...segment, liveness, final: segment.sealed || liveness === "dead" };
  }
}
