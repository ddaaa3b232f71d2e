import type { SqlDatabase, SqlEngine } from "./database";
import { generationOf, readDatabaseFile, saysCorrupt } from "./databaseFile";
import type { Files } from "./files";
import type { Layout } from "./layout";
import { migrate } from "./migrations";
import { StoreError, type StoreProblem } from "./problem";
import { applicationId } from "./schema";

/** A database in memory and where it came from. */
export interface LoadedDatabase {
  readonly db: SqlDatabase;
  /** 0 = there was none. */
  readonly generation: number;
  /** It differs from the published file: another schema, the previous generation, or there is none. */
  readonly changed: boolean;
  /** What is wrong with the published file. */
  readonly problem?: StoreProblem;
}

export interface LoadParts {
  readonly layout: Layout;
  readonly files: Files;
  readonly engine: SqlEngine;
  readonly nowMs: () => number;
}

/**
 * Opens the published database. Where that is damaged or missing, the generation before it; where
 * that is no use either, an empty one: what journals still hold comes in from there.
 *
 * @param distrusted the published file turned out to be damaged although it opens.
 */
export function loadDatabase(parts: LoadParts, distrusted: boolean): LoadedDatabase {
  const { database, previousDatabase } = parts.layout;
  const published = distrusted
    ? ({ type: "database-corrupt", detail: database } as const)
    : attempt(parts, database);
  if (published && "db" in published) return published;
  // Another program's file, or a later version's: it says nothing about our previous generation.
  const isOurs = published === undefined || published.type === "database-corrupt";
  const previous = isOurs ? attempt(parts, previousDatabase) : undefined;
  const loaded =
    previous && "db" in previous ? previous : { db: emptyDatabase(parts), generation: 0 };
  return { ...loaded, changed: true, ...(published ? { problem: published } : {}) };
}

function attempt(parts: LoadParts, path: string): LoadedDatabase | StoreProblem | undefined {
  let db: SqlDatabase | undefined;
  try {
    const bytes = readDatabaseFile(parts.files, path);
    if (!bytes) return undefined;
    db = parts.engine.open(bytes);
    prepareConnection(db);
    const steps = migrate(db, parts.nowMs());
    return { db, generation: generationOf(bytes), changed: steps > 0 };
  } catch (error) {
    db?.close();
    if (error instanceof StoreError) return error.problem;
    if (saysCorrupt(error)) return { type: "database-corrupt", detail: path };
    throw error;
  }
}

function emptyDatabase({ engine, nowMs }: LoadParts): SqlDatabase {
  const db = engine.open();
  db.exec(`PRAGMA application_id = ${applicationId}`);
  prepareConnection(db);
  migrate(db, nowMs());
  return db;
}

/** A page that is not in SQLite's cache costs a call out of WebAssembly. */
const cacheKibibytes = 16_384;

function prepareConnection(db: SqlDatabase): void {
  db.exec(connectionSettings);
}

/**
 * What is deleted is overwritten with zeros. The rest is for a file that only exists in memory and
 * has one user: no journal, and no look at the file header before each statement.
 */
const connectionSettings = /* sql */ `
PRAGMA secure_delete = ON;
PRAGMA journal_mode = MEMORY;
PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -${cacheKibibytes};`;
