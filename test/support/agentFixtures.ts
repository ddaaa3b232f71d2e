import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentSignal, LogFormat, SkippedLines } from "../../src/agents/model";
import { seedsUpTo } from "./seeds";

/** Logs of real agents that others published; they lie beside the repository, not in it. */
const folder = process.env["AGENT_LOGS"] ?? join("..", "shared", "fixtures", "agents");

/** Options of a test that needs those logs: it says why when it is skipped. */
export const needsAgentLogs = existsSync(folder)
  ? {}
  : { skip: `no agent logs at ${folder}: set AGENT_LOGS to their folder` };

/** The text of one of those logs, for example `copilot/small.jsonl`. */
export function agentLog(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** What was read, and what was not. */
export interface Reading {
  readonly signals: readonly AgentSignal[];
  readonly skipped: SkippedLines;
}

/** The lines of a log that are whole, and the torn one at its end if there is one. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Reads a log from its first line on. */
export function readLog(format: LogFormat, text: string, path = "/logs/session.jsonl"): Reading {
  const reader = format.open({ path });
  const signals = linesOf(text).flatMap((line) => reader.read(line));
  return { signals, skipped: reader.skipped };
}

/** The same, by another reader from line `at` on, which knows the first one's state as JSON. */
export function readInTwo(
  format: LogFormat,
  text: string,
  at: number,
  path = "/logs/session.jsonl",
): Reading {
  const lines = linesOf(text);
  const first = format.open({ path });
  const before = lines.slice(0, at).flatMap((line) => first.read(line));
  const second = format.open({ path }, JSON.parse(JSON.stringify(first.state())));
  const after = lines.slice(at).flatMap((line) => second.read(line));
  return { signals: [...before, ...after], skipped: second.skipped };
}

/** How often each of the texts occurs. */
export function tally(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const text of [...texts].sort()) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** Counts of starts by kind and of ends by outcome, for example `{ tool: 2, "→ completed": 1 }`. */
export function countsOf(signals: readonly AgentSignal[]): Readonly<Record<string, number>> {
  return tally(signals.map((one) => (one.type === "run-started" ? one.kind : `→ ${one.outcome}`)));
}

/** Every beginning of a text by bytes; of one over four kilobytes only each 89th. Runs share them. */
export function* beginningsOf(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  const step = bytes.length > 4096 ? 89 : 1;
  for (const nth of seedsUpTo(Math.ceil(bytes.length / step)))
    yield bytes.subarray(0, (nth - 1) * step).toString("utf8");
}

/** Whether a reading tells nothing but what the whole does, and in that order. */
export function isBeginningOf(part: Reading, whole: Reading): boolean {
  const json = (signals: readonly AgentSignal[]): string => JSON.stringify(signals);
  return json(part.signals) === json(whole.signals.slice(0, part.signals.length));
}
