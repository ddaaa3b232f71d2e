import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import type { ForgetScope } from "../../../src/tracker/record";
import { aStore, run } from "./recordSupport";
import { anEnd, aSession, aStart, startMs, uuidOf } from "./records";
import { aJournal, aWorkspace, FakeProcesses } from "./support";

const secret = "echo the-secret-that-must-go";
const secretSkill = { kind: "terminal", name: "secret-tool" } as const;

/** The files that hold the bytes. */
function filesWithBytes(folder: string, bytes: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(bytes));
}

const scopes: readonly ForgetScope[] = [
  { type: "invocation", id: uuidOf(500) },
  { type: "skill", skill: secretSkill, untilMs: startMs + 1e9 },
  { type: "session", sessionId: uuidOf(77, 1) },
  { type: "everything", untilMs: startMs + 1e9 },
];

for (const what of scopes) {
  test(`after a purge no file has a byte of what was forgotten by ${what.type}`, async () => {
    const workspace = aWorkspace();
    const processes = new FakeProcesses();
    const store = await aStore(workspace, { processes });
    const { folder } = store.layout;
    const earlier = aJournal(workspace, { pid: 1 });
    run(earlier, 1, 50);
    earlier.append(aStart(500, { command: secret, skill: secretSkill, sessionId: uuidOf(77, 1) }));
    earlier.append(anEnd(500));
    earlier.close();
    compact(store, false);
    const own = aJournal(workspace, { pid: 2 });
    run(own, 60, 70);
    compact(store, false);
    own.append({
      type: "amended",
      amendmentId: "a",
      id: uuidOf(500),
      atMs: startMs + 1e6,
      followUps: [secret],
    });
    processes.fates.set(1, "dead");
    assert.ok(filesWithBytes(folder, secret).length >= 3, "database, previous, journal");
    own.append({ type: "forgotten", atMs: startMs + 1e9, what });
    own.rotate();
    const outcome = compact(store, true);
    assert.deepEqual(outcome.problems, []);
    assert.deepEqual(filesWithBytes(folder, secret), []);
    if (what.type !== "session") assert.deepEqual(filesWithBytes(folder, secretSkill.name), []);
    const kept = store.view.refresh().history.length;
    assert.equal(kept, what.type === "everything" ? 0 : 61);
    run(own, 20_000, 20_001);
    compact(store, false);
    assert.equal(store.view.refresh().history.length, kept + 2);
    assert.deepEqual(filesWithBytes(folder, secret), []);
    own.close();
  });
}

test("the end of a run nobody saw begin is forgotten as well", async () => {
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  const journal = aJournal(workspace, { pid: 1 });
  journal.append(anEnd(1, { corrected: { skill: secretSkill, command: secret } }));
  compact(store, false);
  journal.append({
    type: "forgotten",
    atMs: 1,
    what: { type: "everything", untilMs: startMs * 2 },
  });
  journal.rotate();
  compact(store, true);
  assert.deepEqual(filesWithBytes(store.layout.folder, secret), []);
  journal.close();
});

test("a late record of something forgotten does not bring it back", async () => {
  const workspace = aWorkspace();
  const store = await aStore(workspace);
  const journal = aJournal(workspace, { pid: 1 });
  const other = aJournal(workspace, { pid: 2 });
  journal.append({ type: "forgotten", atMs: startMs + 1e9, what: scopes[1] as ForgetScope });
  compact(store, false);
  other.append(aStart(3, { skill: secretSkill, command: secret, sessionId: aSession }));
  other.append(aStart(4));
  assert.equal(store.view.refresh().history.length, 1);
  journal.close();
  other.close();
});
