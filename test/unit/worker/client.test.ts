import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Schedule } from "../../../src/base/schedule";
import { StoreClient, type WorkerPort } from "../../../src/worker/client";
import type { StoreReply, StoreTrouble } from "../../../src/worker/protocol";
import { anExperiment } from "../recommend/experiments/experiments";
import { run } from "../store/recordSupport";
import { aSession, startMs } from "../store/records";
import { sqlEngine } from "../store/sqlEngine";
import { aJournal, aWorkspace } from "../store/support";
import { rowsIn } from "../store/viewSupport";
import { aRealClient } from "./realWorker";

const context = { nowMs: 0, sessionId: aSession, limit: 5 };
const query = { filter: {}, sessionId: aSession };

/** A worker that the test plays itself. */
function aFakeWorker(answers = true) {
  const workers: {
    requests: unknown[];
    tell: (message: StoreReply | StoreTrouble) => void;
    end: (reason: Error) => void;
    outdated: boolean;
    terminated: boolean;
  }[] = [];
  const start = (): WorkerPort => {
    const worker: (typeof workers)[number] = {
      requests: [],
      tell: () => undefined,
      end: () => undefined,
      outdated: false,
      terminated: false,
    };
    workers.push(worker);
    return {
      postMessage: (message) => {
        worker.requests.push(message);
        const { id } = message as { id: number };
        if (answers) queueMicrotask(() => worker.tell({ id, ok: true, result: `answer ${id}` }));
      },
      onMessage: (listener) => {
        worker.tell = listener;
      },
      onEnd: (listener) => {
        worker.end = listener;
      },
      isOutdated: () => worker.outdated,
      terminate: () => {
        worker.terminated = true;
      },
    };
  };
  return { workers, start };
}

function aClient(start: () => WorkerPort) {
  const troubles: string[] = [];
  const timers: { run: () => void; delayMs: number; disposed: boolean }[] = [];
  const schedule: Schedule = (run, delayMs) => {
    const timer = { run, delayMs, disposed: false };
    timers.push(timer);
    return {
      dispose: () => {
        timer.disposed = true;
      },
    };
  };
  const client = new StoreClient(start, schedule, ({ message }) => troubles.push(message));
  const pending = () => timers.filter(({ disposed }) => !disposed);
  return { client, pending, troubles };
}

test("no worker begins before the first call", async () => {
  const { workers, start } = aFakeWorker();
  const { client } = aClient(start);
  assert.equal(workers.length, 0);
  assert.equal(await client.call("fold", { purge: false }), "answer 1");
  assert.equal(workers.length, 1);
});

test("a worker without calls for a minute ends, and the next call begins another", async () => {
  const { workers, start } = aFakeWorker();
  const { client, pending } = aClient(start);
  await client.call("fold", { purge: false });
  await client.call("fold", { purge: false });
  assert.deepEqual(
    pending().map(({ delayMs }) => delayMs),
    [60_000],
  );
  pending()[0]?.run();
  assert.equal(workers[0]?.terminated, true);
  await client.call("fold", { purge: false });
  assert.equal(workers.length, 2);
});

test("calls under way reject when the worker dies, and the next call begins another", async () => {
  const { workers, start } = aFakeWorker(false);
  const { client } = aClient(start);
  const calls = [client.call("recommend", context), client.call("report", query)];
  workers[0]?.end(new Error("out of memory"));
  for (const call of calls) await assert.rejects(call, /out of memory/);
  void client.call("recommend", context).catch(() => undefined);
  assert.equal(workers.length, 2);
  workers[0]?.end(new Error("a late exit of the first"));
  assert.equal(workers[1]?.terminated, false);
});

test("a disposed client ends its worker, rejects what waits, and takes no more calls", async () => {
  const { workers, start } = aFakeWorker(false);
  const { client, pending } = aClient(start);
  const waiting = client.call("recommend", context);
  client.dispose();
  client.dispose();
  await assert.rejects(waiting, /disposed/);
  await assert.rejects(client.call("recommend", context), /disposed/);
  assert.equal(workers[0]?.terminated, true);
  assert.equal(pending().length, 0);
});

test("a worker begun under other settings is replaced, once it has no work", async () => {
  const { workers, start } = aFakeWorker(false);
  const { client } = aClient(start);
  const answer = client.call("fold", { purge: false });
  const [first] = workers;
  assert.ok(first);
  first.outdated = true;
  const other = client.call("fold", { purge: false });
  assert.deepEqual([workers.length, first.terminated], [1, false]);
  for (const id of [1, 2]) first.tell({ id, ok: true, result: "done" });
  assert.deepEqual([await answer, await other], ["done", "done"]);
  void client.call("fold", { purge: false }).catch(() => undefined);
  assert.deepEqual([workers.length, first.terminated], [2, true]);
  void client.call("fold", { purge: false }).catch(() => undefined);
  assert.equal(workers.length, 2);
});

test("trouble in the worker is heard, and keeps no call and no worker waiting", async () => {
  const { workers, start } = aFakeWorker();
  const { client, pending, troubles } = aClient(start);
  const answer = client.call("fold", { purge: false });
  workers[0]?.tell({ trouble: "no model" });
  assert.deepEqual(troubles, ["no model"]);
  assert.equal(pending().length, 0);
  assert.equal(await answer, "answer 1");
});

test("the real worker answers with what the journal holds, folds it, and reports errors", async () => {
  const workspace = aWorkspace();
  const folder = join(workspace, ".session-buddy");
  const journal = aJournal(workspace);
  run(journal, 1, 3);
  const client = await aRealClient(folder);
  const snapshot = await client.call("snapshot", context);
  assert.equal(snapshot.totalInvocations, 3);
  assert.deepEqual(
    snapshot.skills.map(({ key, total }) => [key, total]),
    [["terminal:npm test", 3]],
  );
  assert.deepEqual(snapshot.problems, []);
  const fold = await client.call("fold", { purge: false });
  assert.deepEqual(fold, { applied: 6, problems: [] });
  const report = await client.call("report", query);
  assert.equal(report.overview.total, 3);
  assert.deepEqual(
    report.prospects.skills.map(({ key, finished }) => [key, finished]),
    [["terminal:npm test", 3]],
  );
  const candidate = { skill: "terminal:npm test", sessionId: aSession, author: "user" } as const;
  const forecast = await client.call("forecast", { ...candidate, nowMs: Date.now() });
  const { basis, finished, learnedFrom, isJudged } = forecast;
  assert.deepEqual([basis, finished, learnedFrom, isJudged], ["rate", 3, 3, false]);
  assert.ok(forecast.probability > 0 && forecast.probability < 1);
  const rows = await client.call("invocations", { filter: {}, limit: 2, offset: 1 });
  assert.deepEqual(
    rows.map(({ id }) => id.at(-1)),
    ["2", "1"],
  );
  client.dispose();

  const broken = await aRealClient(folder, { wasmPath: "/nowhere" });
  await assert.rejects(broken.call("report", query), /ENOENT/);
  broken.dispose();
  journal.close();
});

test("experiments told with a fold are in the file after it, also when no record is new", async () => {
  const workspace = aWorkspace();
  const folder = join(workspace, ".session-buddy");
  const journal = aJournal(workspace);
  run(journal, 1, 3);
  const trouble: Error[] = [];
  const client = await aRealClient(folder, {}, (error) => trouble.push(error));
  const stored = async () => {
    const db = (await sqlEngine()).open(readFileSync(join(folder, "session-buddy.db")));
    return rowsIn(db, "v_ab_test_summary").map((row) => [row["test_name"], row["total_users"]]);
  };
  assert.deepEqual(await client.call("fold", { purge: false }), { applied: 6, problems: [] });
  assert.deepEqual(await stored(), []);
  const tell = (name: string) => {
    const experiments = { experiments: [anExperiment({ name, startMs })], except: [] };
    return client.call("fold", { purge: false, experiments });
  };
  assert.deepEqual(await tell("One"), { applied: 0, problems: [] });
  assert.deepEqual(await stored(), [["One", 1]]);
  assert.equal((await tell("One")).skipped, "empty", "nothing is new");
  assert.deepEqual(await tell("Another"), { applied: 0, problems: [] });
  assert.deepEqual(await stored(), [["Another", 1]]);
  client.dispose();

  run(journal, 4, 5);
  const next = await aRealClient(folder, {}, (error) => trouble.push(error));
  assert.equal((await next.call("fold", { purge: true })).skipped, undefined);
  assert.deepEqual(await stored(), [["Another", 1]], "it stays where nobody tells of it");
  assert.deepEqual(trouble, []);
  next.dispose();
  journal.close();
});
