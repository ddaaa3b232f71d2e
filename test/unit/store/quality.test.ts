import assert from "node:assert/strict";
import { test } from "node:test";
import type { SqlDatabase } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { migrate } from "../../../src/store/migrations";
import { isKnownCoverage, readCoverage } from "../../../src/store/qualityTables";
import { parseNumberedRecord } from "../../../src/store/recordShape";
import type { CoverageMeasured, JournalRecord } from "../../../src/tracker/record";
import { aSession, aStart, startMs, uuidOf } from "./records";
import { sqlEngine } from "./sqlEngine";

const otherSession = uuidOf(2, 1);

const measured = (changes: Partial<CoverageMeasured> = {}): CoverageMeasured => ({
  ...{ type: "coverage-measured", sessionId: aSession, atMs: startMs, path: "coverage/lcov.info" },
  ...{ format: "lcov", unit: "lines", covered: 80, total: 100 },
  ...changes,
});

async function folded(...records: readonly JournalRecord[]): Promise<SqlDatabase> {
  const db = (await sqlEngine()).open();
  migrate(db, 0);
  const fold = new Fold(db);
  fold.transact(() => {
    for (const record of records) fold.apply(1, record);
  });
  return db;
}

const forget = (what: Extract<JournalRecord, { type: "forgotten" }>["what"]): JournalRecord => ({
  ...{ type: "forgotten", atMs: startMs + 1000, what },
});

test("a measurement of two windows is one row; each of another time or file is its own", async () => {
  const { type, sessionId, ...row } = measured({ branches: { covered: 1, total: 4 } });
  const db = await folded(
    ...[{ ...row, type, sessionId }, measured({ ...row, sessionId: otherSession })],
    ...[measured({ atMs: startMs + 1 }), measured({ path: "cover.out" })],
  );
  assert.deepEqual(
    readCoverage(db).map(({ path, atMs }) => [path, atMs - startMs]),
    [
      ["cover.out", 0],
      ["coverage/lcov.info", 0],
      ["coverage/lcov.info", 1],
    ],
  );
  assert.deepEqual(readCoverage(db)[1], row);
});

test("a measurement goes with each session that told it, whichever record comes first, and stays away", async () => {
  const records = [
    ...[measured(), measured({ sessionId: otherSession }), measured({ atMs: startMs + 9 })],
    forget({ type: "session", sessionId: otherSession }),
  ];
  for (const order of [records, [...records].reverse()]) {
    const db = await folded(...order);
    assert.deepEqual(
      readCoverage(db).map(({ atMs }) => atMs),
      [startMs + 9],
    );
    assert.ok(isKnownCoverage(db, measured()), "it is not to be measured again");
    assert.ok(!isKnownCoverage(db, measured({ path: "other" })));
    const left = db.prepare("SELECT count(*) FROM quality_snapshot_session").first();
    assert.deepEqual(left, [1]);
  }
});

test("what is up to a time is forgotten with everything, and is known from then on", async () => {
  const db = await folded(
    ...[measured(), measured({ atMs: startMs + 1 })],
    forget({ type: "everything", untilMs: startMs }),
    measured({ atMs: startMs - 5 }),
  );
  assert.deepEqual(
    readCoverage(db).map(({ atMs }) => atMs),
    [startMs + 1],
  );
  for (const atMs of [startMs, startMs - 5, startMs - 99])
    assert.ok(isKnownCoverage(db, measured({ atMs })));
  assert.ok(!isKnownCoverage(db, measured({ atMs: startMs + 2 })));
});

test("a report of the future does not make runs look lost", async () => {
  const db = await folded(aStart(1), measured({ atMs: startMs + 10 * 365 * 86_400_000 }));
  const newest = db.prepare("SELECT value FROM meta WHERE key = 'newest_at_ms'").first();
  assert.deepEqual(newest, [aStart(1).atMs]);
});

test("only sound measurements are records", () => {
  const parse = (record: object): unknown => parseNumberedRecord({ sequence: 1, ...record });
  assert.ok(parse(measured()));
  assert.ok(parse(measured({ branches: { covered: 0, total: 1 } })));
  for (const wrong of [
    ...[{ covered: 101 }, { covered: -1 }, { covered: 0.5 }, { total: 0, covered: 0 }],
    ...[{ total: undefined }, { path: "" }, { path: 3 }, { atMs: 0.5 }, { atMs: "1" }],
    ...[{ format: "other" }, { unit: "files" }, { sessionId: "x" }, { branches: {} }],
    ...[{ branches: { covered: 2, total: 1 } }],
  ])
    assert.equal(parse({ ...measured(), ...wrong }), undefined, JSON.stringify(wrong));
});
