import type { SessionSummary } from "../analysis/sessions";
import type { WorkflowMetrics } from "../analysis/workflowMetrics";

/** What other programs ask of a history, beside what views do. Moments in milliseconds since 1970 UTC. */
export interface InsightMethods {
  /** Sessions that began in [fromMs, toMs), newest first. */
  sessions(query: { readonly fromMs?: number; readonly toMs?: number }): readonly SessionSummary[];
  /** The sessions that began at `fromMs` or later as one row of figures. */
  workflowMetrics(query: { readonly fromMs: number }): WorkflowMetrics;
}

export type InsightMethod = keyof InsightMethods;
