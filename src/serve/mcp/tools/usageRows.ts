import * as z from "zod/v4";
import type { SkillUsage, TextCount, Usage, UsageSummary } from "../../../analysis/usage";
import { parseSkillKey } from "../../../tracker/model";
import { count, iso, kind, moment, rateOrNull, secondsOf, secondsOrNull } from "../values";

/** What is told of any set of runs; the names are those of the earlier tracker. */
export const usageFields = {
  total_invocations: count,
  completed_invocations: count,
  failed_invocations: count,
  abandoned_invocations: count,
  running_invocations: count.describe("Not among the abandoned ones"),
  unknown_invocations: count.describe("They ended and nobody said how"),
  completion_rate: rateOrNull.describe("Of those that completed, failed or were abandoned"),
  total_duration_seconds: z.number().min(0).describe("Of foreground runs that were measured"),
  avg_duration_seconds: secondsOrNull.describe("Of completed foreground runs"),
};

export function usageRow({ counts, total, completionRate, totalDurationMs, ...more }: Usage) {
  return {
    total_invocations: total,
    completed_invocations: counts.completed,
    failed_invocations: counts.failed,
    abandoned_invocations: counts.abandoned,
    running_invocations: counts.running,
    unknown_invocations: counts.unknown,
    completion_rate: completionRate ?? null,
    total_duration_seconds: secondsOf(totalDurationMs) ?? 0,
    avg_duration_seconds: secondsOf(more.meanDurationMs),
  };
}

/** Skills by use, most used first. */
export const byUseField = z.array(
  z.strictObject({ skill_name: z.string(), kind: kind.nullable(), count }),
);

export function byUseRows({ byUse }: Pick<UsageSummary, "byUse">) {
  return byUse.map((skill) => ({
    skill_name: parseSkillKey(skill.key)?.name ?? skill.label,
    kind: parseSkillKey(skill.key)?.kind ?? null,
    count: skill.count,
  }));
}

const textCounts = z.array(z.strictObject({ name: z.string(), count }));
const textRows = (counts: readonly TextCount[]) =>
  counts.map(({ text, count: times }) => ({ name: text, count: times }));

/** What is told of one skill. */
export const skillUsageFields = {
  skill_name: z.string(),
  kind,
  ...usageFields,
  workflow_paths: textCounts,
  common_errors: textCounts,
  follow_up_actions: textCounts,
  avg_selection_rank: z.number().min(1).nullable().describe("1 = the first recommendation"),
  recommendation_success_rate: rateOrNull.describe("Of the runs that were the first one"),
  first_invoked: moment,
  last_invoked: moment,
};

export function skillUsageRow(skill: SkillUsage) {
  return {
    skill_name: skill.name,
    kind: skill.kind,
    ...usageRow(skill),
    workflow_paths: textRows(skill.workflowPaths),
    common_errors: textRows(skill.errorTypes),
    follow_up_actions: textRows(skill.followUps),
    avg_selection_rank: skill.meanSelectionRank ?? null,
    recommendation_success_rate: skill.firstChoiceRate ?? null,
    first_invoked: iso(skill.firstStartedAtMs),
    last_invoked: iso(skill.lastStartedAtMs),
  };
}
