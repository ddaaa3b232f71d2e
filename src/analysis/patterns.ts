import type { History, HistoryFilter } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { summarizeAgents } from "./agents";
import { anomalyEpisodes, type AnomalyEpisode } from "./anomalyEpisodes";
import { skillClusters, type SkillCluster } from "./clusters";
import { durationHistogram, type DurationHistogram } from "./durationHistogram";
import { select } from "./filter";
import type { AgentSummary } from "./model";
import type { ReportRequest } from "./report";
import { findRoutines, type Routine } from "./routines";
import { sessionPatterns, type SessionPatterns } from "./sessionPatterns";
import { skillPairs, type SkillPair } from "./skillPairs";
import { skillChanges, type SkillChanges } from "./skillTrends";

/** What recurs, what changes and what stands out: the part of a report that is more than counts. */
export interface WorkflowPatterns {
  /** Of the last 28 whole days, whatever the range of the filter. */
  readonly changes: SkillChanges;
  /** Of the last 14 days, whatever the range of the filter. */
  readonly anomalies: readonly AnomalyEpisode[];
  readonly pairs: readonly SkillPair[];
  readonly clusters: readonly SkillCluster[];
  readonly routines: readonly Routine[];
  readonly patterns: SessionPatterns;
  readonly durationHistogram: DurationHistogram;
  readonly agents: readonly AgentSummary[];
}

/** What a report is about, and the clock on the wall. */
export interface PatternsRequest extends ReportRequest {
  /** The local hour of a moment, 0–23. */
  readonly hourOf: (ms: number) => number;
}

/**
 * The patterns in the invocations that pass the filter. What relates skills to each other is found
 * before a filter on a skill or a phase is applied, which would take away the other half; of that,
 * only what the skill has part in is kept.
 */
export function workflowPatterns(
  history: History,
  { filter, nowMs, calendar, hourOf }: PatternsRequest,
): WorkflowPatterns {
  const { skill, phase, ...scopeFilter } = filter;
  const lately = select(history, atAnyTime(filter));
  const scope = select(history, scopeFilter);
  const narrowed = skill !== undefined || phase !== undefined;
  const selected = narrowed ? select(history, filter) : scope;
  const wanted = skill === undefined ? undefined : skillKey(skill);
  const has = (keys: readonly SkillKey[]): boolean => wanted === undefined || keys.includes(wanted);
  return {
    changes: skillChanges(lately, { nowMs, calendar }),
    anomalies: anomalyEpisodes(lately, { nowMs, calendar }),
    pairs: skillPairs(scope).filter(({ first, second }) => has([first.key, second.key])),
    clusters: skillClusters(scope).filter(({ members }) => has(members.map(({ key }) => key))),
    routines: findRoutines(scope).filter(({ skills }) => has(skills)),
    patterns: sessionPatterns(selected, { nowMs, calendar, hourOf }),
    durationHistogram: durationHistogram(selected),
    agents: summarizeAgents(selected),
  };
}

function atAnyTime(filter: HistoryFilter): HistoryFilter {
  const rest: { -readonly [Field in keyof HistoryFilter]: HistoryFilter[Field] } = { ...filter };
  delete rest.fromMs;
  delete rest.toMs;
  delete rest.sessionId;
  return rest;
}
