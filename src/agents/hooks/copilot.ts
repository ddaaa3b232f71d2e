import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, nameIn, numberIn, textIn } from "../line";
import type { AgentRunId, AgentRunStarted, AgentSignal } from "../model";
import { completed, failed } from "../runEnd";
import { isCheck } from "./check";
import { hookOnlyId } from "./hookOnly";

/**
 * Turns what Copilot tells `postToolUse` and `postToolUseFailure` into signals.
 *
 * Copilot does not say which call it was. The run's id is made of the session, the time Copilot
 * gives and the tool: it is the same when a payload comes twice, but it cannot be matched with the
 * log, and two calls of one tool that end within the same millisecond are one. How long a run took
 * is not told either.
 *
 * @param event the event the hook stands for; a payload does not name it.
 * @param atMs when it came, milliseconds since 1970 UTC, where the payload does not say.
 */
export function readCopilotHook(
  payload: unknown,
  event: string | undefined,
  atMs: number,
): readonly AgentSignal[] {
  if (!isFields(payload) || isCheck(payload)) return [];
  const end = event === undefined ? undefined : ends[event];
  const sessionId = nameIn(payload, "sessionId");
  const tool = nameIn(payload, "toolName");
  if (end === undefined || sessionId === undefined || tool === undefined) return [];
  const endedMs = numberIn(payload, "timestamp") ?? atMs;
  const runId = hookOnlyId(endedMs, tool);
  const id: AgentRunId = { agent: "copilot", sessionId, runId };
  const cwd = textIn(payload, "cwd");
  const what = subjectOf(tool, fieldsIn(payload, "toolArgs") ?? {});
  return [
    { type: "run-started", ...id, ...what, atMs: endedMs, cwd },
    { type: "run-ended", ...id, atMs: endedMs, ...end },
  ];
}

const ends: Readonly<Record<string, typeof completed>> = {
  postToolUse: completed,
  postToolUseFailure: failed,
};

function subjectOf(tool: string, args: Fields): Pick<AgentRunStarted, "kind" | "name"> {
  if (tool === "skill") return { kind: "skill", name: nameIn(args, "skill") ?? tool };
  if (tool === "task") return { kind: "agent", name: nameIn(args, "agent_type") ?? tool };
  return { kind: "tool", name: tool };
}
