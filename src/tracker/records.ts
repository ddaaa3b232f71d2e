import type { Invocation } from "./model";
import type { InvocationEnded, InvocationStarted } from "./record";

/** @returns the record that tells the beginning of an invocation. */
export function startRecord(invocation: Invocation, category?: string): InvocationStarted {
  const { alternatives } = invocation;
  return {
    type: "started",
    id: invocation.id,
    sessionId: invocation.sessionId,
    skill: invocation.skill,
    atMs: invocation.startedAtMs,
    author: invocation.author,
    source: invocation.source,
    category,
    background: invocation.background || undefined,
    phase: invocation.phase,
    command: invocation.command,
    cwd: invocation.cwd,
    parentId: invocation.parentId,
    workflowPath: invocation.workflowPath,
    workflowStepId: invocation.workflowStepId,
    query: invocation.query,
    alternatives: alternatives.length > 0 ? alternatives : undefined,
    selectionRank: invocation.selectionRank,
  };
}

/** @returns the record that tells the end of an ended invocation. */
export function endRecord(
  invocation: Invocation,
  atMs: number,
  corrected?: InvocationEnded["corrected"],
): InvocationEnded {
  const { outcome, followUps } = invocation;
  return {
    type: "ended",
    id: invocation.id,
    atMs,
    outcome: outcome === "running" ? "unknown" : outcome,
    reason: invocation.endReason ?? "reported",
    durationMs: invocation.durationMs,
    wallMs: invocation.wallMs,
    exitCode: invocation.exitCode,
    errorType: invocation.errorType,
    followUps: followUps.length > 0 ? followUps : undefined,
    corrected,
  };
}
