import { outcomeOf } from "../tracker/outcome";
import type { AgentRunEnded } from "./model";

/** How a run ended, without which run and when. */
export type RunEnd = Pick<
  AgentRunEnded,
  "outcome" | "reason" | "duration" | "exitCode" | "errorType"
>;

export const completed: RunEnd = { outcome: "completed", reason: "reported" };
export const failed: RunEnd = { outcome: "failed", reason: "reported" };
/** It ended, and nobody said how. */
export const unjudged: RunEnd = { outcome: "unknown", reason: "reported" };
/** The user, or a rule of theirs, did not let the run happen. */
export const rejected: RunEnd = { outcome: "abandoned", reason: "rejected" };
/** The user stopped it. */
export const cancelled: RunEnd = { outcome: "abandoned", reason: "cancelled" };

/**
 * How a shell command ended by its exit code, as everywhere in the history. That the tool itself
 * "succeeded" only says that the shell ran.
 */
export function exitEnd(exitCode: number): RunEnd {
  const { outcome = "unknown", reason } = outcomeOf(exitCode, false);
  return { outcome, reason: reason === "cancelled" ? "cancelled" : "reported", exitCode };
}
