import assert from "node:assert/strict";
import { mock } from "node:test";
import type { SqlDatabase, SqlValue } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { migrate } from "../../../src/store/migrations";
import { parseSkillKey, type SkillKey, type SkillRef } from "../../../src/tracker/model";
import type { JournalRecord } from "../../../src/tracker/record";
import type { Run } from "../../support/history";
import { seededRandom, type Random } from "../../support/random";
import { uuidOf } from "./records";
import { sqlEngine } from "./sqlEngine";
import { seedsUpTo } from "../../support/seeds";

/** A run with what only the database keeps of it. */
export type StoredRun = Run & { readonly category?: string };

export const someCategories = ["Testing", "Lint & format", "Cloud & deploy", "Other", "Made up"];

let migrated: Uint8Array | undefined;

/** A database of the newest schema with nothing in it, and one writer, 1, that lives. */
export async function anEmptyDatabase(): Promise<SqlDatabase> {
  const engine = await sqlEngine();
  if (migrated === undefined) {
    const db = engine.open();
    migrate(db, 0);
    db.exec("INSERT INTO writer (id, uid, applied, state) VALUES (1, 'a', 0, 1)");
    migrated = db.export();
  }
  return engine.open(migrated);
}

/** The text id of a session of a run. */
export function sessionIdOf({ session = "s1" }: Run): string {
  return uuidOf(Number(session.slice(1)), 9);
}

export function refOf(key: SkillKey): SkillRef {
  const ref = parseSkillKey(key);
  assert.ok(ref, key);
  return ref;
}

/**
 * What a window would have recorded of those runs. Of every fifth another outcome, and of every
 * seventh another skill, which was put right by hand later.
 */
export function recordsOf(runs: readonly StoredRun[]): JournalRecord[] {
  return runs.flatMap((run, n): JournalRecord[] => {
    const { at, outcome = "completed", agent, rank, query } = run;
    const id = uuidOf(n);
    const skill = refOf(run.skill);
    const wasOther = n % 7 === 3;
    const final = outcome === "running" ? undefined : outcome;
    const isAmended = n % 5 === 2;
    return [
      {
        type: "started",
        id,
        sessionId: sessionIdOf(run),
        skill: wasOther ? { kind: "terminal", name: "mistaken" } : skill,
        atMs: at,
        author:
          agent === undefined
            ? { kind: "user" }
            : { kind: "agent", ...(agent === "" ? {} : { agentName: agent }) },
        source: "terminal",
        ...(run.background === true ? { background: true } : {}),
        ...(run.phase === undefined ? {} : { phase: run.phase }),
        ...(run.category === undefined ? {} : { category: run.category }),
        ...(rank === undefined ? {} : { selectionRank: rank }),
        ...(query === undefined ? {} : { query }),
      },
      ...(final === undefined
        ? []
        : [
            {
              type: "ended",
              id,
              atMs: at + (run.ms ?? 1),
              outcome: isAmended ? "unknown" : final,
              reason: "reported",
              ...(run.ms === undefined ? {} : { durationMs: run.ms }),
            } as const,
          ]),
      ...(isAmended && final !== undefined
        ? [{ type: "amended", amendmentId: `o${n}`, id, atMs: at + 5, outcome: final } as const]
        : []),
      ...(wasOther
        ? [{ type: "amended", amendmentId: `s${n}`, id, atMs: at + 6, skill } as const]
        : []),
    ];
  });
}

/** A database that holds those runs. */
export async function databaseOf(runs: readonly StoredRun[]): Promise<SqlDatabase> {
  const db = await anEmptyDatabase();
  const fold = new Fold(db);
  fold.transact(() => {
    for (const record of recordsOf(runs)) fold.apply(1, record);
  });
  return db;
}

export type Fields = Readonly<Record<string, SqlValue>>;

/** All rows of a table or view, by column. */
export function rowsIn(db: SqlDatabase, name: string): readonly Fields[] {
  const columns = columnsOf(db, name);
  return db
    .prepare(`SELECT * FROM ${name}`)
    .all()
    .map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
}

export function columnsOf(db: SqlDatabase, name: string): readonly string[] {
  return db
    .prepare<[string]>("SELECT name FROM pragma_table_info(?) ORDER BY cid")
    .all(name)
    .flat();
}

/** Compares without regard to order, and numbers up to the last digits. */
export function assertSameRows(
  actual: readonly Fields[],
  expected: readonly Fields[],
  name: string,
): void {
  const texts = (rows: readonly Fields[]): string[] =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort(), rounded)).sort();
  assert.deepEqual(texts(actual), texts(expected), name);
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 1e9) / 1e9 + 0 : value;
}

/** Runs a check for each of so many seeds, and says which one failed. */
export async function forSeeds(
  count: number,
  check: (random: Random) => Promise<void>,
): Promise<void> {
  for (const seed of seedsUpTo(count)) {
    try {
      await check(seededRandom(seed));
    } catch (error) {
      if (error instanceof Error) error.message = `Seed ${seed}: ${error.message}`;
      throw error;
    }
  }
}

/** What the database says while its clock stands at that time. */
export function at<T>(nowMs: number, ask: () => T): T {
  const clock = mock.method(Date, "now", () => nowMs);
  try {
    return ask();
  } finally {
    clock.mock.restore();
  }
}
