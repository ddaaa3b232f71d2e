import { join } from "node:path";
import type { JournalWriter } from "../../../src/store/journal";
import { readFileSync } from "node:fs";
import { loadSqlEngine, type SqlEngine } from "../../../src/store/database";
import { nodeFiles, type Files } from "../../../src/store/files";
import type { Processes } from "../../../src/store/identity";
import { layoutOf } from "../../../src/store/layout";
import { LiveView } from "../../../src/store/live";
import { FencedLock } from "../../../src/store/lock";
import type { CompactParts } from "../../../src/store/compact";
import type { InvocationEnded, InvocationStarted } from "../../../src/tracker/record";
import { FakeProcesses } from "./support";

let loaded: Promise<SqlEngine> | undefined;

/** The real SQLite, loaded once. */
export function sqlEngine(): Promise<SqlEngine> {
  loaded ??= loadSqlEngine(readFileSync("node_modules/sql.js/dist/sql-wasm.wasm"));
  return loaded;
}

/** A UUID that sorts by its number. */
export function uuidOf(n: number, group = 0): string {
  const tail = n.toString(16).padStart(12, "0");
  return `01900000-0000-7000-8000-${tail}`.replace("8000", (0x8000 + group).toString(16));
}

export const aSession = uuidOf(1, 1);
export const startMs = Date.UTC(2026, 0, 5, 9);

/** `npm test` by the user in a terminal, one minute apart by number. */
export function aStart(n: number, changes: Partial<InvocationStarted> = {}): InvocationStarted {
  return {
    type: "started",
    id: uuidOf(n),
    sessionId: aSession,
    skill: { kind: "terminal", name: "npm test" },
    atMs: startMs + n * 60_000,
    author: { kind: "user" },
    source: "terminal",
    ...changes,
  };
}

/** The completion of `aStart(n)`, two seconds after it. */
export function anEnd(n: number, changes: Partial<InvocationEnded> = {}): InvocationEnded {
  return {
    type: "ended",
    id: uuidOf(n),
    atMs: startMs + n * 60_000 + 2000,
    outcome: "completed",
    reason: "reported",
    durationMs: 2000,
    exitCode: 0,
    ...changes,
  };
}

/** Appends starts and their ends. */
export function run(journal: JournalWriter, from: number, to: number): void {
  for (let n = from; n <= to; n++) {
    journal.append(aStart(n));
    journal.append(anEnd(n));
  }
}

/** A live view on the data folder of a workspace, with what folds it. */
export async function aStore(
  workspace: string,
  changes: {
    readonly files?: Files;
    readonly processes?: Processes;
    readonly staleMs?: number;
    readonly monotonicMs?: () => number;
  } = {},
): Promise<CompactParts> {
  const { files = nodeFiles, processes = new FakeProcesses() } = changes;
  const layout = layoutOf(join(workspace, ".session-buddy"));
  const engine = await sqlEngine();
  const view = new LiveView({ layout, files, engine, processes, nowMs: () => startMs });
  const lockParts = {
    layout,
    files,
    processes,
    monotonicMs: changes.monotonicMs ?? (() => performance.now()),
    ...(changes.staleMs === undefined ? {} : { staleMs: changes.staleMs }),
  };
  return { ...lockParts, view, lock: new FencedLock(lockParts) };
}
