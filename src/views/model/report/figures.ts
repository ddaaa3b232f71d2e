import type { ReportData } from "../../../analysis/model";
import { linePath } from "./scale";
import type { Words } from "./words";

/** One of the large numbers on top of the page. */
export interface Figure {
  readonly id: "runs" | "completion" | "duration" | "time" | "agents";
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** SVG path in a box of 100 × 100; empty where there is nothing to follow over time. */
  readonly spark: string;
}

/** @returns the figures in the order they are read. */
export function figures(report: ReportData, words: Words): readonly Figure[] {
  const { overview, timeline } = report;
  const { t, percent, duration, count } = words;
  const over = (values: readonly (number | undefined)[]): string => {
    const known = values.filter((value) => value !== undefined);
    return known.length < 3 ? "" : linePath(values, Math.max(...known) || 1);
  };
  const interval = overview.interval;
  const lost = overview.counts.failed + overview.counts.abandoned;
  return [
    {
      id: "runs",
      label: t("Runs"),
      value: count(overview.total),
      note: t("{skills}, {sessions}", {
        skills: words.skills(overview.skills),
        sessions: words.sessions(overview.sessions),
      }),
      spark: over(timeline.buckets.map((bucket) => bucket.total)),
    },
    {
      id: "completion",
      label: t("Completed"),
      value: percent(overview.rate),
      note:
        interval === undefined
          ? t("nothing finished yet")
          : t("95% interval {low} to {high}", {
              low: percent(interval[0]),
              high: percent(interval[1]),
            }),
      spark: over(
        timeline.buckets.map((bucket) => (bucket.finished < 3 ? undefined : bucket.rate)),
      ),
    },
    {
      id: "duration",
      label: t("Median duration"),
      value: duration(overview.durations.medianMs),
      note: t("one in ten takes over {p90}", {
        // A number and its unit stay on one line.
        p90: duration(overview.durations.p90Ms).replaceAll(" ", "\u00a0"),
      }),
      spark: over(timeline.buckets.map((bucket) => bucket.medianDurationMs)),
    },
    {
      id: "time",
      label: t("Time in runs"),
      value: duration(overview.durations.totalMs),
      note: t("{runs} failed or given up", { runs: words.runs(lost) }),
      spark: "",
    },
    {
      id: "agents",
      label: t("By agents"),
      value:
        overview.total === 0 ? percent(undefined) : percent(overview.byAgents / overview.total),
      note: words.runs(overview.byAgents),
      spark: "",
    },
  ];
}
