import type { AgentRunEnded, AgentRunStarted, AgentSignal } from "../../src/agents/model";

/** Fields of an entry beside those every one has; `at` in seconds since 1970. */
export interface EntryFields {
  readonly at?: number;
  readonly [field: string]: unknown;
}

/** One line of a transcript. */
export function entry(type: string, { at = 0, ...fields }: EntryFields = {}): string {
  const timestamp = new Date(at * 1000).toISOString();
  return JSON.stringify({
    type,
    uuid: "u",
    sessionId: "s1",
    cwd: "/work/app",
    timestamp,
    ...fields,
  });
}

/** An entry in which the agent calls a tool. */
export function toolUse(id: string, name: string, input: object, fields: EntryFields = {}): string {
  return entry("assistant", {
    message: { content: [{ type: "tool_use", id, name, input }] },
    ...fields,
  });
}

/** An entry with the result of a tool; `block` has what the model is told besides. */
export function toolResult(id: string, block: object = {}, fields: EntryFields = {}): string {
  const content = [{ type: "tool_result", tool_use_id: id, content: "ok", ...block }];
  return entry("user", { message: { role: "user", content }, ...fields });
}

/** An entry with what stands in the place of a prompt. */
export function prompt(content: string, fields: EntryFields = {}): string {
  return entry("user", { message: { role: "user", content }, ...fields });
}

/** What a background task's end is told by, as Claude Code 2.1.270 writes it. */
export function notification(
  taskId: string,
  status: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const tags = {
    "task-id": taskId,
    ...more,
    status,
    summary: `Agent "one" ${more["summary"] ?? status}`,
  };
  const head = Object.entries(tags).map(([tag, text]) => `<${tag}>${text}</${tag}>`);
  const result = "<result><tool-use-id>no</tool-use-id> <duration_ms>7</duration_ms></result>";
  const usage = "<usage><tool_uses>3</tool_uses><duration_ms>2500</duration_ms></usage>";
  return `<task-notification>\n${head.join("\n")}\n${result}\n${usage}\n</task-notification>`;
}

export const startsIn = (signals: readonly AgentSignal[]): readonly AgentRunStarted[] =>
  signals.filter((one) => one.type === "run-started");
export const endsIn = (signals: readonly AgentSignal[]): readonly AgentRunEnded[] =>
  signals.filter((one) => one.type === "run-ended");

/** An end in short, for example `t1 failed/reported exit 2, measured 20`. */
export function endText({
  runId,
  outcome,
  reason,
  exitCode,
  duration,
  errorType,
}: AgentRunEnded): string {
  const exit = exitCode === undefined ? "" : ` exit ${exitCode}`;
  const error = errorType === undefined ? "" : ` ${errorType}`;
  const took = duration === undefined ? "" : `, ${duration.kind} ${duration.ms}`;
  return `${runId} ${outcome}/${reason}${exit}${error}${took}`;
}
