import { resolve } from "node:path";
import * as z from "zod/v4";
import { partsOfDay, type WorkflowMetrics } from "../../../analysis/workflowMetrics";
import { notMeasured, notMeasuredField, type NotMeasured } from "../notMeasured";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { ToolError } from "../toolError";
import { count, isoOrNull, momentOrNull, plural, warnings } from "../values";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Sessions that last longer or shorter on average are worth a word, minutes. */
const long = 120;
const short = 30;

const missing: readonly NotMeasured[] = [
  notMeasured("avg_checkpoints_per_session", "checkpoints"),
  notMeasured("avg_commits_per_session", "git"),
  notMeasured("avg_velocity_commits_per_hour", "git"),
  notMeasured("most_productive_time_of_day", "git"),
  notMeasured("total_files_modified", "git"),
  notMeasured("avg_quality_score", "quality"),
  notMeasured("quality_trend", "quality"),
];

/** @throws ToolError when another project is asked about than the one of the data folder. */
export function requireProject(asked: string | undefined, project: string): void {
  if (asked === undefined || resolve(asked) === resolve(project)) return;
  throw new ToolError(
    "This server tells of another project; start one with --folder for the one you mean.",
  );
}

/** Sentences about figures that stand out. */
export function insightsOf(averageMinutes: number | null): readonly string[] {
  if (averageMinutes === null) return [];
  if (averageMinutes > long) return ["Sessions are long: more than two hours on average."];
  return averageMinutes < short ? ["Sessions are short: under half an hour on average."] : [];
}

/** The figures under the names that other servers of this kind give them. */
export function metricsOf(metrics: WorkflowMetrics, project: string) {
  const { meanSpanMs, meanInvocations } = metrics;
  const minutes = meanSpanMs === undefined ? null : meanSpanMs / minuteMs;
  return {
    total_sessions: metrics.sessions,
    avg_session_duration_minutes: minutes,
    sessions_with_duration: metrics.spans,
    avg_invocations_per_session: meanInvocations ?? null,
    busiest_time_of_day: metrics.busiest ?? null,
    most_used_tools: metrics.mostUsed.map(({ key, label, sessions }) => ({
      tool: label,
      key,
      usage_count: sessions,
    })),
    active_projects: metrics.sessions === 0 ? [] : [project],
    period_start: isoOrNull(metrics.firstStartedAtMs),
    period_end: isoOrNull(metrics.lastStartedAtMs),
    insights: [...insightsOf(minutes)],
    avg_checkpoints_per_session: null,
    avg_commits_per_session: null,
    avg_velocity_commits_per_hour: null,
    most_productive_time_of_day: null,
    total_files_modified: null,
    avg_quality_score: null,
    quality_trend: null,
    not_measured: [...missing],
  };
}

const never = z.null();

export const getWorkflowMetrics = defineTool({
  name: "get_workflow_metrics",
  title: "Workflow metrics",
  description:
    "The sessions of the last days as one row of figures. What would need git or a quality score is " +
    "null, and not_measured says so.",
  input: {
    project_path: z.string().min(1).max(4000).optional().describe("The project of this server"),
    days_back: z.int().min(1).max(3650).default(30),
  },
  output: {
    total_sessions: count,
    avg_session_duration_minutes: z
      .number()
      .nullable()
      .describe("Mean of the spans from first to last known moment"),
    sessions_with_duration: count.describe("How many sessions that mean rests on"),
    avg_invocations_per_session: z.number().nullable(),
    busiest_time_of_day: z
      .enum(partsOfDay)
      .nullable()
      .describe("When sessions begin that complete most runs on average; local time"),
    most_used_tools: z.array(
      z.strictObject({
        tool: z.string(),
        key: z.string(),
        usage_count: count.describe("Sessions it was used in"),
      }),
    ),
    active_projects: z.array(z.string()),
    period_start: momentOrNull.describe("Start of the earliest session found"),
    period_end: momentOrNull.describe("Start of the latest session found"),
    insights: z.array(z.string()),
    avg_checkpoints_per_session: never,
    avg_commits_per_session: never,
    avg_velocity_commits_per_hour: never,
    most_productive_time_of_day: never,
    total_files_modified: never,
    avg_quality_score: never,
    quality_trend: never,
    not_measured: notMeasuredField,
    warnings,
  },
  run: async (place, { project_path, days_back }) => {
    requireProject(project_path, place.project);
    const stored = await readStored(place);
    const fromMs = place.nowMs() - days_back * dayMs;
    const metrics = await place.history.insight("workflowMetrics", { fromMs });
    const data = metricsOf(metrics, place.project);
    return {
      message: `${plural(metrics.sessions, "session")} in the last ${plural(days_back, "day")}.`,
      lines: data.most_used_tools.map(
        ({ tool, usage_count }) => `${tool}: used in ${plural(usage_count, "session")}`,
      ),
      data: { ...data, warnings: [...stored.warnings] },
    };
  },
});
