import { sha256 } from "../base/sha256";
import type { CoverageFormat, CoverageUnit, MeasuredCoverage } from "../tracker/coverage";
import type { CoverageMeasured } from "../tracker/record";
import type { SqlDatabase } from "./database";
import { uuidBytes } from "./uuid";

/** Coverage as reports in the workspace tell it, and which sessions found it there. */
export const qualityTables = /* sql */ `
CREATE TABLE quality_snapshot (
  path TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  format TEXT NOT NULL,
  unit TEXT NOT NULL,
  covered INTEGER NOT NULL,
  total INTEGER NOT NULL,
  branches_covered INTEGER NOT NULL DEFAULT 0,
  branches_total INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (path, at_ms)
) WITHOUT ROWID;
CREATE TABLE quality_snapshot_session (
  session_uuid BLOB NOT NULL,
  path TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (session_uuid, path, at_ms)
) WITHOUT ROWID;
CREATE TABLE forgotten_snapshot (hash BLOB PRIMARY KEY) WITHOUT ROWID;
`;

export const dropQualityTables = /* sql */ `
DROP TABLE quality_snapshot;
DROP TABLE quality_snapshot_session;
DROP TABLE forgotten_snapshot;
DELETE FROM skill_migrations WHERE version = 'S005';
UPDATE meta SET value = 4 WHERE key = 'schema';
`;

type Snapshot = Pick<MeasuredCoverage, "path" | "atMs">;

/**
 * Keeps a measurement, one row however many sessions tell it. Should they disagree on its numbers,
 * the greatest hold, so that the order of arrival does not matter.
 */
export function keepCoverage(db: SqlDatabase, record: CoverageMeasured): void {
  if (isForgottenCoverage(db, record)) return;
  const { path, atMs, format, unit, covered, total, branches } = record;
  const { covered: taken, total: all } = branches ?? { covered: 0, total: 0 };
  db.prepare(insert).run(path, atMs, format, unit, covered, total, taken, all);
  db.prepare(insertSession).run(uuidBytes(record.sessionId), path, atMs);
}

/** Takes out a measurement, whoever else told it, and sees to it that it does not come back. */
export function forgetCoverage(db: SqlDatabase, snapshot: Snapshot): void {
  db.prepare(addForgotten).run(hashOf(snapshot));
  for (const statement of removeOne) db.prepare(statement).run(snapshot.path, snapshot.atMs);
}

/** Takes out what a session measured. */
export function forgetCoverageOfSession(db: SqlDatabase, sessionId: string): void {
  const found = db.prepare<[string, number]>(selectOfSession).all(uuidBytes(sessionId));
  for (const [path, atMs] of found) forgetCoverage(db, { path, atMs });
}

/** Takes out what was measured up to that time. */
export function clearCoverageUntil(db: SqlDatabase, untilMs: number): void {
  for (const statement of removeUntil) db.prepare(statement).run(untilMs);
}

/** Whether a report need not be read: it is kept, or a person had it forgotten. */
export function isKnownCoverage(db: SqlDatabase, snapshot: Snapshot): boolean {
  const { path, atMs } = snapshot;
  if (db.prepare(selectOne).first(path, atMs) !== undefined) return true;
  const [untilMs] = db.prepare<[number]>(selectUntil).first() ?? [];
  return (untilMs !== undefined && atMs <= untilMs) || isForgottenCoverage(db, snapshot);
}

/** @returns all measurements, by path, oldest first. */
export function readCoverage(db: SqlDatabase): readonly MeasuredCoverage[] {
  return db
    .prepare<Row>(selectAll)
    .all()
    .map(([path, atMs, format, unit, covered, total, taken, all]) => ({
      ...{ path, atMs, format, unit, covered, total },
      ...(all > 0 ? { branches: { covered: taken, total: all } } : {}),
    }));
}

type Row = readonly [
  path: string,
  atMs: number,
  format: CoverageFormat,
  unit: CoverageUnit,
  covered: number,
  total: number,
  branchesCovered: number,
  branchesTotal: number,
];

function isForgottenCoverage(db: SqlDatabase, snapshot: Snapshot): boolean {
  return db.prepare(isForgotten).first(hashOf(snapshot)) !== undefined;
}

/** The path itself may be what was to be forgotten. */
function hashOf({ path, atMs }: Snapshot): Uint8Array {
  return Buffer.from(sha256(`${atMs}:${path}`).slice(0, 32), "hex");
}

const columns = "path, at_ms, format, unit, covered, total, branches_covered, branches_total";
const numbers = ["format", "unit", "covered", "total", "branches_covered", "branches_total"];
const excluded = numbers.map((column) => `excluded.${column}`).join(", ");

const insert = /* sql */ `
INSERT INTO quality_snapshot (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET (${numbers.join(", ")}) = (${excluded})
WHERE (${excluded}) > (${numbers.join(", ")})`;
const insertSession = /* sql */ "INSERT OR IGNORE INTO quality_snapshot_session VALUES (?, ?, ?)";
const selectAll = /* sql */ `SELECT ${columns} FROM quality_snapshot ORDER BY path, at_ms`;
const selectOne = /* sql */ "SELECT 1 FROM quality_snapshot WHERE path = ? AND at_ms = ?";
const selectOfSession = /* sql */ `
SELECT path, at_ms FROM quality_snapshot_session WHERE session_uuid = ?`;
const selectUntil = /* sql */ "SELECT value FROM meta WHERE key = 'forgotten_until_ms'";
const isForgotten = /* sql */ "SELECT 1 FROM forgotten_snapshot WHERE hash = ?";
const addForgotten = /* sql */ "INSERT OR IGNORE INTO forgotten_snapshot VALUES (?)";
const removeOne = [
  /* sql */ "DELETE FROM quality_snapshot WHERE path = ? AND at_ms = ?",
  /* sql */ "DELETE FROM quality_snapshot_session WHERE path = ? AND at_ms = ?",
];
const removeUntil = [
  /* sql */ "DELETE FROM quality_snapshot WHERE at_ms <= ?",
  /* sql */ "DELETE FROM quality_snapshot_session WHERE at_ms <= ?",
];
