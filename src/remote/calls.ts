import { optional } from "../tracker/completion";
import type { EndItem, StartItem } from "./item";

/** A call of a tool. */
export interface ToolCall {
  readonly name: "track_invocation" | "complete_invocation";
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The longest text that the tools take. */
const maxText = 4_000;
const maxList = 100;
const maxRank = 1_000;
const maxSeconds = 31_536_000;

/** @param phases the stages of work that the server knows; it refuses others. */
export function beginCall(start: StartItem, phases: ReadonlySet<string>): ToolCall {
  const { phase, author, alternatives, selectionRank } = start;
  return {
    name: "track_invocation",
    arguments: {
      invocation_id: start.id,
      skill_name: start.skill.name,
      kind: start.skill.kind,
      started_at: new Date(start.atMs).toISOString(),
      agent: author.kind === "user" ? null : (author.agentName ?? "").slice(0, 200),
      ...optional("phase", phase !== undefined && phases.has(phase) ? phase : undefined),
      ...optional("query", cut(start.query)),
      ...optional("workflow_path", cut(start.workflowPath)),
      ...optional("workflow_step_id", cut(start.workflowStepId)),
      ...optional("alternatives", alternatives?.slice(0, maxList)),
      ...optional("selection_rank", selectionRank && Math.min(maxRank, Math.floor(selectionRank))),
      ...optional("command", cut(start.command)),
    },
  };
}

/**
 * @param start where it is known: what never ends by itself has no duration that says anything.
 */
export function endCall(end: EndItem, start: StartItem | undefined): ToolCall {
  const { durationMs, followUps } = end;
  const isMeasured = durationMs !== undefined && start?.background !== true;
  return {
    name: "complete_invocation",
    arguments: {
      invocation_id: end.id,
      outcome: end.outcome,
      duration_seconds: isMeasured ? Math.min(maxSeconds, durationMs / 1000) : null,
      ...optional("error_type", cut(end.errorType)),
      ...optional(
        "follow_ups",
        followUps?.slice(0, maxList).map((text) => cut(text) ?? ""),
      ),
    },
  };
}

function cut(text: string | undefined): string | undefined {
  return text?.slice(0, maxText);
}
