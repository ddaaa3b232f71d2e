import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { build } from "esbuild";
import { nodeFiles } from "../../src/store/files";
import { SystemProcesses } from "../../src/store/identity";
import { JournalWriter } from "../../src/store/journal";
import { startWorkerThread, StoreClient } from "../../src/worker/client";
import type { StoreWorkerData } from "../../src/worker/protocol";
import { percentile, type Row } from "./row";
import { workload } from "./workload";

const noTimers = () => ({ dispose: () => undefined });
const context = { nowMs: Date.UTC(2027, 0, 1), sessionId: "", limit: 10 };

/** The store's figures, on the disk of the system's folder for temporary files. */
export async function run(sizes: readonly number[] = [1000, 10_000, 100_000]): Promise<Row[]> {
  const root = mkdtempSync(join(tmpdir(), "session-buddy-bench-"));
  try {
    const script = join(root, "worker.cjs");
    await build({
      entryPoints: ["src/worker/worker.ts"],
      outfile: script,
      bundle: true,
      minify: true,
      platform: "node",
      format: "cjs",
      logLevel: "warning",
    });
    const rows = [...append(join(root, "append"))];
    for (const size of sizes) rows.push(...(await history(root, script, size)));
    return rows;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function append(folder: string): Row[] {
  const journal = aJournal(folder);
  const [, started, ended] = [...workload(1)];
  if (!started || !ended) throw new Error("The workload is empty.");
  const durations: number[] = [];
  const begin = performance.now();
  const count = 50_000;
  for (let n = 0; n < count; n++) {
    const before = performance.now();
    journal.append(started);
    journal.append(ended);
    durations.push((performance.now() - before) * 1000);
  }
  const seconds = (performance.now() - begin) / 1000;
  journal.close();
  const how = `start and end appended together, ${count} times`;
  return [
    { what: "append, p50", value: percentile(durations, 0.5), unit: "µs", how },
    { what: "append, p99", value: percentile(durations, 0.99), unit: "µs", how },
    { what: "append, throughput", value: (2 * count) / seconds, unit: "records/s", how },
  ];
}

async function history(root: string, script: string, size: number): Promise<Row[]> {
  const folder = join(root, String(size));
  const data = {
    folder,
    wasmPath: resolve("node_modules/sql.js/dist/sql-wasm.wasm"),
    modelFolder: resolve("dist/model"),
    embedding: { type: "bundled" } as const,
  };
  const client = (): StoreClient =>
    new StoreClient(
      startWorkerThread(script, () => data),
      noTimers,
    );
  const journal = aJournal(folder);
  for (const record of workload(size)) journal.append(record);

  const folding = client();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const foldMs = await timed(() => folding.call("fold", { purge: false }));
  delay.disable();
  const stallMs = delay.max / 1e6;
  const bytes = statSync(join(folder, "session-buddy.db")).size;
  folding.dispose();
  // So that a cold worker reads the database and nothing else: what is folded twice is removed.
  journal.rotate();
  journal.append({ type: "session-ended", sessionId: someId(), atMs: 1 });
  const settling = client();
  await settling.call("fold", { purge: false });
  settling.dispose();

  const snapshotMs: number[] = [];
  const preparedMs: number[] = [];
  const reportMs: number[] = [];
  for (let round = 0; round < 5; round++) {
    const cold = client();
    snapshotMs.push(await timed(() => cold.call("snapshot", context)));
    const ready = client();
    ready.prepare();
    // As in the editor, where the worker begins with the window and is asked a moment later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    preparedMs.push(await timed(() => ready.call("snapshot", context)));
    ready.dispose();
    reportMs.push(
      await timed(() => cold.call("report", { filter: {}, sessionId: context.sessionId })),
    );
    cold.dispose();
  }
  const rssMiB = memoryOfWorker(script, data);
  const warm = client();
  await warm.call("snapshot", context);
  const incrementalMs: number[] = [];
  const again = workload(60, 7);
  for (const record of again) {
    journal.append(record);
    if (record.type !== "ended") continue;
    incrementalMs.push(await timed(() => warm.call("snapshot", context)));
  }
  warm.dispose();
  journal.close();
  const at = `${size.toLocaleString("en")} invocations`;
  const cold = "median of 5, a new worker thread each: start, load SQLite, read the file, answer";
  return [
    { what: `bytes per invocation, ${at}`, value: bytes / size, unit: "bytes", how: "file size" },
    {
      what: `fold, ${at}`,
      value: foldMs,
      unit: "ms",
      how: "all from one journal, in a cold worker",
    },
    {
      what: `main thread stall during the fold, ${at}`,
      value: stallMs,
      unit: "ms",
      how: "greatest delay of a 1 ms timer",
    },
    {
      what: `first snapshot, new worker, ${at}`,
      value: percentile(snapshotMs, 0.5),
      unit: "ms",
      how: cold,
    },
    {
      what: `first snapshot, ${at}`,
      value: percentile(preparedMs, 0.5),
      unit: "ms",
      how: "median of 5, a worker begun 300 ms before: read the file, answer",
    },
    {
      what: `report, ${at}`,
      value: percentile(reportMs, 0.5),
      unit: "ms",
      how: "median of 5, right after the first snapshot",
    },
    {
      what: `snapshot after one new invocation, ${at}`,
      value: percentile(incrementalMs, 0.5),
      unit: "ms",
      how: "median of 60, thread to thread",
    },
    {
      what: `memory of a worker, ${at}`,
      value: rssMiB,
      unit: "MiB",
      how: "resident set of a new process, with the first snapshot less before the worker",
    },
  ];
}

function memoryOfWorker(script: string, workerData: StoreWorkerData): number {
  const code = `const { Worker } = require("node:worker_threads");
    const before = process.memoryUsage().rss;
    const worker = new Worker(${JSON.stringify(script)}, { workerData: ${JSON.stringify(workerData)} });
    worker.on("message", () => {
      process.stdout.write(String(process.memoryUsage().rss - before));
      process.exit(0);
    });
    worker.postMessage({ id: 1, method: "snapshot", argument: ${JSON.stringify(context)} });`;
  return Number(spawnSync(process.execPath, ["-e", code]).stdout) / 2 ** 20;
}

function aJournal(folder: string): JournalWriter {
  return new JournalWriter({
    folder,
    files: nodeFiles,
    identity: new SystemProcesses().self(),
    writer: randomBytes(8).toString("hex"),
    schedule: noTimers,
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function someId(): string {
  return "01900000-0000-7000-8000-000000000000";
}
