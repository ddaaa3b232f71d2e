import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { loadSqlEngine } from "../../src/store/database";
import { nodeFiles } from "../../src/store/files";
import { SystemProcesses } from "../../src/store/identity";
import { JournalWriter } from "../../src/store/journal";
import { startWorkerThread, StoreClient } from "../../src/worker/client";
import { writeMadeHistory } from "../support/made/folder";
import { percentile, type Row } from "./row";
import { workload } from "./workload";

const noTimers = () => ({ dispose: () => undefined });
const context = { nowMs: Date.now(), sessionId: "", limit: 10 };
const wasmPath = resolve("node_modules/sql.js/dist/sql-wasm.wasm");
const rounds = 5;
/** Nobody asks a worker anything for so long, in which it gets ready for a report. */
const quietMs = 6_000;
/** So many invocations are recorded one by one; each is a start and an end. */
const oneByOne = 60;

/** What the report and the views wait for, on made-up histories as `npm run make:history` writes them. */
export async function run(sizes: readonly number[] = [100_000, 1_000_000]): Promise<Row[]> {
  const root = mkdtempSync(join(tmpdir(), "session-buddy-bench-"));
  try {
    const script = join(root, "worker.cjs");
    const entry = { entryPoints: ["src/worker/worker.ts"], outfile: script, minify: true };
    await build({ ...entry, bundle: true, platform: "node", format: "cjs", logLevel: "warning" });
    const rows: Row[] = [];
    for (const size of sizes) rows.push(...(await measure(join(root, String(size)), script, size)));
    return rows;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measure(workspace: string, script: string, size: number): Promise<Row[]> {
  const engine = await loadSqlEngine(readFileSync(wasmPath));
  const begin = performance.now();
  const options = { rows: size, days: 365, seed: 1, nowMs: context.nowMs, isPlain: false };
  const to = { folder: workspace, engine, isForced: false, onProgress: () => undefined };
  const folder = writeMadeHistory(options, to);
  const makeMs = performance.now() - begin;

  const data = { folder, wasmPath, modelFolder: resolve("dist/model") };
  const client = (): StoreClient =>
    new StoreClient(
      startWorkerThread(script, () => ({ ...data, embedding: { type: "bundled" } })),
      noTimers,
    );
  const query = { filter: {}, sessionId: context.sessionId };
  const month = { ...query, filter: { fromMs: context.nowMs - 30 * 86_400_000 } };
  const readyMonth: Spent[] = [];
  const ready: Spent[] = [];
  const firstMonth: Spent[] = [];
  const figures: Spent[] = [];
  const findings: Spent[] = [];
  const second: Spent[] = [];
  const filtered: Spent[] = [];
  const narrowed: Spent[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [spent, asked] of [
      [readyMonth, month],
      [ready, query],
    ] as const) {
      const rested = client();
      while ((await rested.call("snapshot", context)).isLearning) await pause(50);
      await pause(quietMs);
      spent.push(await timed(() => rested.call("report", asked)));
      rested.dispose();
    }

    const opened = client();
    await opened.call("snapshot", context);
    firstMonth.push(await timed(() => opened.call("report", month)));
    opened.dispose();

    const worker = client();
    await worker.call("snapshot", context);
    figures.push(await timed(() => worker.call("figures", query)));
    findings.push(await timed(() => worker.call("findings", query)));
    second.push(await timed(() => worker.call("report", query)));
    const byUser = { ...query, filter: { authors: ["user"] } } as const;
    filtered.push(await timed(() => worker.call("report", byUser)));
    const ofPhase = { ...query, filter: { authors: ["user"], phase: "verification" } } as const;
    narrowed.push(await timed(() => worker.call("report", ofPhase)));
    worker.dispose();
  }

  const warm = client();
  while ((await warm.call("snapshot", context)).isLearning) await pause(50);
  const identity = new SystemProcesses().self();
  const writer = randomBytes(8).toString("hex");
  const journal = new JournalWriter({
    ...{ folder, files: nodeFiles, identity, writer, schedule: noTimers },
  });
  const one: Spent[] = [];
  let { sessionId } = context;
  for (const record of workload(oneByOne, 7)) {
    // Recorded now, not when the workload says: what comes late moves everything behind it.
    journal.append({ ...record, atMs: Date.now() });
    if (record.type === "started") sessionId = record.sessionId;
    if (record.type !== "ended") continue;
    const now = { ...context, nowMs: Date.now(), sessionId };
    one.push(await timed(() => warm.call("snapshot", now)));
  }
  warm.dispose();
  journal.close();

  const at = `${size.toLocaleString("en")} invocations`;
  const quiet = `a new worker thread each, after ${quietMs / 1000} quiet seconds`;
  const soon = "a new worker thread each, right after the first snapshot";
  return [
    { what: `make a history, ${at}`, value: makeMs / 1000, unit: "s", how: "once" },
    ...rowsOf(`first report of 30 days, ready, ${at}`, readyMonth, quiet),
    ...rowsOf(`first report, ready, ${at}`, ready, quiet),
    ...rowsOf(`first report of 30 days, ${at}`, firstMonth, `as the page asks first; ${soon}`),
    ...rowsOf(`first figures of a report, ${at}`, figures, soon),
    ...rowsOf(`first findings of a report, ${at}`, findings, "right after its figures"),
    ...rowsOf(`whole report, ${at}`, second, "the same again"),
    ...rowsOf(`report of the user's own, ${at}`, filtered, "another filter"),
    ...rowsOf(`of these, report of one phase, ${at}`, narrowed, "as by a click on it"),
    ...rowsOf(`snapshot after one new invocation, ${at}`, one, "thread to thread, all learned"),
  ];
}

interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function rowsOf(what: string, spent: readonly Spent[], how: string): readonly Row[] {
  const least = (values: readonly number[]): number => Math.min(...values);
  const wall = spent.map(({ wallMs }) => wallMs);
  const cpu = spent.map(({ cpuMs }) => cpuMs);
  const of = `of ${spent.length}, ${how}`;
  return [
    { what, value: least(wall), unit: "ms", how: `least ${of}` },
    { what, value: percentile(wall, 0.5), unit: "ms", how: `median ${of}` },
    { what: `${what}: processor`, value: least(cpu), unit: "ms", how: `least ${of}` },
  ];
}

/** Processor time is that of the busiest thread; 0 where the system does not tell. */
async function timed(work: () => Promise<unknown>): Promise<Spent> {
  const before = threads();
  const begin = performance.now();
  await work();
  const wallMs = performance.now() - begin;
  const spent = [...threads()].map(([thread, ms]) => ms - (before.get(thread) ?? 0));
  return { wallMs, cpuMs: Math.max(0, ...spent) };
}

function threads(): ReadonlyMap<string, number> {
  const folder = "/proc/self/task";
  try {
    return new Map(
      readdirSync(folder).map((thread) => {
        const [ns] = readFileSync(join(folder, thread, "schedstat"), "utf8").split(" ");
        return [thread, Number(ns) / 1e6];
      }),
    );
  } catch {
    return new Map(); // another system, or a thread that ended just now
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
