import type { Invocation } from "../../../tracker/model";

type Cell = string | number | boolean | undefined;

/** One row: the name of a column and where its value comes from. */
const columns: readonly (readonly [name: string, of: (invocation: Invocation) => Cell])[] = [
  ["id", ({ id }) => id],
  ["session_id", ({ sessionId }) => sessionId],
  ["kind", ({ skill }) => skill.kind],
  ["skill", ({ skill }) => skill.name],
  ["started_at", ({ startedAtMs }) => new Date(startedAtMs).toISOString()],
  ["outcome", ({ outcome }) => outcome],
  ["end_reason", ({ endReason }) => endReason],
  ["duration_ms", ({ durationMs }) => durationMs],
  ["exit_code", ({ exitCode }) => exitCode],
  ["author", ({ author }) => author.kind],
  ["agent", ({ author }) => author.agentName],
  ["source", ({ source }) => source],
  ["background", ({ background }) => background],
  ["phase", ({ phase }) => phase],
  ["command", ({ command }) => command],
  ["cwd", ({ cwd }) => cwd],
  ["parent_id", ({ parentId }) => parentId],
  ["workflow_path", ({ workflowPath }) => workflowPath],
  ["workflow_step_id", ({ workflowStepId }) => workflowStepId],
  ["query", ({ query }) => query],
  ["alternatives", ({ alternatives }) => list(alternatives)],
  ["selection_rank", ({ selectionRank }) => selectionRank],
  ["follow_ups", ({ followUps }) => list(followUps)],
  ["error_type", ({ errorType }) => errorType],
];

/**
 * Invocations as comma-separated values after RFC 4180: one header, CRLF after every row, cells in
 * quotes where they need it. Times are ISO 8601 in UTC; what is unknown is an empty cell; lists are
 * JSON arrays.
 *
 * Text that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`, `@`, a
 * tab or a carriage return, gets an apostrophe in front. A program that reads it back takes one
 * apostrophe off where such a character follows.
 */
export function toCsv(invocations: readonly Invocation[]): string {
  const header = columns.map(([name]) => name);
  const rows = invocations.map((invocation) => columns.map(([, of]) => cell(of(invocation))));
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function list(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : JSON.stringify(values);
}
