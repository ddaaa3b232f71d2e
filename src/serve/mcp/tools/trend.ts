import * as z from "zod/v4";
import { trendDaysMaximum, type SkillTrend } from "../../../analysis/trend";
import { findSkill } from "../skillNames";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { count, kind, plural, rateOrNull, skillName, warnings } from "../values";

/** Why a trend is unknown; null when it is known. */
export function unknownReason({ direction, days, runs }: SkillTrend): string | null {
  if (direction !== "unknown") return null;
  return runs === 0
    ? "No run finished on the days looked at; today does not count, it is not over yet."
    : `Runs finished on only ${plural(days, "day")}; five are needed to name a direction.`;
}

/** Unlike the p-value, greater is surer: 1 − p. */
export function trendRow(trend: SkillTrend) {
  const { pValue } = trend;
  return {
    trend: trend.direction,
    slope: trend.slopePerDay ?? null,
    start_value: trend.startValue ?? null,
    end_value: trend.endValue ?? null,
    change_percent: trend.changePercent ?? null,
    confidence: pValue === undefined ? null : 1 - pValue,
    p_value: pValue ?? null,
    days_with_runs: trend.days,
    finished_runs: trend.runs,
    reason: unknownReason(trend),
  };
}

export const getSkillTrend = defineTool({
  name: "get_skill_trend",
  title: "Trend of a skill",
  description:
    "Whether the daily completion rate of a skill rises or falls over the whole days before today: " +
    "a robust slope, and a test whether there is a direction at all.",
  input: {
    skill_name: skillName,
    days: z.int().min(1).max(trendDaysMaximum).default(7),
  },
  output: {
    skill_name: z.string(),
    kind,
    trend: z.enum(["improving", "declining", "stable", "unknown"]),
    slope: z.number().nullable().describe("Change of the completion rate a day"),
    start_value: rateOrNull.describe("Of the fitted line"),
    end_value: rateOrNull.describe("Of the fitted line"),
    change_percent: z.number().nullable(),
    confidence: rateOrNull.describe("1 − p_value"),
    p_value: rateOrNull,
    days_with_runs: count,
    finished_runs: count,
    reason: z.string().nullable().describe("Why the trend is unknown"),
    warnings,
  },
  run: async (place, { skill_name, days }) => {
    const stored = await readStored(place);
    const { kind: ofKind, name } = findSkill(stored.skills, skill_name);
    const query = { skill: { kind: ofKind, name }, nowMs: place.nowMs(), days };
    const row = trendRow(await place.history.insight("skillTrend", query));
    return {
      message: `${name} over ${plural(days, "day")}: ${row.trend}.`,
      lines: row.reason === null ? [] : [row.reason],
      data: { skill_name: name, kind: ofKind, ...row, warnings: [...stored.warnings] },
    };
  },
});
