import { sha256 } from "../base/sha256";
import type { SqlDatabase } from "./database";
import { dropInsightSchema, insightSchema } from "./insightSchema";
import { StoreError } from "./problem";
import { dropQualityTables, qualityTables } from "./qualityTables";
import { agentRuns, dropAgentRuns, tables } from "./schema";
import { dropSearchTables, searchTables } from "./searchTables";
import { views } from "./legacyViews";

/** One step from a schema version to the next. Never edited once released; its checksum is on record. */
export interface Migration {
  /** The schema version it leads to. */
  readonly to: number;
  readonly why: string;
  readonly sql: string;
  /** Takes a database back to the step before; kept in it, for people who need that. */
  readonly rollback?: string;
}

export const migrations: readonly Migration[] = [
  {
    to: 1,
    why: "Invocations with what they refer to, and views under the names of the earlier schema",
    sql: tables + views,
  },
  {
    to: 2,
    why: "Vectors and a full-text index of what was asked, so that neither is made anew at each start",
    sql: searchTables,
    rollback: dropSearchTables,
  },
  {
    to: 3,
    why: "What agents tell of their runs: refused ones, and times that include waiting",
    sql: agentRuns,
    rollback: dropAgentRuns,
  },
  {
    to: 4,
    why: "Everything else the earlier schema names: figures, relations, categories, experiments",
    sql: insightSchema,
    rollback: dropInsightSchema,
  },
  {
    to: 5,
    why: "Coverage that reports in the workspace tell, so that there is a history of it",
    sql: qualityTables,
    rollback: dropQualityTables,
  },
];

/** @returns what a database remembers of the step it applied. */
export function checksumOf({ sql }: Migration): string {
  return sha256(sql).slice(0, 16);
}

/**
 * Brings a database to the newest schema, in one transaction.
 *
 * @param nowMs goes into the record of what was applied.
 * @returns how many steps it took.
 * @throws StoreError `database-newer` when a later version of the program wrote it, or
 *   `database-foreign` when its record of steps is not ours. The database is then as it was.
 */
export function migrate(
  db: SqlDatabase,
  nowMs: number,
  steps: readonly Migration[] = migrations,
): number {
  const version = schemaVersion(db);
  const newest = steps.at(-1)?.to ?? 0;
  if (version > newest) {
    throw new StoreError({ type: "database-newer", detail: `schema ${version}, known ${newest}` });
  }
  verify(db, steps.slice(0, version));
  const pending = steps.filter(({ to }) => to > version);
  if (pending.length === 0) return 0;
  db.exec("BEGIN");
  try {
    for (const step of pending) {
      db.exec(step.sql);
      db.prepare(
        /* sql */ "INSERT INTO skill_migrations (version, applied_at, description, rollback_sql, checksum) VALUES (?, ?, ?, ?, ?)",
      ).run(
        nameOf(step),
        new Date(nowMs).toISOString(),
        step.why,
        step.rollback ?? null,
        checksumOf(step),
      );
      db.prepare(/* sql */ "INSERT OR REPLACE INTO meta VALUES ('schema', ?)").run(step.to);
    }
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
  return pending.length;
}

function schemaVersion(db: SqlDatabase): number {
  const isThere = db.prepare(/* sql */ "SELECT 1 FROM sqlite_schema WHERE name = 'meta'").first();
  if (!isThere) return 0;
  const row = db.prepare<[number]>(/* sql */ "SELECT value FROM meta WHERE key = 'schema'").first();
  return row?.[0] ?? 0;
}

function verify(db: SqlDatabase, applied: readonly Migration[]): void {
  for (const step of applied) {
    const row = db
      .prepare<[string]>(/* sql */ "SELECT checksum FROM skill_migrations WHERE version = ?")
      .first(nameOf(step));
    if (row?.[0] !== checksumOf(step)) {
      throw new StoreError({
        type: "database-foreign",
        detail: `${nameOf(step)} is not the step of this name that is known here`,
      });
    }
  }
}

function nameOf({ to }: Migration): string {
  return `S${String(to).padStart(3, "0")}`;
}
