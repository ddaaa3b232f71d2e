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

/** What changed lately: the same whatever the range of a filter. */
type LatePatterns = Pick<WorkflowPatterns, "changes" | "anomalies">;
/** What relates skills to each other: the same whatever the skill and phase of a filter. */
type Relations = Pick<WorkflowPatterns, "pairs" | "clusters" | "routines">;

/** Remembers what takes long: gives what is kept for a part and a filter, or has it worked out. */
export interface PatternsMemory {
  late(filter: HistoryFilter, workOut: () => LatePatterns): LatePatterns;
  relations(filter: HistoryFilter, workOut: () => Relations): Relations;
}

const nothingKept: PatternsMemory = {
  late: (_, workOut) => workOut(),
  relations: (_, workOut) => workOut(),
};

/**
 * The patterns in the invocations that pass the filter. What relates skills to each other is found
 * before a filter on a skill or a phase is applied, which would take away the other half; of that,
 * only what the skill has part in is kept.
 *
 * @param memory of this history, on the day of `nowMs`.
 */
export function workflowPatterns(
  history: History,
  { filter, nowMs, calendar, hourOf }: PatternsRequest,
  memory: PatternsMemory = nothingKept,
): WorkflowPatterns {
  const selected = select(history, filter);
  const always = atAnyTime(filter);
  const place = { nowMs, calendar };
  return {
    ...memory.late(always, () => latePatterns(select(history, always), place)),
    ...relationsOf(history, filter, selected, memory),
    patterns: sessionPatterns(selected, { nowMs, calendar, hourOf }),
    durationHistogram: durationHistogram(selected),
    agents: summarizeAgents(selected),
  };
}

function latePatterns(
  lately: History,
  place: Pick<PatternsRequest, "nowMs" | "calendar">,
): LatePatterns {
  return { changes: skillChanges(lately, place), anomalies: anomalyEpisodes(lately, place) };
}

/** @param selected the runs that the filter lets through. */
function relationsOf(
  history: History,
  filter: HistoryFilter,
  selected: History,
  memory: PatternsMemory,
): Relations {
  const { skill, phase, ...ofAnySkill } = filter;
  const { pairs, clusters, routines } = memory.relations(ofAnySkill, () => {
    const isNarrowed = skill !== undefined || phase !== undefined;
    const scope = isNarrowed ? select(history, ofAnySkill) : selected;
    return {
      pairs: skillPairs(scope),
      clusters: skillClusters(scope),
      routines: findRoutines(scope),
    };
  });
  const wanted = skill === undefined ? undefined : skillKey(skill);
  const has = (keys: readonly SkillKey[]): boolean => wanted === undefined || keys.includes(wanted);
  return {
    pairs: pairs.filter(({ first, second }) => has([first.key, second.key])),
    clusters: clusters.filter(({ members }) => has(members.map(({ key }) => key))),
    routines: routines.filter(({ skills }) => has(skills)),
  };
}

function atAnyTime(filter: HistoryFilter): HistoryFilter {
  const rest: { -readonly [Field in keyof HistoryFilter]: HistoryFilter[Field] } = { ...filter };
  delete rest.fromMs;
  delete rest.toMs;
  delete rest.sessionId;
  return rest;
}
