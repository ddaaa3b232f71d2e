import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import type { SqlDatabase, SqlRow } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { checksumOf, migrate, migrations } from "../../../src/store/migrations";
import { StoreError } from "../../../src/store/problem";
import { applicationId } from "../../../src/store/schema";
import { randomRecords } from "./randomRecords";
import { aStore } from "./recordSupport";
import { anEnd, aStart } from "./records";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";
import { aJournal, aWorkspace } from "./support";
import { columnsOf } from "./viewSupport";

const newest = migrations.at(-1)?.to ?? 0;
const older = migrations.map(({ to }) => to).filter((to) => to < newest);

/** Made by the steps themselves, or by SQLite. */
const notCopied = new Set([
  ...["meta", "skill_migrations", "outcome", "end_reason", "source", "category_rule", "kind_rule"],
]);

const tablesOf = (db: SqlDatabase): readonly string[] =>
  db
    .prepare<[string]>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all()
    .flat()
    .filter((name) => !notCopied.has(name));

const rowsOf = (db: SqlDatabase, table: string, columns: readonly string[]): readonly SqlRow[] =>
  db.prepare(`SELECT ${columns.join(", ")} FROM ${table} ORDER BY ${columns.join(", ")}`).all();

/** Everything in the tables of a database, by table, with those columns that the other one has, too. */
function contentOf(db: SqlDatabase, shape: SqlDatabase): Record<string, readonly SqlRow[]> {
  return Object.fromEntries(
    tablesOf(shape).map((table) => [table, rowsOf(db, table, columnsOf(shape, table))]),
  );
}

/** A database with something in every table that records fill, words of later versions left out. */
async function aFilledDatabase(): Promise<SqlDatabase> {
  const db = (await sqlEngine()).open();
  migrate(db, 0);
  db.exec(`INSERT INTO writer (id, uid, applied, state) VALUES (1, 'a', 99, 0);
    INSERT INTO embedding VALUES ('a model', x'01', 0.5, x'0203');`);
  const fold = new Fold(db);
  fold.transact(() => {
    for (const n of [1, 2, 3]) fold.apply(1, aStart(100 + n, { query: `question ${n}` }));
    fold.apply(1, anEnd(102, { outcome: "failed", followUps: ["look"] }));
    fold.apply(1, anEnd(999));
    for (const record of randomRecords(randomOf(7), 30)) {
      const isLater = record.type === "ended" && record.reason === "rejected";
      if (record.type !== "forgotten") {
        fold.apply(1, isLater ? { ...record, reason: "cancelled" } : record);
      }
    }
    const gone = { type: "invocation", id: aStart(400).id } as const;
    fold.apply(1, { type: "forgotten", atMs: 1, what: gone });
  });
  return db;
}

/** A file as that version of the program left it: its own steps, and rows of today in its columns. */
async function aDatabaseOf(version: number): Promise<SqlDatabase> {
  const db = (await sqlEngine()).open();
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = 5;`);
  migrate(db, 0, migrations.slice(0, version));
  const filled = await aFilledDatabase();
  for (const table of tablesOf(db)) {
    const columns = columnsOf(db, table);
    const marks = columns.map(() => "?").join(", ");
    for (const row of rowsOf(filled, table, columns)) {
      db.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`).run(...row);
    }
  }
  const at = filled.prepare("SELECT value FROM meta WHERE key = 'newest_at_ms'").first();
  db.prepare("INSERT INTO meta VALUES ('newest_at_ms', ?)").run(...(at ?? [0]));
  return db;
}

const shapeOf = (db: SqlDatabase): readonly SqlRow[] =>
  db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();

for (const version of older) {
  test(`a file of schema ${version} opens, is brought to the newest one, and keeps every row`, async () => {
    const old = await aDatabaseOf(version);
    const before = contentOf(old, old);
    assert.ok(Object.keys(before).length >= 14);
    assert.ok((before["invocation"] ?? []).length >= 33);
    const store = await aStore(aWorkspace());
    mkdirSync(store.layout.journalFolder, { recursive: true });
    writeFileSync(store.layout.database, old.export());
    const current = store.view.refresh();
    assert.deepEqual(current.problems, []);
    assert.deepEqual(contentOf(current.db, old), before);
    assert.equal(current.history.length, before["invocation"]?.length);
    assert.deepEqual(compact(store, false), { applied: 0, problems: [] });
    const { db } = store.view.refresh();
    const schema = db.prepare("SELECT value FROM meta WHERE key = 'schema'").first();
    assert.deepEqual(schema, [newest]);
    // The packed columns are made anew; everything else is as it was.
    const after = { ...contentOf(db, old), history_columns: [] };
    assert.deepEqual(after, { ...before, history_columns: [] });
    const fresh = (await sqlEngine()).open();
    migrate(fresh, 0);
    assert.deepEqual(shapeOf(db), shapeOf(fresh), "no other than that of a new file");
  });
}

test("each step can be undone, one after the other: shape and rows are those of before", async () => {
  const db = await aDatabaseOf(newest);
  for (const version of [...older].reverse()) {
    const undo = db
      .prepare<[string]>("SELECT rollback_sql FROM skill_migrations ORDER BY version DESC LIMIT 1")
      .first();
    const plain = (await sqlEngine()).open();
    migrate(plain, 0, migrations.slice(0, version));
    const before = contentOf(db, plain);
    db.exec(undo?.[0] ?? "");
    assert.deepEqual(shapeOf(db), shapeOf(plain));
    assert.deepEqual(contentOf(db, plain), before);
    assert.equal(migrate(db, 0, migrations.slice(0, version)), 0, `it is of version ${version}`);
  }
  assert.equal(migrate(db, 0), newest - 1);
});

test("a file whose record of the newest step is another one is refused, and left alone", async () => {
  const db = await aDatabaseOf(newest);
  db.exec(`UPDATE skill_migrations SET checksum = 'other' WHERE version = 'S00${newest}'`);
  assert.throws(
    () => migrate(db, 0),
    (error) => error instanceof StoreError && error.problem.type === "database-foreign",
  );
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  mkdirSync(store.layout.journalFolder, { recursive: true });
  writeFileSync(store.layout.database, db.export());
  const journal = aJournal(workspace);
  journal.append(aStart(1));
  assert.equal(compact(store, false).skipped, "foreign");
  journal.close();
});

test("the steps' checksums differ, so that none can be taken for another", () => {
  assert.equal(new Set(migrations.map(checksumOf)).size, migrations.length);
});
