import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { SqlDatabase } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { checksumOf, migrate, migrations } from "../../../src/store/migrations";
import { StoreError } from "../../../src/store/problem";
import { endReasonCodes, outcomeCodes, sourceCodes } from "../../../src/store/schema";
import { endReasons, outcomes, sources } from "../../../src/tracker/model";
import { anEnd, aStart } from "./records";
import { sqlEngine } from "./sqlEngine";

async function aDatabase(): Promise<SqlDatabase> {
  const db = (await sqlEngine()).open();
  migrate(db, Date.UTC(2026, 0, 5));
  return db;
}

test("released migrations are never edited", () => {
  assert.deepEqual(
    migrations.map((step) => [step.to, checksumOf(step)]),
    [
      [1, "99c5406d98eb8695"],
      [2, "cc758744ecb46e99"],
      [3, "5315f21766b5a37a"],
      [4, "f15cc164676727e3"],
      [5, "42b0ca1f1d3473b1"],
    ],
  );
});

test("the lookup tables hold every word of the model, under the codes the program uses", async () => {
  const db = await aDatabase();
  const words = (table: string) =>
    Object.fromEntries(db.prepare<[string, number]>(`SELECT name, id FROM ${table}`).all());
  assert.deepEqual(words("outcome"), outcomeCodes);
  assert.deepEqual(words("end_reason"), endReasonCodes);
  assert.deepEqual(words("source"), sourceCodes);
  assert.deepEqual(Object.keys(outcomeCodes), outcomes);
  assert.deepEqual(Object.keys(endReasonCodes), endReasons);
  assert.deepEqual(Object.keys(sourceCodes), sources);
});

test("a second run of the migrations does nothing; the record of them says when and why", async () => {
  const db = await aDatabase();
  assert.equal(migrate(db, 0), 0);
  assert.deepEqual(
    db.prepare("SELECT version, applied_at, applied_by, success FROM skill_migrations").all(),
    [
      ["S001", "2026-01-05T00:00:00.000Z", "session-buddy", 1],
      ["S002", "2026-01-05T00:00:00.000Z", "session-buddy", 1],
      ["S003", "2026-01-05T00:00:00.000Z", "session-buddy", 1],
      ["S004", "2026-01-05T00:00:00.000Z", "session-buddy", 1],
      ["S005", "2026-01-05T00:00:00.000Z", "session-buddy", 1],
    ],
  );
});

test("steps are applied in order, all of them or none", async () => {
  const db = (await sqlEngine()).open();
  const [first] = migrations;
  assert.ok(first);
  const second = { to: 2, why: "a test", sql: "CREATE TABLE extra (a);" };
  const broken = { to: 3, why: "a test", sql: "CREATE TABLE more (a); NONSENSE;" };
  assert.throws(() => migrate(db, 0, [first, second, broken]));
  assert.deepEqual(db.prepare("SELECT name FROM sqlite_schema").all(), []);
  assert.equal(migrate(db, 0, [first, second]), 2);
  assert.throws(
    () => migrate(db, 0, [first]),
    (error) => error instanceof StoreError && error.problem.type === "database-newer",
  );
  assert.throws(
    () => migrate(db, 0, [first, { ...second, sql: "CREATE TABLE other (a);" }]),
    (error) => error instanceof StoreError && error.problem.type === "database-foreign",
  );
});

test("export keeps statements, settings and an open transaction", async () => {
  const db = await aDatabase();
  db.exec("PRAGMA secure_delete = ON");
  const count = db.prepare<[number]>("SELECT count(*) FROM meta");
  const before = count.first();
  db.export();
  assert.deepEqual(count.first(), before);
  assert.deepEqual(db.prepare("PRAGMA secure_delete").first(), [1]);
  db.exec("BEGIN; INSERT INTO meta VALUES ('x', 1)");
  assert.throws(() => db.export());
  db.exec("COMMIT");
  assert.deepEqual(db.prepare("SELECT value FROM meta WHERE key = 'x'").first(), [1]);
});

test("rates leave out running and unknown, and are null when nothing finished", async () => {
  const db = await aDatabase();
  db.exec("INSERT INTO writer (id, uid, state) VALUES (1, 'w', 1)");
  const fold = new Fold(db);
  const lint = { kind: "terminal", name: "lint" } as const;
  fold.transact(() => {
    for (const n of [1, 2, 3, 4, 5]) fold.apply(1, aStart(n, { phase: "verification" }));
    fold.apply(1, anEnd(1, { durationMs: 1000 }));
    fold.apply(1, anEnd(2, { outcome: "failed", durationMs: 9000, errorType: "E" }));
    fold.apply(1, anEnd(3, { outcome: "abandoned" }));
    fold.apply(1, anEnd(4, { outcome: "unknown" }));
    fold.apply(1, aStart(6, { skill: lint, workflowPath: "quick" }));
  });
  const rows = (sql: string) => db.prepare(sql).all();
  assert.deepEqual(
    rows(`SELECT skill_name, total_invocations, completed_invocations, abandoned_invocations,
      failed_invocations, completion_rate, avg_duration_seconds, common_errors FROM skill_metrics
      ORDER BY 1`),
    [
      ["lint", 1, 0, 0, 0, null, null, "{}"],
      ["npm test", 5, 1, 2, 1, 1 / 3, 1, '{"E":1}'],
    ],
  );
  assert.deepEqual(
    rows("SELECT skill_name, completion_rate, preferred_workflow FROM v_top_skills"),
    [
      ["npm test", 1 / 3, null],
      ["lint", null, "quick"],
    ],
  );
  assert.deepEqual(rows("SELECT * FROM v_skills_by_phase_usage"), [
    ["npm test", "verification", 5, 1 / 3, "terminal"],
  ]);
  assert.deepEqual(
    rows("SELECT date, skill_name, invocations, completions, abandonments FROM mv_daily_skills"),
    [
      ["2026-01-05", "lint", 1, 0, 0],
      ["2026-01-05", "npm test", 5, 1, 2],
    ],
  );
  assert.deepEqual(
    rows("SELECT invoked_at, completed, outcome, author FROM skill_invocation LIMIT 2"),
    [
      ["2026-01-05T09:01:00.000Z", 1, "completed", "user"],
      ["2026-01-05T09:02:00.000Z", 0, "failed", "user"],
    ],
  );
});

/** Names of tables and views with their columns, from the headings and tables of docs/data.md. */
function documented(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of readFileSync("docs/data.md", "utf8").split("\n")) {
    const heading = /^###+ `(\w+)`/.exec(line)?.[1];
    if (heading) current = found[heading] = [];
    else if (line.startsWith("#")) current = undefined;
    const column = /^\| `(\w+)` +\|/.exec(line)?.[1];
    if (column) current?.push(column);
  }
  return found;
}

test("docs/data.md names every table, view and column, in order, and no other", async () => {
  const db = await aDatabase();
  const actual: Record<string, string[]> = {};
  for (const [name] of db
    .prepare<[string]>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'
        AND type IN ('table', 'view', 'virtual')`,
    )
    .all()) {
    actual[name] = db
      .prepare<[string]>("SELECT name FROM pragma_table_info(?) ORDER BY cid")
      .all(name)
      .flat();
  }
  assert.deepEqual(documented(), actual);
});

test("the queries in docs/data.md run", async () => {
  const db = await aDatabase();
  const text = readFileSync("docs/data.md", "utf8");
  const queries = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? "");
  assert.ok(queries.length >= 3);
  for (const sql of queries) db.exec(sql);
});
