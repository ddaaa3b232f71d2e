import { set, type Draft } from "./completion";
import type { Invocation } from "./model";
import type { InvocationEnded, InvocationStarted } from "./record";

/** @returns the record that tells the beginning of an invocation. */
export function startRecord(invocation: Invocation): Draft<InvocationStarted> {
  const { alternatives } = invocation;
  const record: Draft<InvocationStarted> = {
    type: "started",
    id: invocation.id,
    sessionId: invocation.sessionId,
    skill: invocation.skill,
    atMs: invocation.startedAtMs,
    author: invocation.author,
    source: invocation.source,
  };
  if (invocation.background) record.background = true;
  set(record, "phase", invocation.phase);
  set(record, "command", invocation.command);
  set(record, "cwd", invocation.cwd);
  set(record, "parentId", invocation.parentId);
  set(record, "workflowPath", invocation.workflowPath);
  set(record, "workflowStepId", invocation.workflowStepId);
  set(record, "query", invocation.query);
  if (alternatives.length > 0) record.alternatives = alternatives;
  set(record, "selectionRank", invocation.selectionRank);
  return record;
}

/** @returns the record that tells the end of an ended invocation. */
export function endRecord(invocation: Invocation, atMs: number): Draft<InvocationEnded> {
  const { outcome, followUps } = invocation;
  const record: Draft<InvocationEnded> = {
    type: "ended",
    id: invocation.id,
    atMs,
    outcome: outcome === "running" ? "unknown" : outcome,
    reason: invocation.endReason ?? "reported",
  };
  set(record, "durationMs", invocation.durationMs);
  set(record, "exitCode", invocation.exitCode);
  set(record, "errorType", invocation.errorType);
  if (followUps.length > 0) record.followUps = followUps;
  return record;
}
