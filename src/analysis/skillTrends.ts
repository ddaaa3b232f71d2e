import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { DailySeries } from "./dailySeries";
import { qValues } from "./falseDiscovery";
import { mannKendall, mannKendallMinimum } from "./mannKendall";
import type { Calendar } from "./model";
import { compareText, labelOf } from "./ranking";
import { rateTrendTest } from "./rateTrendTest";
import { theilSen, type TrendPoint } from "./theilSen";
import { trendDaysMaximum } from "./trend";
import { wholeDaysBefore } from "./wholeDays";

/** Of the changes that are listed, one in ten may be by chance. */
export const changeLevel = 0.1;
/** Fewer days have no direction. */
export const changeDaysMinimum = mannKendallMinimum;

/** A skill that goes better or worse than it did, or faster or slower. */
export interface SkillChange {
  readonly key: SkillKey;
  readonly label: string;
  readonly metric: "completion-rate" | "duration";
  /** A duration that falls is improving. */
  readonly direction: "improving" | "declining" | "stable" | "unknown";
  /** Of the fitted line on the first day with such runs: 0–1 or milliseconds. */
  readonly startValue: number;
  /** The same on the last day. */
  readonly endValue: number;
  /** Two-sided, 0–1. */
  readonly pValue: number;
  /** The share of false alarms to expect down to here in the list, 0–1. */
  readonly qValue: number;
  /** Days with such runs. */
  readonly days: number;
  /** Runs of those days: finished ones, or completed foreground ones of known duration. */
  readonly runs: number;
}

export interface SkillChanges {
  /** Of how many skills and metrics a direction could have been shown. */
  readonly tested: number;
  /** Those with a direction, surest first. */
  readonly changes: readonly SkillChange[];
}

export interface SkillChangesOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** How many whole days before the one of `nowMs`, 1–180; 28 when left out. */
  readonly days?: number;
  readonly calendar: Calendar;
  /** At most this many changes; 10 when left out. */
  readonly limit?: number;
}

/**
 * Which skills change: the completion rates and the median durations of all skills over the whole
 * local days before today, which is not over yet. Rates are judged by `rateTrendTest`, the medians
 * of days by `mannKendall`; lines are Theil's and Sen's, weighted by the runs of the days, for
 * durations through their logarithms.
 *
 * Many skills are looked at, so some seem to change by chance: listed is what has a q-value of
 * Benjamini and Hochberg, over all skills and metrics with at least 5 days, below 0.1. Surest
 * first, then by key, then the rate.
 */
export function skillChanges(
  history: History,
  { nowMs, days = 28, calendar, limit = 10 }: SkillChangesOptions,
): SkillChanges {
  const starts = wholeDaysBefore(nowMs, Math.min(days, trendDaysMaximum), calendar);
  const series = new DailySeries(history, starts);
  const tests = history.skills.flatMap((_, skill): Test[] => [
    ...tested(skill, "completion-rate", series.rates(skill), rateTrendTest),
    ...tested(skill, "duration", series.logDurations(skill), (points) =>
      mannKendall(points.map(({ value }) => value)),
    ),
  ]);
  const q = qValues(tests.map(({ pValue }) => pValue));
  const changes = tests.flatMap((test, at) => {
    const qValue = q[at] ?? 1;
    return qValue < changeLevel ? changeOf(history, test, qValue) : [];
  });
  return {
    tested: tests.length,
    changes: changes
      .sort(
        (one, other) =>
          one.qValue - other.qValue ||
          one.pValue - other.pValue ||
          compareText(one.key, other.key) ||
          compareText(one.metric, other.metric),
      )
      .slice(0, limit),
  };
}

interface Test {
  /** Into `history.skills`. */
  readonly skill: number;
  readonly metric: SkillChange["metric"];
  readonly points: readonly TrendPoint[];
  readonly pValue: number;
}

/** One test, or none where there are too few days for one. */
function tested(
  skill: number,
  metric: SkillChange["metric"],
  points: readonly TrendPoint[],
  judge: (points: readonly TrendPoint[]) => number | undefined,
): readonly Test[] {
  const pValue = points.length < changeDaysMinimum ? undefined : judge(points);
  return pValue === undefined ? [] : [{ skill, metric, points, pValue }];
}

/** None where the line is level for all that: some days moved and most did not. */
function changeOf(history: History, test: Test, qValue: number): readonly SkillChange[] {
  const { metric, points, pValue } = test;
  const skill = history.skills[test.skill];
  const line = theilSen(points);
  if (skill === undefined || line === undefined || line.slope === 0) return [];
  const isRate = metric === "completion-rate";
  const valueAt = (point?: TrendPoint): number => {
    const value = line.at(point?.at ?? 0);
    return isRate ? Math.min(1, Math.max(0, value)) : Math.exp(value);
  };
  return [
    {
      key: skillKey(skill),
      label: labelOf(skill),
      metric,
      direction: line.slope > 0 === isRate ? "improving" : "declining",
      startValue: valueAt(points[0]),
      endValue: valueAt(points.at(-1)),
      pValue,
      qValue,
      days: points.length,
      runs: points.reduce((sum, { weight }) => sum + weight, 0),
    },
  ];
}
