import type { SqlDatabase, SqlRow } from "./database";

/** A table that is derived, as statements over all its columns in one order. */
export interface DerivedTable {
  /** Gives the rows in the order in which they are to be. */
  readonly select: string;
  readonly clear: string;
  readonly insert: string;
}

/** Makes a derived table hold these rows and no others. One that does already is not touched. */
export function rewrite(db: SqlDatabase, table: DerivedTable, rows: readonly SqlRow[]): void {
  if (JSON.stringify(db.prepare(table.select).all()) === JSON.stringify(rows)) return;
  inTransaction(db, () => {
    db.exec(table.clear);
    for (const row of rows) db.prepare(table.insert).run(...row);
  });
}

/** Runs `work` in one transaction. When it throws, the database is as it was before. */
export function inTransaction(db: SqlDatabase, work: () => void): void {
  db.exec("BEGIN");
  try {
    work();
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

/** Year 0 to 9999, milliseconds: what four digits can say, so that texts sort as times do. */
const firstMs = Date.parse("0000-01-01T00:00:00.000Z");
const lastMs = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601 in UTC; of a time beyond four digits of a year, the nearest that has them. */
export function isoOf(ms: number): string {
  return new Date(Math.max(firstMs, Math.min(lastMs, ms))).toISOString();
}
