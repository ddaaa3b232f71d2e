import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { compact } from "../../../src/store/compact";
import type { SqlEngine } from "../../../src/store/database";
import { makeDataFolder } from "../../../src/store/dataFolder";
import { nodeFiles } from "../../../src/store/files";
import { SystemProcesses } from "../../../src/store/identity";
import { JournalWriter } from "../../../src/store/journal";
import { layoutOf, type Layout } from "../../../src/store/layout";
import { LiveView } from "../../../src/store/live";
import { loadDatabase } from "../../../src/store/loadDatabase";
import { FencedLock } from "../../../src/store/lock";
import { madeRecords } from "./records";
import { MadeRows } from "./rows";
import type { MadeOptions } from "./runs";

/** Where a made-up history goes, and what it is made with. */
export interface MadeFolder {
  /** Absolute; the workspace, or the data folder itself if it is named like one. */
  readonly folder: string;
  readonly engine: SqlEngine;
  /** Removes a history that is there. */
  readonly isForced: boolean;
  /** Hears how many runs are written. */
  readonly onProgress: (runs: number) => void;
}

const dataFolderName = ".session-buddy";
/** Progress is told after so many runs. */
const runsToTell = 50_000;

/**
 * Writes a made-up history as a data folder that the extension opens.
 *
 * @returns the data folder.
 * @throws Error in one sentence when there is a history already and `isForced` is false.
 */
export function writeMadeHistory(options: MadeOptions, to: MadeFolder): string {
  const folder =
    basename(to.folder) === dataFolderName ? to.folder : join(to.folder, dataFolderName);
  const layout = layoutOf(folder);
  if (to.isForced) removeHistory(layout);
  else if (holdsHistory(layout)) {
    throw new Error(`${folder} already holds a history; --force replaces it.`);
  }
  mkdirSync(dirname(folder), { recursive: true });
  makeDataFolder(nodeFiles, layout);
  writeFileSync(layout.database, databaseOf(options, layout, to), { mode: 0o600, flag: "wx" });
  publish(layout, to.engine, options.nowMs);
  return folder;
}

function holdsHistory({ database, previousDatabase, journalFolder }: Layout): boolean {
  const hasJournals = existsSync(journalFolder) && readdirSync(journalFolder).length > 0;
  return existsSync(database) || existsSync(previousDatabase) || hasJournals;
}

function removeHistory({ database, previousDatabase, journalFolder }: Layout): void {
  for (const path of [database, previousDatabase, journalFolder]) {
    rmSync(path, { recursive: true, force: true });
  }
}

function databaseOf(options: MadeOptions, layout: Layout, to: MadeFolder): Uint8Array {
  const parts = { layout, files: nodeFiles, engine: to.engine, nowMs: () => options.nowMs };
  const { db } = loadDatabase(parts, false);
  const rows = new MadeRows(db);
  let toldAt = 0;
  for (const records of madeRecords(options)) {
    rows.add(records);
    if (rows.count < toldAt + runsToTell) continue;
    toldAt = rows.count;
    to.onProgress(rows.count);
  }
  const bytes = db.export();
  db.close();
  return bytes;
}

/** Lets the store publish the database, with everything it keeps beside the rows. */
function publish(layout: Layout, engine: SqlEngine, nowMs: number): void {
  const processes = new SystemProcesses();
  const identity = processes.self();
  const schedule = () => ({ dispose: () => undefined });
  const own = { folder: layout.folder, files: nodeFiles, schedule };
  // Something has to be new: a label that nobody gave is taken back.
  const journal = new JournalWriter({ ...own, identity, writer: "1".repeat(16) });
  const skill = { kind: "terminal", name: "git status" } as const;
  journal.append({ type: "preference", skill, atMs: nowMs, label: null });
  journal.close();
  const parts = { layout, files: nodeFiles, processes, monotonicMs: () => performance.now() };
  const view = new LiveView({ ...parts, engine, nowMs: () => nowMs });
  const { skipped } = compact({ ...parts, view, lock: new FencedLock(parts) }, false);
  view.unload();
  if (skipped !== undefined) throw new Error(`${layout.database} was not published: ${skipped}.`);
}
