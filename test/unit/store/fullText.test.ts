import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import type { SqlDatabase } from "../../../src/store/database";
import { indexNewTexts } from "../../../src/store/fullText";
import { seedsUpTo } from "../../support/seeds";
import { randomRecords } from "./randomRecords";
import { aStore } from "./recordSupport";
import { anEnd, aSession, aStart, startMs, uuidOf } from "./records";
import { randomOf } from "./randomOf";
import { aJournal, aWorkspace, FakeProcesses } from "./support";

const textsOf = (db: SqlDatabase): readonly string[] =>
  db.prepare<[string]>("SELECT text FROM skill_invocation_fts ORDER BY text").all().flat();

const matching = (db: SqlDatabase, words: string): readonly string[] =>
  db
    .prepare<[string]>(
      "SELECT text FROM skill_invocation_fts WHERE skill_invocation_fts MATCH ? ORDER BY text",
    )
    .all(words)
    .flat();

/** Bytes of every file of a folder, as one text. */
function bytesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

test("what was asked and command lines are found by their words, each text once", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const store = await aStore(workspace);
  journal.append(aStart(1, { query: "Why is the login so slow?", command: "npm test -- login" }));
  journal.append(aStart(2, { query: "Why is the login so slow?", cwd: "src/login" }));
  journal.append(aStart(3, { command: "npm test", phase: "login" }));
  journal.append(anEnd(3, { errorType: "login" }));
  compact(store, false);
  const { db } = store.view.refresh();
  assert.deepEqual(matching(db, "LOGIN"), ["Why is the login so slow?", "npm test -- login"]);
  assert.deepEqual(matching(db, "log*"), ["Why is the login so slow?", "npm test -- login"]);
  assert.deepEqual(matching(db, '"npm test"'), ["npm test", "npm test -- login"]);
  assert.deepEqual(matching(db, "slow NOT login"), []);
  journal.close();
});

test("a text that was known as something else is found once it is asked", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const store = await aStore(workspace);
  journal.append(aStart(1, { phase: "release" }));
  compact(store, false);
  journal.append(aStart(2, { query: "release" }));
  compact(store, false);
  assert.deepEqual(textsOf(store.view.refresh().db), ["release"]);
  journal.close();
});

test("texts come in when the database is published, and nothing is done again", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const store = await aStore(workspace);
  journal.append(aStart(1, { command: "make one" }));
  compact(store, false);
  journal.append(aStart(2, { command: "make two" }));
  const { db } = store.view.refresh();
  assert.deepEqual(textsOf(db), ["make one"]);
  compact(store, false);
  assert.deepEqual(textsOf(db), ["make one", "make two"]);
  const changes = db.prepare<[number]>("SELECT total_changes()");
  const before = changes.first();
  indexNewTexts(db);
  assert.deepEqual(changes.first(), before);
  journal.close();
});

test("for random records and folds, every text in use is there, and none that has gone", async () => {
  for (const round of seedsUpTo(12)) {
    const random = randomOf(round + 500);
    const workspace = aWorkspace();
    const journal = aJournal(workspace);
    const store = await aStore(workspace);
    for (const record of randomRecords(random, 25)) {
      journal.append(record);
      if (random() < 0.05) compact(store, random() < 0.3);
    }
    compact(store, true);
    const { db } = store.view.refresh();
    const column = (sql: string): readonly string[] => db.prepare<[string]>(sql).all().flat();
    const used = column(
      `SELECT value FROM text WHERE id IN (SELECT query_id FROM invocation
        UNION SELECT command_id FROM invocation)`,
    );
    const all = column("SELECT value FROM text");
    const indexed = textsOf(db);
    assert.deepEqual(
      used.filter((text) => !indexed.includes(text)),
      [],
    );
    assert.deepEqual(
      indexed.filter((text) => !all.includes(text)),
      [],
    );
    for (const word of ["npm", "make", "echo", "secret", "why"]) {
      const naive = indexed.filter((text) => text.split(" ").includes(word));
      assert.deepEqual(matching(db, word), naive, `${word} in round ${round}`);
    }
    journal.close();
  }
});

for (const isFoldedBefore of [true, false]) {
  test(`after a purge no word of a forgotten text is in any file${isFoldedBefore ? "" : ", not even of one that was never published"}`, async () => {
    const workspace = aWorkspace();
    const store = await aStore(workspace, { processes: new FakeProcesses() });
    const journal = aJournal(workspace);
    for (let n = 1; n <= 300; n++) journal.append(aStart(n, { command: `make target${n}` }));
    journal.append(aStart(500, { query: "where is quokkapassword", command: "echo ZYXWORD7" }));
    if (isFoldedBefore) {
      compact(store, false);
      const bytes = bytesBelow(store.layout.folder);
      assert.ok(bytes.includes("zyxword7"), "the index has it in lower case");
    }
    const what = { type: "invocation", id: uuidOf(500) } as const;
    journal.append({ type: "forgotten", atMs: startMs + 1e9, what });
    journal.rotate();
    compact(store, true);
    const bytes = bytesBelow(store.layout.folder).toLowerCase();
    for (const word of ["quokkapassword", "zyxword7"]) assert.ok(!bytes.includes(word), word);
    const { db } = store.view.refresh();
    assert.equal(textsOf(db).length, 300);
    assert.deepEqual(matching(db, "target7"), ["make target7"]);
    journal.close();
  });
}

test("a new text under the number of a forgotten one is found under its own words", async () => {
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  const journal = aJournal(workspace);
  journal.append(aStart(1, { command: "forgotten words", sessionId: aSession }));
  compact(store, false);
  const what = { type: "invocation", id: uuidOf(1) } as const;
  journal.append({ type: "forgotten", atMs: startMs, what });
  journal.append(aStart(2, { command: "other words" }));
  compact(store, false);
  journal.append(aStart(3, { command: "third words" }));
  compact(store, false);
  const { db } = store.view.refresh();
  assert.deepEqual(matching(db, "words"), ["other words", "third words"]);
  assert.deepEqual(matching(db, "forgotten"), []);
  journal.close();
});
