import { optional } from "./completion";
import type { Invocation } from "./model";
import type { InvocationEnded, InvocationStarted } from "./record";

/** @returns the record that tells the beginning of an invocation. */
export function startRecord(invocation: Invocation): InvocationStarted {
  const { id, sessionId, skill, startedAtMs, author, source } = invocation;
  const { alternatives, background } = invocation;
  return {
    type: "started",
    id,
    sessionId,
    skill,
    atMs: startedAtMs,
    author,
    source,
    ...optional("background", background || undefined),
    ...optional("phase", invocation.phase),
    ...optional("command", invocation.command),
    ...optional("cwd", invocation.cwd),
    ...optional("parentId", invocation.parentId),
    ...optional("workflowPath", invocation.workflowPath),
    ...optional("workflowStepId", invocation.workflowStepId),
    ...optional("query", invocation.query),
    ...optional("alternatives", alternatives.length > 0 ? alternatives : undefined),
    ...optional("selectionRank", invocation.selectionRank),
  };
}

/** @returns the record that tells the end of an ended invocation. */
export function endRecord(invocation: Invocation, atMs: number): InvocationEnded {
  const { id, outcome, endReason, followUps } = invocation;
  return {
    type: "ended",
    id,
    atMs,
    outcome: outcome === "running" ? "unknown" : outcome,
    reason: endReason ?? "reported",
    ...optional("durationMs", invocation.durationMs),
    ...optional("exitCode", invocation.exitCode),
    ...optional("errorType", invocation.errorType),
    ...optional("followUps", followUps.length > 0 ? followUps : undefined),
  };
}
