import { isFields } from "../../base/fields";
import { nameIn, textIn } from "../line";
import type { AgentRunId, AgentSignal } from "../model";
import { unjudged } from "../runEnd";
import { isCheck } from "./check";

/**
 * Turns what Codex tells a `PostToolUse` hook into signals. The run has the id that it has in the
 * log. Codex says neither how it ended nor how long it took: both are left open.
 *
 * @param atMs when it came, milliseconds since 1970 UTC.
 */
export function readCodexHook(payload: unknown, atMs: number): readonly AgentSignal[] {
  if (!isFields(payload) || isCheck(payload)) return [];
  const sessionId = nameIn(payload, "session_id");
  const runId = nameIn(payload, "tool_use_id");
  const name = nameIn(payload, "tool_name");
  if (sessionId === undefined || runId === undefined || name === undefined) return [];
  const id: AgentRunId = { agent: "codex", sessionId, runId };
  const cwd = textIn(payload, "cwd");
  return [
    { type: "run-started", ...id, kind: "tool", name, atMs, cwd },
    { type: "run-ended", ...id, atMs, ...unjudged },
  ];
}
