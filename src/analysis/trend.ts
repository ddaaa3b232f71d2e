import type { History } from "../tracker/history";
import type { SkillRef } from "../tracker/model";
import { mannKendall, mannKendallMinimum } from "./mannKendall";
import type { Calendar } from "./model";
import { isFinished, outcomeCode } from "./outcomes";
import { rowsBetween } from "./rowRange";
import { theilSen, type TrendPoint } from "./theilSen";
import { wholeDaysBefore } from "./wholeDays";

/** Fewer days with finished runs have no slope. */
export const trendDaysMinimum = 3;
/** Longer ranges are cut to the newest days: every day is compared with every other. */
export const trendDaysMaximum = 180;
/** A direction is named when its p-value is below. */
export const trendLevel = 0.05;

/** Where the completion rate of a skill is going; what cannot be said is absent. */
export interface SkillTrend {
  /**
   * "stable": no direction can be shown. "unknown": so few days that none could be, whatever they
   * held.
   */
  readonly direction: "improving" | "declining" | "stable" | "unknown";
  /** Change of the completion rate for each calendar day, −1…1. */
  readonly slopePerDay?: number;
  /** Of the fitted line on the first day with finished runs, 0–1. */
  readonly startValue?: number;
  /** Of the fitted line on the last day with finished runs, 0–1. */
  readonly endValue?: number;
  /** From start to end, 100 · (end − start) ÷ start; absent where the start is 0. */
  readonly changePercent?: number;
  /** Two-sided p of the Mann–Kendall test over the daily rates, 0–1: lower is surer. */
  readonly pValue?: number;
  /** Days with finished runs. */
  readonly days: number;
  /** Finished runs of those days. */
  readonly runs: number;
}

export interface SkillTrendOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** How many whole days before the one of `nowMs`, 1–180; 7 when left out. */
  readonly days?: number;
  readonly calendar: Calendar;
}

/**
 * The trend of a skill's daily completion rate over the whole local days before today, which is not
 * over yet. The slope is Theil's and Sen's, weighted by the finished runs of the days; the test
 * whether there is a direction at all is that of Mann and Kendall, over days, not runs: the runs of
 * one day depend on each other. Days without finished runs have no rate and take no part; the
 * others keep their distance.
 *
 * A slope needs 3 days, a direction 5. Days of few runs reach a rate of exactly 1 more easily than
 * days of many: a skill that is used more and more is called declining by chance up to three times
 * as often as the level says. `skillChanges` judges by a test without that flaw, which needs more
 * days.
 */
export function skillTrend(
  history: History,
  skill: SkillRef,
  { nowMs, days = 7, calendar }: SkillTrendOptions,
): SkillTrend {
  const starts = wholeDaysBefore(nowMs, Math.min(days, trendDaysMaximum), calendar);
  const points = dailyRates(history, skill, starts);
  const runs = points.reduce((sum, { weight }) => sum + weight, 0);
  const counted = { days: points.length, runs };
  const line = points.length < trendDaysMinimum ? undefined : theilSen(points);
  const pValue = mannKendall(points.map(({ value }) => value));
  if (line === undefined || pValue === undefined) return { direction: "unknown", ...counted };
  const startValue = asRate(line.at(points[0]?.at ?? 0));
  const endValue = asRate(line.at(points.at(-1)?.at ?? 0));
  return {
    direction: directionOf(line.slope, pValue, points.length),
    slopePerDay: line.slope,
    startValue,
    endValue,
    ...(startValue === 0 ? {} : { changePercent: (100 * (endValue - startValue)) / startValue }),
    pValue,
    ...counted,
  };
}

function directionOf(slope: number, pValue: number, days: number): SkillTrend["direction"] {
  if (days < mannKendallMinimum) return "unknown";
  if (pValue >= trendLevel || slope === 0) return "stable";
  return slope > 0 ? "improving" : "declining";
}

/** One point for each day on which runs of the skill finished; `at` counts calendar days. */
function dailyRates(
  history: History,
  skill: SkillRef,
  starts: readonly number[],
): readonly TrendPoint[] {
  const index = history.skills.findIndex(
    ({ kind, name }) => kind === skill.kind && name === skill.name,
  );
  const finished = new Uint32Array(starts.length);
  const completed = new Uint32Array(starts.length);
  const { first, end } = rowsBetween(history, starts[0] ?? 0, starts.at(-1) ?? 0);
  let day = 0;
  for (let row = first; row < end; row++) {
    const outcome = history.outcome[row] ?? 0;
    if (history.skill[row] !== index || !isFinished(outcome)) continue;
    while ((history.startedAtMs[row] ?? 0) >= (starts[day + 1] ?? Infinity)) day++;
    finished[day] = (finished[day] ?? 0) + 1;
    if (outcome === outcomeCode.completed) completed[day] = (completed[day] ?? 0) + 1;
  }
  return [...finished].flatMap((weight, at) =>
    weight === 0 ? [] : [{ at, value: (completed[at] ?? 0) / weight, weight }],
  );
}

/** A line may leave 0–1 where a rate cannot; and what is 0 but for rounding is 0. */
function asRate(value: number): number {
  return value < 1e-12 ? 0 : Math.min(1, value);
}
