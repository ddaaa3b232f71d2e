import { spawn } from "node:child_process";
import type { WindowTask } from "./window";

/** What became of a window. */
export interface WindowEnd {
  readonly writer: string | undefined;
  /** The last record it was told is written. */
  readonly told: number;
  readonly folds: readonly string[];
  readonly errors: readonly string[];
  readonly killed: boolean;
  readonly stopped: boolean;
}

/** Runs `test/fault/window.ts`, bundled by scripts/fault.mjs. */
export function runWindow(
  task: WindowTask,
  options: {
    /** Kills it after so many milliseconds. */
    readonly killAfterMs?: number;
    /** What to do once it has stopped itself, before it goes on. */
    readonly whileStopped?: () => Promise<void>;
  } = {},
): Promise<WindowEnd> {
  const script = process.env["FAULT_WINDOW"];
  if (!script) throw new Error("Run this by way of scripts/fault.mjs.");
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, JSON.stringify(task)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    let stopped = false;
    const { killAfterMs } = options;
    const kill = (): void => void child.kill("SIGKILL");
    const timers = [setTimeout(kill, 60_000)];
    if (killAfterMs !== undefined) timers.push(setTimeout(kill, killAfterMs));
    child.stdout.on("data", (text: Buffer) => {
      output += text.toString();
      if (stopped || !/^stopped$/m.test(output)) return;
      stopped = true;
      void (options.whileStopped?.() ?? Promise.resolve()).finally(() => child.kill("SIGCONT"));
    });
    child.on("close", (_, signal) => {
      for (const timer of timers) clearTimeout(timer);
      // A line cut short by the end of the process was not said: lines end with a line feed.
      const lines = output.split("\n").slice(0, -1);
      const said = (word: string): string[] =>
        lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));
      resolve({
        writer: said("writer ")[0],
        told: Number(said("told ").at(-1) ?? 0),
        folds: said("fold "),
        errors: said("error: "),
        killed: signal === "SIGKILL",
        stopped,
      });
    });
  });
}
