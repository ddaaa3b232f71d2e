import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { startWorkerThread, StoreClient, type WorkerPort } from "../../../src/worker/client";
import type { StoreReply } from "../../../src/worker/protocol";
import { aSession, run } from "../store/recordSupport";
import { aJournal, aWorkspace } from "../store/support";

const context = { nowMs: 0, sessionId: aSession, limit: 5 };

/** A worker that the test plays itself. */
function aFakeWorker(answers = true) {
  const workers: { requests: unknown[]; end: (reason: Error) => void; terminated: boolean }[] = [];
  const start = (): WorkerPort => {
    let reply: (message: StoreReply) => void = () => undefined;
    const worker = { requests: [] as unknown[], end: (_: Error) => {}, terminated: false };
    workers.push(worker);
    return {
      postMessage: (message) => {
        worker.requests.push(message);
        const { id } = message as { id: number };
        if (answers) queueMicrotask(() => reply({ id, ok: true, result: `answer ${id}` }));
      },
      onMessage: (listener) => {
        reply = listener;
      },
      onEnd: (listener) => {
        worker.end = listener;
      },
      terminate: () => {
        worker.terminated = true;
      },
    };
  };
  return { workers, start };
}

function aClient(start: () => WorkerPort) {
  const timers: { run: () => void; delayMs: number; disposed: boolean }[] = [];
  const client = new StoreClient(start, (run, delayMs) => {
    const timer = { run, delayMs, disposed: false };
    timers.push(timer);
    return {
      dispose: () => {
        timer.disposed = true;
      },
    };
  });
  const pending = () => timers.filter(({ disposed }) => !disposed);
  return { client, pending };
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
  const calls = [client.call("recommend", context), client.call("report", {})];
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

test("the real worker answers with what the journal holds, folds it, and reports errors", async () => {
  const workspace = aWorkspace();
  const folder = join(workspace, ".session-buddy");
  const workerPath = join(workspace, "worker.cjs");
  await build({
    entryPoints: ["src/worker/worker.ts"],
    outfile: workerPath,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "warning",
  });
  const journal = aJournal(workspace);
  run(journal, 1, 3);
  const wasmPath = resolve("node_modules/sql.js/dist/sql-wasm.wasm");
  const schedule = () => ({ dispose: () => undefined });
  const client = new StoreClient(startWorkerThread(workerPath, { folder, wasmPath }), schedule);
  const snapshot = await client.call("snapshot", context);
  assert.equal(snapshot.totalInvocations, 3);
  assert.deepEqual(
    snapshot.skills.map(({ key, total }) => [key, total]),
    [["terminal:npm test", 3]],
  );
  assert.deepEqual(snapshot.problems, []);
  const fold = await client.call("fold", { purge: false });
  assert.deepEqual(fold, { applied: 6, problems: [] });
  const report = await client.call("report", {});
  assert.equal(report.overview.total, 3);
  const rows = await client.call("invocations", { filter: {}, limit: 2, offset: 1 });
  assert.deepEqual(
    rows.map(({ id }) => id.at(-1)),
    ["2", "1"],
  );
  client.dispose();

  const broken = new StoreClient(
    startWorkerThread(workerPath, { folder, wasmPath: "/nowhere" }),
    schedule,
  );
  await assert.rejects(broken.call("report", {}), /ENOENT/);
  broken.dispose();
  journal.close();
});
