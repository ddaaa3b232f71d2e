import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { overview } from "../../../src/analysis/overview";
import { loadSqlEngine, type SqlDatabase } from "../../../src/store/database";
import { nodeFiles } from "../../../src/store/files";
import { Fold } from "../../../src/store/fold";
import { SystemProcesses } from "../../../src/store/identity";
import { layoutOf } from "../../../src/store/layout";
import { LiveView } from "../../../src/store/live";
import { loadDatabase } from "../../../src/store/loadDatabase";
import { Writers } from "../../../src/store/writers";
import type { History } from "../../../src/tracker/history";
import { plainHistory } from "../../../src/tracker/plainHistory";
import { runsOf, type Run } from "../../support/history";
import { writeMadeHistory } from "../../support/made/folder";
import { madeHistory } from "../../support/made/history";
import { madeRecords } from "../../support/made/records";
import { MadeRows } from "../../support/made/rows";
import { madeRuns } from "../../support/made/runs";

const nowMs = new Date(2026, 2, 4, 11).getTime();
const options = { rows: 1500, days: 60, seed: 3, nowMs, isPlain: false };
const engine = await loadSqlEngine(readFileSync(resolve("node_modules/sql.js/dist/sql-wasm.wasm")));
const openNew = (): SqlDatabase =>
  loadDatabase({ layout: layoutOf("/none"), files: nodeFiles, engine, nowMs: () => 0 }, false).db;

test("as many runs are made as asked for, in order, the same for the same seed", () => {
  for (const rows of [1000, 1234]) {
    const runs = [...madeRuns({ ...options, rows })].flat();
    assert.equal(runs.length, rows);
    assert.deepEqual([...madeRuns({ ...options, rows })].flat(), runs);
    const starts = runs.map(({ startedAtMs }) => startedAtMs);
    assert.deepEqual(
      starts,
      [...starts].sort((one, other) => one - other),
    );
    assert.ok(Number(starts.at(-1)) < nowMs);
  }
});

test("the rows are those that a fold of the same records makes", () => {
  const direct = openNew();
  const folded = openNew();
  const rows = new MadeRows(direct);
  const fold = new Fold(folded);
  const writer = new Writers(folded).getOrAdd("0".repeat(16));
  for (const records of madeRecords(options)) {
    rows.add(records);
    fold.transact(() => {
      for (const record of records) fold.apply(writer.id, record);
    });
  }
  assert.equal(rows.count, options.rows);
  for (const view of ["effective_invocation", "session", "skill", "meta"]) {
    const all = `SELECT * FROM ${view} ORDER BY 1`;
    assert.deepEqual(direct.prepare(all).all(), folded.prepare(all).all(), view);
  }
});

test("the extension opens what was written, and finds in it what was made", () => {
  const workspace = mkdtempSync(join(tmpdir(), "session-buddy-made-"));
  const to = { folder: workspace, engine, isForced: false, onProgress: () => undefined };
  try {
    const folder = writeMadeHistory(options, to);
    const view = new LiveView({
      ...{ layout: layoutOf(folder), files: nodeFiles, engine, processes: new SystemProcesses() },
      nowMs: () => nowMs,
    });
    const { history, number, problems } = view.refresh();
    assert.equal(number, 1);
    assert.deepEqual(problems, []);
    const told = (one: History): readonly Run[] =>
      runsOf(one).map(({ session: _session, folder: _folder, ...run }) => run);
    assert.deepEqual(told(plainHistory(history)), told(madeHistory(options)));
    const { sessions } = overview(history);
    assert.equal(sessions, overview(madeHistory(options)).sessions);
    view.unload();
    assert.throws(() => writeMadeHistory(options, to), /already holds a history; --force/);
    assert.equal(writeMadeHistory(options, { ...to, isForced: true }), folder);
  } finally {
    rmSync(workspace, { recursive: true });
  }
});

test("a journal that is not folded yet is a history too", () => {
  const workspace = mkdtempSync(join(tmpdir(), "session-buddy-made-"));
  try {
    const { journalFolder } = layoutOf(join(workspace, ".session-buddy"));
    mkdirSync(journalFolder, { recursive: true });
    writeFileSync(join(journalFolder, "0123456789abcdef-000001.jnl"), "");
    const to = { folder: workspace, engine, isForced: false, onProgress: () => undefined };
    assert.throws(() => writeMadeHistory(options, to), /already holds a history/);
  } finally {
    rmSync(workspace, { recursive: true });
  }
});
