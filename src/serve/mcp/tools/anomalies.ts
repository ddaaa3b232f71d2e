import * as z from "zod/v4";
import { anomalyMinimumDays, type Anomaly } from "../../../analysis/anomalies";
import { iso, kind, moment, plural, warnings } from "../values";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { hourMs } from "./windows";

const types = ["spike", "drop", "pattern_shift", "slower", "faster"] as const;

/** What the two values of each type are. */
const measures = {
  spike: "runs",
  drop: "runs",
  "pattern-shift": "completion_rate",
  slower: "duration_seconds",
  faster: "duration_seconds",
} as const;

/** What was expected and observed: runs, for a shift the completion rate, or seconds. */
export function anomalyRows(anomalies: readonly Anomaly[]) {
  return anomalies.map((one) => {
    const measure = measures[one.type];
    const unit = measure === "duration_seconds" ? 1000 : 1;
    return {
      skill_name: one.skill.name,
      kind: one.skill.kind,
      anomaly_type: one.type === "pattern-shift" ? ("pattern_shift" as const) : one.type,
      measure,
      baseline_value: one.baseline / unit,
      observed_value: one.observed / unit,
      deviation_score: one.score,
      p_value: one.pValue,
      baseline_days: one.days,
      detected_at: iso(one.detectedAtMs),
    };
  });
}

const words = {
  runs: "runs",
  completion_rate: "completion rate",
  duration_seconds: "seconds",
} as const;

function sentenceOf(row: ReturnType<typeof anomalyRows>[number]): string {
  const figure = (value: number): string =>
    value.toFixed(row.measure === "completion_rate" ? 2 : 1);
  return `${row.skill_name}: ${words[row.measure]} ${figure(row.observed_value)}, usual ${figure(row.baseline_value)}`;
}

export const detectAnomalies = defineTool({
  name: "detect_anomalies",
  title: "What is unlike other days",
  description:
    "Skills whose last hours are unlike the same hours of their own earlier days, in how often they " +
    `ran or completed or in how long they took. Nothing is said with fewer than ${anomalyMinimumDays} earlier active days.`,
  input: {
    threshold: z.number().min(0).max(10).default(2).describe("Two-sided z; 2 is p = 0.0455"),
    time_window_hours: z.number().positive().max(168).default(24),
  },
  output: {
    anomalies: z.array(
      z.strictObject({
        skill_name: z.string(),
        kind,
        anomaly_type: z.enum(types),
        measure: z
          .enum(["runs", "completion_rate", "duration_seconds"])
          .describe("What the two values are"),
        baseline_value: z.number(),
        observed_value: z.number(),
        deviation_score: z.number().describe("Two-sided z; below 0 where less was observed"),
        p_value: z.number().min(0).max(1),
        baseline_days: z.int().min(0),
        detected_at: moment,
      }),
    ),
    warnings,
  },
  run: async (place, { threshold, time_window_hours }) => {
    const stored = await readStored(place);
    const windowMs = time_window_hours * hourMs;
    const query = { nowMs: place.nowMs(), windowMs, threshold };
    const rows = anomalyRows(await place.history.insight("anomalies", query));
    return {
      message: `Detected ${plural(rows.length, "anomaly", "anomalies")} with a z of at least ${threshold}.`,
      lines: rows.map(sentenceOf),
      data: { anomalies: rows, warnings: [...stored.warnings] },
    };
  },
});
