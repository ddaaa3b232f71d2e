import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { sha256 } from "../../../src/base/sha256";
import { compact, type CompactParts } from "../../../src/store/compact";
import type { SqlDatabase } from "../../../src/store/database";
import { keepAnomalies } from "../../../src/store/anomalyLog";
import type { ForgetScope } from "../../../src/tracker/record";
import { DerivedTables } from "../../../src/worker/derivedTables";
import { anExperiment } from "../recommend/experiments/experiments";
import { aStore } from "../store/recordSupport";
import { anEnd, aStart, startMs, uuidOf } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";
import { rowsIn } from "../store/viewSupport";

const secretSkill = { kind: "terminal", name: "secret-tool" } as const;
const usual = { kind: "terminal", name: "npm test" } as const;
const session = uuidOf(77, 1);
const other = uuidOf(78, 1);
const drop = { type: "drop", baseline: 3, observed: 0, score: -3 } as const;

/**
 * A store whose tables hold a secret skill and session: in anomalies, clusters and an experiment.
 * `isDeriving`: whether what publishes knows how to make clusters, as this program does.
 */
async function aSecretive(isDeriving: () => boolean) {
  const workspace = aWorkspace();
  const parts = await aStore(workspace);
  const tables = new DerivedTables({
    ...{ nowMs: () => startMs + 1000, calendar: localCalendar(), sha256 },
    clusters: ({ skills }) => {
      const members = skills.map(({ kind, name }) => ({ skill: { kind, name }, score: 1 }));
      const name = skills.map((skill) => skill.name).join(" and ");
      return [{ id: 1, name: `With ${name}`, description: name, members }];
    },
    onError: (error) => assert.fail(String(error)),
  });
  tables.tell({ experiments: [anExperiment({ startMs })], except: [other] });
  const store: CompactParts = {
    ...parts,
    derive: (current) => {
      if (isDeriving()) tables.derive(current);
    },
  };
  const journal = aJournal(workspace);
  journal.append(aStart(500, { skill: secretSkill, sessionId: session }));
  journal.append(anEnd(500));
  journal.append(aStart(501, { sessionId: session }));
  journal.append(aStart(502, { sessionId: other }));
  journal.append(aStart(503));
  compact(store, false);
  return { store, journal, workspace };
}

function namesIn(db: SqlDatabase): string {
  const tables = ["skill_anomalies", "skill_clusters", "skill_cluster_membership"];
  return JSON.stringify([
    tables.map((name) => rowsIn(db, name)),
    rowsIn(db, "ab_test_assignments"),
    rowsIn(db, "ab_test_outcomes"),
    rowsIn(db, "ab_test_exclusions"),
  ]);
}

function filesWith(folder: string, bytes: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(bytes));
}

const scopes: readonly ForgetScope[] = [
  { type: "invocation", id: uuidOf(500) },
  { type: "skill", skill: secretSkill, untilMs: startMs + 1e9 },
  { type: "session", sessionId: session },
  { type: "everything", untilMs: startMs + 1e9 },
];

for (const what of scopes) {
  for (const derives of [true, false]) {
    const who = derives ? "" : ", also where nobody makes the tables anew";
    test(`what is forgotten by ${what.type} goes from derived tables${who}`, async () => {
      let isDeriving = true;
      const { store, journal } = await aSecretive(() => isDeriving);
      const { db } = store.view.refresh();
      keepAnomalies(
        db,
        [
          { skill: secretSkill, ...drop },
          { skill: usual, ...drop },
        ],
        startMs,
      );
      keepAnomalies(db, [], startMs + 1);
      assert.ok(namesIn(db).includes(secretSkill.name) && namesIn(db).includes(session));
      journal.append({ type: "forgotten", atMs: startMs + 1e9, what });
      journal.rotate();
      isDeriving = derives;
      assert.deepEqual(compact(store, true).problems, []);
      const after = store.view.refresh().db;
      assert.ok(!namesIn(after).includes(secretSkill.name), namesIn(after));
      assert.deepEqual(filesWith(store.layout.folder, secretSkill.name), []);
      const isSessionGone = what.type === "session" || what.type === "everything";
      assert.equal(namesIn(after).includes(session), !isSessionGone);
      const left = rowsIn(after, "skill_anomalies").map((row) => row["skill_name"]);
      // A session or everything takes runs of the other skill with it.
      assert.deepEqual(left, isSessionGone ? [] : [usual.name]);
      if (what.type === "everything" && !derives) {
        assert.deepEqual(rowsIn(after, "ab_test_configs"), []);
        assert.deepEqual(rowsIn(after, "ab_test_exclusions"), []);
      }
      journal.close();
    });
  }
}

test("a session that was left out of experiments does not come back when it is told of again", async () => {
  const { store, journal } = await aSecretive(() => true);
  const excluded = () => rowsIn(store.view.refresh().db, "ab_test_exclusions").length;
  assert.equal(excluded(), 1);
  const what = { type: "session", sessionId: other } as const;
  journal.append({ type: "forgotten", atMs: startMs + 1e9, what });
  journal.rotate();
  compact(store, true);
  assert.equal(excluded(), 0);
  journal.append(aStart(600));
  compact(store, false);
  assert.equal(excluded(), 0);
  assert.deepEqual(filesWith(store.layout.folder, other), []);
  journal.close();
});

test("a skill that a run was once taken for goes from derived tables under that name, too", async () => {
  const { store, journal } = await aSecretive(() => true);
  const { db } = store.view.refresh();
  keepAnomalies(db, [{ skill: secretSkill, ...drop }], startMs);
  journal.append({
    ...{ type: "amended", amendmentId: "a", id: uuidOf(500), atMs: startMs + 10 },
    skill: usual,
  });
  store.view.refresh();
  assert.ok(namesIn(store.view.refresh().db).includes(secretSkill.name));
  journal.append({ type: "forgotten", atMs: startMs + 1e9, what: scopes[1] as ForgetScope });
  journal.rotate();
  compact(store, true);
  assert.deepEqual(filesWith(store.layout.folder, secretSkill.name), []);
  journal.close();
});
