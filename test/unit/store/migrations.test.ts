import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import type { SqlDatabase } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { HistoryColumns } from "../../../src/store/history";
import { encodeHistory } from "../../../src/store/historyCodec";
import { migrate, migrations } from "../../../src/store/migrations";
import type { JournalRecord } from "../../../src/tracker/record";
import { applicationId } from "../../../src/store/schema";
import { randomRecords } from "./randomRecords";
import { aStore } from "./recordSupport";
import { anEnd, aStart } from "./records";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";
import { aWorkspace } from "./support";

const [first] = migrations;

/** The columns as the first version wrote them, of a history without a run. */
function firstColumns(): Uint8Array {
  const names = { skills: [], phases: [], sessions: [], agents: [], queries: [] };
  const keys = { ...names, folders: [], offers: [] };
  const text = Buffer.from(encodeHistory(new HistoryColumns(), keys)).toString("latin1");
  return Buffer.from(text.replace('"version":4', '"version":1'), "latin1");
}

/** The first version knew fewer reasons for an end. */
function knownAtFirst(record: JournalRecord): JournalRecord {
  return record.type === "ended" && record.reason === "rejected"
    ? { ...record, reason: "cancelled" }
    : record;
}

/** A database as the first version of the program left it: written now, and taken back to it. */
async function aFirstDatabase(): Promise<SqlDatabase> {
  assert.ok(first);
  const db = (await sqlEngine()).open();
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = 3;`);
  migrate(db, 0);
  db.exec("INSERT INTO writer (id, uid, applied, state) VALUES (1, 'a', 99, 0)");
  const fold = new Fold(db);
  fold.transact(() => {
    for (const n of [1, 2, 3]) fold.apply(1, aStart(100 + n, { query: `question ${n}` }));
    fold.apply(1, anEnd(102, { outcome: "failed" }));
    const others = randomRecords(randomOf(9), 20).filter(({ type }) => type !== "forgotten");
    for (const record of others) fold.apply(1, knownAtFirst(record));
  });
  db.prepare("INSERT INTO history_columns VALUES (1, 3, ?)").run(firstColumns());
  for (const { rollback } of migrations.slice(1).reverse()) db.exec(rollback ?? "");
  return db;
}

const tables = [
  ...["writer", "text", "skill", "session", "outcome", "end_reason", "source", "invocation"],
  ...["amendment", "amended", "former_skill", "pending_end", "preference", "rejection"],
  ...["forgotten_invocation", "forgotten_session", "forgotten_skill", "skill_invocation"],
];

/** What a database holds for the first version: later columns and words are beyond it. */
function rowsOf(db: SqlDatabase): Record<string, unknown> {
  const columns = (table: string) =>
    db
      .prepare<[string]>("SELECT name FROM pragma_table_info(?)")
      .all(table)
      .flat()
      .filter((column) => column !== "wall_ms");
  const words = { end_reason: "WHERE id <= 7", source: "WHERE id <= 8" };
  const entries = tables.map((table) => {
    const only = table === "end_reason" || table === "source" ? words[table] : "";
    return [table, db.prepare(`SELECT ${columns(table).join()} FROM ${table} ${only}`).all()];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

test("a database of the first version is migrated with everything in it", async () => {
  const old = await aFirstDatabase();
  const before = rowsOf(old);
  assert.ok((before["invocation"] as unknown[]).length > 15);
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  mkdirSync(store.layout.folder, { recursive: true });
  writeFileSync(store.layout.database, old.export());
  const current = store.view.refresh();
  assert.deepEqual(rowsOf(current.db), before);
  assert.equal(current.history.length, (before["invocation"] as unknown[]).length);
  assert.ok(current.history.queries.includes("question 3"), "the packed columns are made anew");
  assert.deepEqual(current.problems, []);
});

test("what was migrated is published as soon as there is a fold, with its texts indexed", async () => {
  const old = await aFirstDatabase();
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  mkdirSync(store.layout.journalFolder, { recursive: true });
  writeFileSync(store.layout.database, old.export());
  assert.deepEqual(compact(store, false), { applied: 0, problems: [] });
  const other = await aStore(workspace);
  const { db, number } = other.view.refresh();
  assert.equal(number, 4);
  assert.deepEqual(db.prepare("SELECT value FROM meta WHERE key = 'schema'").first(), [5]);
  assert.deepEqual(
    db
      .prepare("SELECT text FROM skill_invocation_fts WHERE skill_invocation_fts MATCH 'question'")
      .all()
      .flat()
      .sort(),
    ["question 1", "question 2", "question 3"],
  );
});

test("each step after the first says how it is undone, and that leads back", async () => {
  const db = await aFirstDatabase();
  const shapeOf = (): unknown[] =>
    db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
  const [shape, rows] = [shapeOf(), rowsOf(db)];
  for (const { to } of migrations.slice(1)) {
    migrate(
      db,
      0,
      migrations.filter((step) => step.to <= to),
    );
  }
  assert.notDeepEqual(shapeOf(), shape);
  const undo = db
    .prepare<[string]>(
      "SELECT rollback_sql FROM skill_migrations WHERE version > 'S001' ORDER BY version DESC",
    )
    .all();
  assert.equal(undo.length, migrations.length - 1);
  for (const [sql] of undo) db.exec(sql);
  assert.deepEqual([shapeOf(), rowsOf(db)], [shape, rows]);
  assert.ok(first);
  assert.equal(migrate(db, 0, [first]), 0);
});
