import type { Anomaly, AnomalyOptions } from "../analysis/anomalies";
import type { SkillDependenciesOptions, SkillDependency } from "../analysis/dependencies";
import type { GitWorkQuery } from "../analysis/commitColumns";
import type { GitWork } from "../analysis/gitWork";
import type { Insights } from "../analysis/insightModel";
import type { Bottleneck } from "../analysis/model";
import type { RecentSkill, RecentSkillsOptions } from "../analysis/recentSkills";
import type { SessionSummary } from "../analysis/sessions";
import type { SkillTrend, SkillTrendOptions } from "../analysis/trend";
import type { SkillUsage } from "../analysis/usage";
import type { WorkflowMetrics } from "../analysis/workflowMetrics";
import type { HistoryFilter } from "../tracker/history";
import type { SkillRef } from "../tracker/model";

/**
 * What other programs ask of a history, beside what views do; local days are the worker's. Moments
 * in milliseconds since 1970 UTC.
 */
export interface InsightMethods {
  /** Sessions that began in [fromMs, toMs), newest first. */
  sessions(query: { readonly fromMs?: number; readonly toMs?: number }): readonly SessionSummary[];
  /** The sessions that began at `fromMs` or later as one row of figures. */
  workflowMetrics(query: { readonly fromMs: number }): WorkflowMetrics;
  /** The few things that matter most, the routines among them. */
  insights(query: { readonly nowMs: number }): Insights;
  recentSkills(query: RecentSkillsOptions): readonly RecentSkill[];
  anomalies(query: Omit<AnomalyOptions, "calendar">): readonly Anomaly[];
  skillTrend(query: Omit<SkillTrendOptions, "calendar"> & { readonly skill: SkillRef }): SkillTrend;
  skillDependencies(
    query: SkillDependenciesOptions & { readonly skill: SkillRef },
  ): readonly SkillDependency[];
  /** Phases that are given up too often, worst first; without what else a report holds. */
  bottlenecks(query: { readonly filter: HistoryFilter }): readonly Bottleneck[];
  /** Commits joined with runs by local calendar day. */
  gitWork(query: GitWorkQuery): GitWork;
  /** Every skill that passes, with its figures and its words. */
  usage(query: { readonly filter: HistoryFilter }): readonly SkillUsage[];
}

export type InsightMethod = keyof InsightMethods;

/** What a method is asked, and what it answers. */
export type InsightQuery<M extends InsightMethod> = Parameters<InsightMethods[M]>[0];
export type InsightAnswer<M extends InsightMethod> = ReturnType<InsightMethods[M]>;
