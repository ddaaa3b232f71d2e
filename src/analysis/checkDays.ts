import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { dayOf, type LocalDays } from "./localDays";
import { mannKendallMinimum } from "./mannKendall";
import type { Rate } from "./model";
import { isFinished } from "./outcomes";
import { compareText, labelOf } from "./ranking";
import { rateOf, sumOfCounts, Tally } from "./rates";
import { rateTrendTest } from "./rateTrendTest";
import { theilSen, type TrendPoint } from "./theilSen";
import { trendLevel } from "./trend";

/** Categories of the catalog whose skills say whether the work is in order. */
export const checkCategories: ReadonlySet<string> = new Set(["Testing", "Lint & format", "Build"]);
/** Fewer days with finished checks have no direction. */
export const checkDaysMinimum = mannKendallMinimum;

/** A day's checks: rate and interval are absent where none finished. */
export interface CheckDay extends Rate {
  /** Where the local day begins, milliseconds since 1970 UTC. */
  readonly startMs: number;
}

/** Where the share of passing checks is going. */
export interface CheckTrend {
  /** "stable": no direction can be shown. "unknown": there are fewer than `daysNeeded` days. */
  readonly direction: "improving" | "declining" | "stable" | "unknown";
  /** Whole days with finished checks. */
  readonly days: number;
  readonly daysNeeded: number;
  /** Change of the share in seven days, −1…1; absent while the direction is unknown. */
  readonly slopePerWeek?: number;
  /** Two-sided p of `rateTrendTest`, 0–1; absent while the direction is unknown. */
  readonly pValue?: number;
}

export interface CheckDays {
  /** Of all these days together. */
  readonly all: Rate;
  /** Every day of the range. */
  readonly days: readonly CheckDay[];
  /** What was counted, most finished runs first. */
  readonly skills: readonly (Rate & { readonly key: SkillKey; readonly label: string })[];
  readonly trend: CheckTrend;
}

/** @returns for each skill of a history whether it is a check. */
export function areChecks({ skills }: History): readonly boolean[] {
  return skills.map(({ category, kind }) => kind === "test" || checkCategories.has(category));
}

/**
 * How many of the finished runs of tests, linters, formatters, type checks and builds completed, by
 * local day. Background runs are left out: a watcher ends when it is stopped, whatever it found.
 *
 * The trend is that of whole days, without the one of `nowMs`: the line is Theil's and Sen's,
 * weighted by finished runs, and `rateTrendTest` says at a level of 5 % whether there is a direction;
 * it takes at least 5 days with finished runs.
 *
 * @param history the runs that pass the filter.
 */
export function checkDays(history: History, days: LocalDays, nowMs: number): CheckDays {
  const isCheck = areChecks(history);
  const byDay = new Tally(days.starts.length);
  const bySkill = new Tally(history.skills.length);
  for (let row = 0; row < history.length; row++) {
    const skill = history.skill[row] ?? 0;
    if (isCheck[skill] !== true || history.background[row] === 1) continue;
    const day = dayOf(days, history.startedAtMs[row] ?? NaN);
    if (day < 0) continue;
    byDay.add(day, history.outcome[row] ?? 0);
    bySkill.add(skill, history.outcome[row] ?? 0);
  }
  const counted = days.starts.map((startMs, day): CheckDay => ({ startMs, ...byDay.rate(day) }));
  const skills = history.skills.flatMap((skill, index) =>
    bySkill.total(index) === 0
      ? []
      : [{ key: skillKey(skill), label: labelOf(skill), ...bySkill.rate(index) }],
  );
  return {
    all: rateOf(sumOfCounts(counted.map(({ counts }) => counts))),
    days: counted,
    skills: skills.sort(
      (one, other) => other.finished - one.finished || compareText(one.key, other.key),
    ),
    trend: trendOf(counted.slice(0, today(days, nowMs))),
  };
}

/** @returns how many checks finished after that moment, of what `checkDays` counts. */
export function checksSince(history: History, ms: number): number {
  const isCheck = areChecks(history);
  let finished = 0;
  for (let row = history.length - 1; row >= 0 && (history.startedAtMs[row] ?? 0) > ms; row--) {
    const counts = isCheck[history.skill[row] ?? 0] === true && history.background[row] !== 1;
    if (counts && isFinished(history.outcome[row] ?? 0)) finished++;
  }
  return finished;
}

function today(days: LocalDays, nowMs: number): number {
  const day = dayOf(days, nowMs);
  return day < 0 ? days.starts.length : day;
}

function trendOf(days: readonly CheckDay[]): CheckTrend {
  const points = days.flatMap(({ rate, finished }, at): readonly TrendPoint[] =>
    rate === undefined ? [] : [{ at, value: rate, weight: finished }],
  );
  const counted = { days: points.length, daysNeeded: checkDaysMinimum };
  const line = points.length < checkDaysMinimum ? undefined : theilSen(points);
  const pValue = rateTrendTest(points);
  if (line === undefined || pValue === undefined) return { direction: "unknown", ...counted };
  const isShown = pValue < trendLevel && line.slope !== 0;
  const way = line.slope > 0 ? "improving" : "declining";
  return {
    direction: isShown ? way : "stable",
    ...counted,
    ...{ slopePerWeek: 7 * line.slope, pValue },
  };
}
