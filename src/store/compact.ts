import { join } from "node:path";
import { readDatabaseFile } from "./databaseFile";
import { syncDirectory, writeFully, type Files } from "./files";
import { indexNewTexts, rebuildTextIndex } from "./fullText";
import type { Layout } from "./layout";
import type { Generation, SegmentFacts } from "./generation";
import type { LiveView } from "./live";
import { sweepLocks, unlinkIfThere, type FoldLock, type LockParts } from "./lock";
import { errorCode, type StoreProblem } from "./problem";

/** Why a fold did nothing. `empty`: there was nothing to do. */
export type FoldSkipped = "busy" | "fenced" | "in-use" | "empty" | "newer" | "foreign";

export interface FoldOutcome {
  /** Records that are in the published file now and were not before. */
  readonly applied: number;
  readonly skipped?: FoldSkipped;
  readonly problems: readonly StoreProblem[];
}

export interface CompactParts extends LockParts {
  readonly view: LiveView;
  readonly lock: FoldLock;
  /** Brings what else is derived from the history in step with it, before it is published. */
  readonly derive?: (current: Generation) => void;
  /** Whether `derive` has something to write although no record is new. */
  readonly hasNews?: (current: Generation) => boolean;
}

/** Journals of writers nobody can check are removed when untouched for so long, once they are folded. */
const abandonedAfterMs = 14 * 24 * 60 * 60 * 1000;

/**
 * Makes the live view the published database, then removes the journals that it covers.
 *
 * A segment is removed only when the generation *before* the present one has all of it: should the
 * published file be damaged, that one and the journals still make up everything. `purge` gives this
 * up, so that nothing forgotten remains in any file.
 */
export function compact(parts: CompactParts, purge: boolean): FoldOutcome {
  const { view, lock, files, layout } = parts;
  const inUse = ["-wal", "-journal"].find((suffix) => exists(files, layout.database + suffix));
  if (inUse) {
    return skipped("in-use", [{ type: "database-in-use", detail: layout.database + inUse }]);
  }
  try {
    if (!lock.tryAcquire()) return skipped("busy", []);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return skipped("empty", []); // nothing was recorded yet
    throw error;
  }
  try {
    const current = view.refresh();
    const problem = current.databaseProblem;
    if (problem?.type === "database-newer") return skipped("newer", current.problems);
    if (problem?.type === "database-foreign") return skipped("foreign", current.problems);
    const isDue = purge || current.dirty || parts.hasNews?.(current) === true;
    if (!isDue) return skipped("empty", current.problems);
    return publish(parts, isSound(current) ? current : view.distrust(), purge);
  } finally {
    lock.release();
  }
}

function publish(parts: CompactParts, current: Generation, purge: boolean): FoldOutcome {
  const { view, files, layout } = parts;
  const { problems, segments } = current;
  if (current.databaseProblem) setAside(files, layout);
  const applied = current.pending.records;
  const covered = segments.filter(
    ({ writer, lastSequence }) => lastSequence <= current.publishedApplied(writer),
  );
  let result: WriteResult = "fenced";
  try {
    result = writeOut(parts, nextGeneration(parts, current, purge));
  } finally {
    // The database in memory runs ahead of the file: it has become the file, or it goes.
    if (result === "fenced") view.unload();
    else view.published(current.number + 1);
  }
  if (result === "fenced") return skipped("fenced", problems);
  syncDirectory(files, layout.folder);
  if (purge) removeTraces(files, layout, segments);
  else if (result === "published") removeSegments(files, layout, covered);
  sweepLocks(parts);
  return { applied, problems };
}

/** @returns the bytes of the file to be published. */
function nextGeneration(parts: CompactParts, current: Generation, purge: boolean): Uint8Array {
  const { db } = current;
  const number = current.number + 1;
  db.prepare(/* sql */ "INSERT OR REPLACE INTO history_columns VALUES (1, ?, ?)").run(
    number,
    current.encodeHistory(),
  );
  parts.derive?.(current);
  indexNewTexts(db);
  db.exec(`PRAGMA user_version = ${number}`);
  if (purge) {
    rebuildTextIndex(db);
    // Rebuilt without free pages, and without what is left over inside used ones.
    db.exec("VACUUM");
  }
  return db.export();
}

/** `published-alone`: there is no generation before it to fall back to. */
type WriteResult = "published" | "published-alone" | "fenced";

function writeOut({ files, layout, lock }: CompactParts, bytes: Uint8Array): WriteResult {
  try {
    writeFile(files, lock.temporaryFile, bytes);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "fenced";
    throw error;
  }
  if (!lock.heartbeat()) return "fenced";
  const hasPrevious = keepPrevious(files, layout, `${lock.temporaryFile}.prev`);
  if (!lock.publish(layout.database)) return "fenced";
  return hasPrevious ? "published" : "published-alone";
}

function writeFile(files: Files, path: string, bytes: Uint8Array): void {
  const fd = files.openSync(path, "wx", 0o600);
  try {
    writeFully(files, fd, bytes);
    files.fsyncSync(fd);
  } finally {
    files.closeSync(fd);
  }
}

/**
 * Keeps the file that is about to be replaced: under a second name, or as a copy where the file
 * system has no links. By way of a path inside the lock, so that a thief stops this too.
 */
function keepPrevious(files: Files, layout: Layout, path: string): boolean {
  try {
    try {
      files.linkSync(layout.database, path);
    } catch (error) {
      const bytes =
        errorCode(error) === "ENOENT" ? undefined : readDatabaseFile(files, layout.database);
      // Set aside because it was damaged, or the very first: the one before it stays.
      if (!bytes) return exists(files, layout.previousDatabase);
      writeFile(files, path, bytes);
    }
    files.renameSync(path, layout.previousDatabase);
    return true;
  } catch {
    return false; // a full disk, a stolen lock: journals are kept instead
  }
}

/** A file that opens may still be damaged inside; found out before it becomes the only copy. */
function isSound({ db }: Generation): boolean {
  const rows = db.prepare<[string]>("PRAGMA quick_check(1)").all();
  return rows[0]?.[0] === "ok";
}

function removeSegments(files: Files, layout: Layout, covered: readonly SegmentFacts[]): void {
  for (const segment of covered) {
    if (segment.alien || !(segment.final || isAbandoned(files, layout, segment))) continue;
    // What could not be read is a person's to judge: out of the way, and still there.
    if (segment.damagedLines > 0) files.renameSync(segment.path, `${segment.path}.damaged`);
    else unlinkIfThere(files, segment.path);
  }
}

/** Both times are the file system's own. Should its writer live after all, it writes the segment anew. */
function isAbandoned(files: Files, layout: Layout, { liveness, path }: SegmentFacts): boolean {
  if (liveness !== "unknown") return false;
  try {
    const publishedMs = files.statSync(layout.database).mtimeMs;
    return publishedMs - files.statSync(path).mtimeMs > abandonedAfterMs;
  } catch {
    return false; // removed by somebody else
  }
}

function removeTraces(files: Files, layout: Layout, segments: readonly SegmentFacts[]): void {
  unlinkIfThere(files, layout.previousDatabase);
  for (const { path, final, alien } of segments) if (final && !alien) unlinkIfThere(files, path);
  for (const name of files.readdirSync(layout.journalFolder)) {
    if (name.endsWith(".jnl.damaged")) unlinkIfThere(files, join(layout.journalFolder, name));
  }
  for (const name of files.readdirSync(layout.folder)) {
    if (/\.corrupt-\d+\.db$/.test(name)) unlinkIfThere(files, join(layout.folder, name));
  }
}

/** Moves a damaged database out of the way; it may still be of use to somebody with the right tools. */
function setAside(files: Files, { folder, database }: Layout): void {
  for (let number = 1; ; number++) {
    const path = join(folder, `session-buddy.corrupt-${number}.db`);
    if (exists(files, path)) continue;
    try {
      files.renameSync(database, path);
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
    return;
  }
}

function exists(files: Files, path: string): boolean {
  try {
    files.statSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

function skipped(reason: FoldSkipped, problems: readonly StoreProblem[]): FoldOutcome {
  return { applied: 0, skipped: reason, problems };
}
