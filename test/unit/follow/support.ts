import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { nameIn, numberIn, parseLine } from "../../../src/agents/line";
import { isFields } from "../../../src/base/fields";
import type { AgentRunEnded, AgentRunStarted, LogFormat } from "../../../src/agents/model";

/** A folder of its own for one test. */
export function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "follow-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

export function aStart(
  runId: string,
  atMs = 1_000,
  cwd: string | undefined = "/here",
): AgentRunStarted {
  const run = { agent: "claude", sessionId: "s", runId } as const;
  return { type: "run-started", ...run, kind: "tool", name: "Bash", atMs, cwd };
}

export function anEnd(runId: string, atMs = 2_000): AgentRunEnded {
  const run = { agent: "claude", sessionId: "s", runId } as const;
  return { type: "run-ended", ...run, atMs, outcome: "completed", reason: "reported" };
}

/** One line for each run: a format so simple that a test can say what has to come out. */
export const plainFormat: LogFormat = {
  agent: "claude",
  id: "plain",
  open: (_place, state) => {
    let lines = isFields(state) ? (numberIn(state, "lines") ?? 0) : 0;
    return {
      read: (line) => {
        lines++;
        const fields = parseLine(line);
        const runId = fields && nameIn(fields, "run");
        if (fields === undefined || runId === undefined) return [];
        const atMs = numberIn(fields, "at");
        return "end" in fields
          ? [anEnd(runId, atMs)]
          : [aStart(runId, atMs, nameIn(fields, "cwd"))];
      },
      skipped: { unreadable: 0, unknownTypes: new Map() },
      state: () => ({ lines }),
    };
  },
};
