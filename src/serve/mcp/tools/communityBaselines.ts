import * as z from "zod/v4";
import { skillBaselines } from "../../../recommend/peers/baselines";
import type { SkillBaseline } from "../../../recommend/peers/model";
import { defineTool } from "../tool";
import { count, listLimit, plural, secondsOf, secondsOrNull, warnings } from "../values";
import { anonymityFor, silence } from "./peers";

/** By percentile, greatest first, then by use, then by key: the order they come in. */
export function baselineRows(baselines: readonly SkillBaseline[], limit: number) {
  return [...baselines]
    .sort(
      (one, other) =>
        other.percentile - one.percentile || other.totalInvocations - one.totalInvocations,
    )
    .slice(0, limit)
    .map((baseline) => ({
      skill_name: baseline.skill,
      total_users: baseline.totalUsers,
      total_invocations: baseline.totalInvocations,
      global_completion_rate: baseline.completionRate,
      effectiveness_percentile: baseline.percentile,
      median_duration_seconds: secondsOf(baseline.medianDurationMs),
      most_common_phase: baseline.commonPhase ?? null,
    }));
}

export const getCommunityBaselines = defineTool({
  name: "get_community_baselines",
  title: "How skills fare with everyone",
  description:
    "Figures of the skills that enough users share in the folder of baselines, best first. Never " +
    "tells of fewer than five other users, and never who they are.",
  input: { limit: listLimit(20) },
  output: {
    baselines: z.array(
      z.strictObject({
        skill_name: z.string().describe("The skill's key, for example terminal:npm test"),
        total_users: count,
        total_invocations: count,
        global_completion_rate: z.number().min(0).max(1),
        effectiveness_percentile: z.number().min(0).max(100),
        median_duration_seconds: secondsOrNull,
        most_common_phase: z.string().nullable(),
      }),
    ),
    reason: z.string().nullable().describe("Why there is none"),
    warnings,
  },
  run: async ({ community }, { limit }) => {
    const shared = await community?.();
    const told =
      shared === undefined ? [] : skillBaselines(shared.community, anonymityFor(shared.community));
    const rows = baselineRows(told, limit);
    const reason = rows.length > 0 ? null : silence(shared !== undefined);
    return {
      message: reason ?? `Retrieved ${plural(rows.length, "community baseline")}.`,
      data: { baselines: rows, reason, warnings: [...(shared?.warnings ?? [])] },
    };
  },
});
