import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import type { SessionBuddyApi } from "../../../src/serve/api";
import { percentile, type Row } from "../row";

/** VS Code's own marks of when it activated which extension. */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

const id = "session-buddy.session-buddy";
const count = 5_000;

/** Runs in the extension host with the whole extension at work; writes the rows to `BENCH_ROWS`. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<SessionBuddyApi>(id);
  if (extension === undefined) throw new Error("the extension is not installed");
  const api = await extension.activate();
  const rows = [...activation(), ...(await recording(api))];
  const file = process.env["BENCH_ROWS"];
  if (file === undefined) throw new Error("BENCH_ROWS is not set");
  writeFileSync(file, JSON.stringify(rows));
}

function activation(): readonly Row[] {
  const marks = (globalThis as { MonacoPerformanceMarks?: Marks }).MonacoPerformanceMarks;
  const at = (name: string): number | undefined =>
    marks?.getMarks().find((mark) => mark.name === `code/extHost/${name}/${id}`)?.startTime;
  const began = at("willActivateExtension");
  const ended = at("didActivateExtension");
  const loading = at("willLoadExtensionCode");
  const loaded = at("didLoadExtensionCode");
  const rows: Row[] = [];
  const how = "the editor's own marks, one start";
  if (began !== undefined && ended !== undefined)
    rows.push({ what: "activation, code loading included", value: ended - began, unit: "ms", how });
  if (loading !== undefined && loaded !== undefined)
    rows.push({ what: "loading the code", value: loaded - loading, unit: "ms", how });
  return rows;
}

/** Turns of ten, so that the window's own work, drawing and reading the store, goes on between them. */
async function recording(api: SessionBuddyApi): Promise<readonly Row[]> {
  const took: number[] = [];
  const idle = await loopDelay(() => new Promise((resolve) => setTimeout(resolve, 3_000)));
  const busy = await loopDelay(async () => {
    for (let n = 0; n < count; n++) {
      const before = performance.now();
      api.track({ skill: `tool:bench-${n % 40}`, command: "npx vitest run src/cart.test.ts" })();
      took.push((performance.now() - before) * 1000);
      if (n % 10 === 9) await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  });
  const how = `${count} invocations through the API in a real extension host`;
  return [
    { what: "host: record one invocation, p50", value: percentile(took, 0.5), unit: "µs", how },
    { what: "host: record one invocation, p99", value: percentile(took, 0.99), unit: "µs", how },
    {
      what: "host: event loop stall, idle, longest",
      value: idle,
      unit: "ms",
      how: "3 s of nothing",
    },
    { what: "host: event loop stall, recording, longest", value: busy, unit: "ms", how },
  ];
}

/** @returns the longest delay of the event loop while `work` goes on, milliseconds */
async function loopDelay(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  await work();
  monitor.disable();
  return monitor.max / 1e6;
}
