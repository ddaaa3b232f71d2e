import { join } from "node:path";
import type { JournalWriter } from "../../../src/store/journal";
import { nodeFiles, type Files } from "../../../src/store/files";
import type { Processes } from "../../../src/store/identity";
import { layoutOf } from "../../../src/store/layout";
import { LiveView } from "../../../src/store/live";
import { FencedLock } from "../../../src/store/lock";
import type { CompactParts } from "../../../src/store/compact";
import { aStart, anEnd, startMs } from "./records";
import { sqlEngine } from "./sqlEngine";
import { FakeProcesses } from "./support";

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
