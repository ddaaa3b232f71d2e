import * as z from "zod/v4";
import type { RecentSkill } from "../../../analysis/recentSkills";
import { readStored } from "../place";
import { defineTool } from "../tool";
import {
  count,
  countsOf,
  iso,
  kind,
  listLimit,
  moment,
  outcomeCounts,
  percent,
  plural,
  rateOrNull,
  secondsOf,
  secondsOrNull,
  warnings,
} from "../values";
import { hourMs, windowHours } from "./windows";

/** One row for each skill, in the order they come in. */
export function recentRows(recent: readonly RecentSkill[]) {
  return recent.map((one) => ({
    skill_name: one.skill.name,
    kind: one.skill.kind,
    invocation_count: one.runs,
    completed_count: one.counts.completed,
    counts: countsOf(one.counts),
    completion_rate: one.completionRate ?? null,
    median_duration_seconds: secondsOf(one.medianDurationMs),
    last_invocation_at: iso(one.lastStartedAtMs),
  }));
}

export const getRealTimeMetrics = defineTool({
  name: "get_real_time_metrics",
  title: "What runs now",
  description:
    "The skills used in the last hours, by editor windows and agents alike, most used first.",
  input: { limit: listLimit(10), time_window_hours: windowHours(1) },
  output: {
    top_skills: z.array(
      z.strictObject({
        skill_name: z.string(),
        kind,
        invocation_count: count,
        completed_count: count,
        counts: outcomeCounts,
        completion_rate: rateOrNull.describe("Completed of those that finished"),
        median_duration_seconds: secondsOrNull.describe("Over completed runs in the foreground"),
        last_invocation_at: moment,
      }),
    ),
    warnings,
  },
  run: async (place, { limit, time_window_hours }) => {
    const stored = await readStored(place);
    const windowMs = time_window_hours * hourMs;
    const query = { nowMs: place.nowMs(), windowMs, limit };
    const rows = recentRows(await place.history.insight("recentSkills", query));
    return {
      message: `Found ${plural(rows.length, "skill")} in the last ${plural(time_window_hours, "hour")}.`,
      lines: rows.map(
        (row) =>
          `${row.skill_name}: ${plural(row.invocation_count, "run")}, ${percent(row.completion_rate)} completed`,
      ),
      data: { top_skills: rows, warnings: [...stored.warnings] },
    };
  },
});
