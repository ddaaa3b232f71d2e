import assert from "node:assert/strict";
import { test } from "node:test";
import type { JournalRecord } from "../../../src/tracker/record";
import { LocalHistory, type FolderAccess } from "../../../src/worker/localHistory";
import { aTracker } from "../../support/tracker";

/** Data folders in memory; `log` tells in which order their ends were used. */
function folders() {
  const kept = new Map<string, JournalRecord[]>();
  const refuses = new Set<string>();
  const log: string[] = [];
  const access: FolderAccess = {
    openJournal: (folder) => {
      log.push(`open ${folder}`);
      const records = kept.get(folder) ?? [];
      kept.set(folder, records);
      return {
        append: (record) => {
          if (refuses.has(folder)) throw new Error(`${folder} is full`);
          records.push(record);
        },
        durable: () => Promise.resolve(),
        rotate: () => void log.push(`rotate ${folder}`),
        close: () => void log.push(`close ${folder}`),
      };
    },
    openStore: (folder) => ({
      call: (method, argument) => {
        log.push(`${method} ${folder} ${JSON.stringify(argument)}`);
        return Promise.resolve({ applied: 0, problems: [] } as never);
      },
      prepare: () => undefined,
      dispose: () => void log.push(`dispose ${folder}`),
    }),
  };
  return { kept, refuses, log, access };
}

function aRecord(atMs: number): JournalRecord {
  return { type: "session-ended", sessionId: "s", atMs };
}
const times = (records: readonly JournalRecord[] = []) => records.map(({ atMs }) => atMs);

test("a move replays into the new folder, closes the old one after it, and goes on there", () => {
  const { kept, log, access } = folders();
  const history = new LocalHistory(access, "/own");
  history.append(aRecord(1));
  history.moveTo("/app", () => {
    log.push("replay");
    return [aRecord(1), aRecord(2)];
  });
  history.append(aRecord(3));
  assert.deepEqual(times(kept.get("/own")), [1]);
  assert.deepEqual(times(kept.get("/app")), [1, 2, 3]);
  assert.deepEqual(log, ["open /own", "open /app", "replay", "close /own", "dispose /own"]);
  assert.equal(history.folder, "/app");
});

test("a real session moves with all it has recorded, the running one still open", () => {
  const { kept, access } = folders();
  const history = new LocalHistory(access, "/own");
  const { tracker } = aTracker({ append: history.append });
  const skill = { kind: "test", name: "npm test" } as const;
  tracker.track({ skill, source: "task" })();
  const complete = tracker.track({ skill, source: "task" });
  history.moveTo("/app", () => tracker.replay());
  complete({ outcome: "failed" });
  const types = kept.get("/app")?.map(({ type }) => type);
  assert.deepEqual(types, ["session-started", "started", "ended", "started", "ended"]);
});

test("a move to where it is changes nothing", () => {
  const { log, access } = folders();
  const history = new LocalHistory(access, "/app");
  history.moveTo("/app", () => assert.fail("nothing is replayed"));
  assert.deepEqual(log, ["open /app"]);
});

test("each outage is told once, then its end, and nothing that waited is lost", () => {
  const { kept, refuses, access } = folders();
  const history = new LocalHistory(access, "/app");
  const heard: string[] = [];
  history.onDidFail((error) => heard.push(String(error)));
  history.onDidRecover(() => heard.push("recovered"));
  history.append(aRecord(1));
  for (const outage of [0, 10]) {
    refuses.add("/app");
    history.append(aRecord(outage + 2));
    history.append(aRecord(outage + 3));
    refuses.delete("/app");
    history.append(aRecord(outage + 4));
    history.append(aRecord(outage + 5));
  }
  assert.deepEqual(heard, ["Error: /app is full", "recovered", "Error: /app is full", "recovered"]);
  assert.deepEqual(times(kept.get("/app")), [1, 2, 3, 4, 5, 12, 13, 14, 15]);
});

test("it is known how much waits to be written", () => {
  const { refuses, access } = folders();
  const history = new LocalHistory(access, "/app");
  refuses.add("/app");
  history.append(aRecord(1));
  history.append(aRecord(2));
  assert.equal(history.waiting, 2);
  refuses.delete("/app");
  history.append(aRecord(3));
  assert.equal(history.waiting, 0);
});

test("what waits for a folder that refuses is written where the history moves to", () => {
  const { kept, refuses, access } = folders();
  const history = new LocalHistory(access, "/own");
  const heard: string[] = [];
  history.onDidRecover(() => heard.push("recovered"));
  refuses.add("/own");
  history.append(aRecord(1));
  history.moveTo("/app", () => [aRecord(2)]);
  assert.deepEqual(times(kept.get("/app")), [1, 2]);
  assert.deepEqual(heard, ["recovered"]);
});

test("a purge leaves the current journal file before it asks, so that this one is purged, too", async () => {
  const { log, access } = folders();
  const history = new LocalHistory(access, "/app");
  await history.purge();
  await history.fold();
  assert.deepEqual(log, [
    "open /app",
    "rotate /app",
    'fold /app {"purge":true}',
    'fold /app {"purge":false}',
  ]);
});

test("a fold tells of the experiments that are known then, a purge as well", async () => {
  const { log, access } = folders();
  const known: string[] = [];
  const history = new LocalHistory(access, "/app", () =>
    known.length === 0 ? undefined : { experiments: [], except: known },
  );
  log.length = 0;
  await history.fold();
  known.push("s1");
  await history.fold();
  await history.purge();
  const told = '"experiments":{"experiments":[],"except":["s1"]}';
  assert.deepEqual(log, [
    'fold /app {"purge":false}',
    `fold /app {"purge":false,${told}}`,
    "rotate /app",
    `fold /app {"purge":true,${told}}`,
  ]);
});

test("questions go to the store of the folder the history is in, with what was asked", async () => {
  const { log, access } = folders();
  const history = new LocalHistory(access, "/own");
  history.moveTo("/app", () => []);
  log.length = 0;
  const context = { nowMs: 1, sessionId: "s", limit: 5 };
  await history.snapshot(context);
  await history.recommend(context);
  await history.prepareSearch();
  await history.forecast({ skill: "task:a", sessionId: "s", author: "user", nowMs: 1 });
  await history.report({ filter: { phase: "setup" }, sessionId: "s" });
  await history.invocations({ phase: "setup" });
  await history.insight("workflowMetrics", { fromMs: 5 });
  await history.ownBaseline({ id: "anna", salt: "salt" });
  await history.writeBaseline("/team", { name: "a.json", text: "{}", skills: 1 });
  assert.deepEqual(log, [
    'snapshot /app {"nowMs":1,"sessionId":"s","limit":5}',
    'recommend /app {"nowMs":1,"sessionId":"s","limit":5}',
    "prepareSearch /app undefined",
    'forecast /app {"skill":"task:a","sessionId":"s","author":"user","nowMs":1}',
    'report /app {"filter":{"phase":"setup"},"sessionId":"s"}',
    'invocations /app {"filter":{"phase":"setup"},"limit":1000000,"offset":0}',
    'workflowMetrics /app {"fromMs":5}',
    'ownBaseline /app {"id":"anna","salt":"salt"}',
    'writeBaseline /app {"folder":"/team","name":"a.json","text":"{}"}',
  ]);
});

test("what still waits is written at the end, before the journal is closed", () => {
  const { kept, refuses, log, access } = folders();
  const history = new LocalHistory(access, "/app");
  refuses.add("/app");
  history.append(aRecord(1));
  refuses.delete("/app");
  history.dispose();
  assert.deepEqual(times(kept.get("/app")), [1]);
  assert.deepEqual(log, ["open /app", "close /app", "dispose /app"]);
});
