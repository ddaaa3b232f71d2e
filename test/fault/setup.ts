import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compact, type CompactParts, type FoldOutcome } from "../../src/store/compact";
import { loadSqlEngine, type SqlEngine } from "../../src/store/database";
import { nodeFiles, type Files } from "../../src/store/files";
import { SystemProcesses } from "../../src/store/identity";
import { JournalWriter } from "../../src/store/journal";
import { layoutOf } from "../../src/store/layout";
import { LiveView } from "../../src/store/live";
import { FencedLock, type LockParts } from "../../src/store/lock";
import type { InvocationStarted } from "../../src/tracker/record";

let engine: Promise<SqlEngine> | undefined;

/** SQLite, loaded once for each process. */
export function sqlEngine(): Promise<SqlEngine> {
  engine ??= loadSqlEngine(readFileSync("node_modules/sql.js/dist/sql-wasm.wasm"));
  return engine;
}

/** A new empty workspace; the caller removes it. */
export function aWorkspace(): { readonly folder: string; readonly remove: () => void } {
  const workspace = mkdtempSync(join(tmpdir(), "session-buddy-fault-"));
  return {
    folder: join(workspace, ".session-buddy"),
    remove: () => {
      rmSync(workspace, { recursive: true, force: true });
    },
  };
}

/** The fold of a folder, with real processes and, unless told otherwise, the real lock and disk. */
export async function aStore(
  folder: string,
  changes: {
    readonly files?: Files;
    readonly staleMs?: number;
    readonly monotonicMs?: () => number;
    readonly makeLock?: (parts: LockParts) => FencedLock;
  } = {},
): Promise<CompactParts> {
  const { files = nodeFiles, makeLock = (parts) => new FencedLock(parts) } = changes;
  const layout = layoutOf(folder);
  const processes = new SystemProcesses();
  const view = new LiveView({
    layout,
    files,
    processes,
    engine: await sqlEngine(),
    nowMs: () => Date.now(),
  });
  const parts = {
    layout,
    files,
    processes,
    monotonicMs: changes.monotonicMs ?? (() => performance.now()),
    staleMs: changes.staleMs ?? 15_000,
  };
  return { ...parts, view, lock: makeLock(parts) };
}

/** Folds until it is this process's turn. */
export async function foldPatiently(store: CompactParts, attempts = 200): Promise<FoldOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = compact(store, false);
    if ((outcome.skipped !== "busy" && outcome.skipped !== "fenced") || attempt === attempts) {
      return outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A journal of this process, or of one that is said to have ended. */
export function aJournal(
  folder: string,
  changes: {
    readonly writer: string;
    readonly files?: Files;
    readonly segmentBytes?: number;
    readonly ended?: boolean;
  },
): JournalWriter {
  const self = new SystemProcesses().self();
  const { writer, files = nodeFiles, segmentBytes = 512 * 1024, ended = false } = changes;
  return new JournalWriter({
    folder,
    files,
    writer,
    segmentBytes,
    // The number of a process that ended: its start time is another one.
    identity: ended ? { ...self, startTime: "1" } : self,
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs / 2);
      timer.unref();
      return {
        dispose: () => {
          clearTimeout(timer);
        },
      };
    },
  });
}

/** What the record of that number in that journal says; nobody else can guess it. */
export function textOf(writer: string, sequence: number): string {
  return createHash("sha256").update(`${writer}:${sequence}`).digest("hex");
}

/** Records of a journal are starts, one after the other, each with its own text. */
export function recordOf(writer: string, sequence: number): InvocationStarted {
  const tail = sequence.toString(16).padStart(12, "0");
  return {
    type: "started",
    id: `${writer.slice(0, 8)}-${writer.slice(8, 12)}-7${writer.slice(12, 15)}-8000-${tail}`,
    sessionId: "01900000-0000-7000-8000-000000000001",
    skill: { kind: "terminal", name: `skill ${sequence % 37}` },
    atMs: 1_700_000_000_000 + sequence,
    author: { kind: "user" },
    source: "terminal",
    command: textOf(writer, sequence),
    query: "é\u{1F600}\n".repeat((sequence * 7919) % 60),
  };
}

/** How the rows of a database differ from what its writers were promised. */
export interface Audit {
  lost: number;
  twice: number;
  wrong: number;
  /** Rows nobody was told of: allowed, the process died before it could say so. */
  extra: number;
  integrity: string;
}

/** Compares the published database, and nothing else, with the last number each writer was told. */
export async function audit(folder: string, told: ReadonlyMap<string, number>): Promise<Audit> {
  const { database } = layoutOf(folder);
  if (!existsSync(database)) {
    // Every window died before it wrote: right only if none was told anything.
    const lost = [...told.values()].reduce((sum, last) => sum + last, 0);
    return { lost, twice: 0, wrong: 0, extra: 0, integrity: "ok" };
  }
  const db = (await sqlEngine()).open(readFileSync(database));
  try {
    const rows = db
      .prepare<[string, string]>(
        `SELECT w.uid, t.value FROM invocation i JOIN writer w ON w.id = i.writer_id
         JOIN text t ON t.id = i.command_id`,
      )
      .all();
    const found = new Map<string, string[]>();
    for (const [writer, text] of rows) {
      const texts = found.get(writer) ?? [];
      texts.push(text);
      found.set(writer, texts);
    }
    const result: Audit = { lost: 0, twice: 0, wrong: 0, extra: 0, integrity: "" };
    for (const [writer, last] of told) {
      const texts = found.get(writer) ?? [];
      const left = new Set(texts);
      result.twice += texts.length - left.size;
      for (let n = 1; n <= last; n++) if (!left.delete(textOf(writer, n))) result.lost++;
      for (let n = last + 1; left.delete(textOf(writer, n)); n++) result.extra++;
      result.wrong += left.size;
    }
    result.integrity = db.prepare<[string]>("PRAGMA integrity_check").first()?.[0] ?? "";
    return result;
  } finally {
    db.close();
  }
}
