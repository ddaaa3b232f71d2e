// One window as a process of its own: appends, says on stdout what it was promised, folds now and
// then, and dies or stops where it is told to.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { nodeFiles, type Files } from "../../src/store/files";
import { compact } from "../../src/store/compact";
import { filesWithPoints, type Point } from "./points";
import { seeded } from "../bench/workload";
import { aJournal, aStore, recordOf } from "./setup";
import { deletingFirst, lockOf, type Variant } from "./variants";

/** What a window is told to do. */
export interface WindowTask {
  readonly folder: string;
  readonly rows: number;
  /** How likely a fold is after a burst of records, 0–1. */
  readonly folds: number;
  readonly staleMs: number;
  readonly segmentBytes: number;
  readonly variant: Variant;
  /** Of the sizes of its bursts and the moments of its folds. */
  readonly seed: number;
  readonly at?: { readonly point: Point; readonly when: "before" | "after"; readonly nth: number };
  /** What happens at the point. `tear`: half of a write, then the end. */
  readonly how?: "kill" | "stop" | "tear";
}

const task = JSON.parse(process.argv[2] ?? "{}") as WindowTask;
const say = (line: string): void => void writeSync(1, `${line}\n`);
const random = seeded(task.seed);
let hits = 0;

function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

function reached(point: Point, when: "before" | "after"): void {
  if (point !== task.at?.point || when !== task.at.when || ++hits !== task.at.nth) return;
  if (task.how === "stop") {
    say("stopped");
    process.kill(process.pid, "SIGSTOP");
  } else {
    die();
  }
}

function torn(point: Point, length: number): number {
  const isHere = task.how === "tear" && point === task.at?.point && hits + 1 === task.at.nth;
  return isHere ? Math.floor(length * random()) : length;
}

async function main(): Promise<void> {
  const withPoints = task.at ? filesWithPoints(reached, torn) : nodeFiles;
  const files: Files =
    task.variant === "deletes first" ? deletingFirst(withPoints, task.folder) : withPoints;
  const writer = randomBytes(8).toString("hex");
  const journal = aJournal(task.folder, { writer, files, segmentBytes: task.segmentBytes });
  const store = await aStore(task.folder, {
    files,
    staleMs: task.staleMs,
    makeLock: lockOf(task.variant),
  });
  say(`writer ${writer}`);
  for (let n = 1; n <= task.rows;) {
    const burst = 1 + Math.floor(random() * 12);
    for (let k = 0; k < burst && n <= task.rows; k++, n++) {
      journal.append(recordOf(writer, n));
      say(`told ${n}`);
    }
    if (random() < task.folds) say(`fold ${compact(store, false).skipped ?? "published"}`);
    else if (random() < 0.05) {
      store.view.refresh();
      const seen = store.view.refresh().applied(writer);
      if (seen !== n - 1) say(`error: wrote ${n - 1}, sees ${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, random() * 4));
  }
  process.exit(0);
}

main().catch((error: unknown) => {
  say(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
});
