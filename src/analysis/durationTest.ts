import type { Judgement } from "./countTest";
import { median } from "./quantiles";
import { incompleteBeta } from "./specialFunctions";
import { studentP } from "./studentP";

/** How long the runs of one day took, at least one run. */
export interface DayDurations {
  /** Milliseconds, in any order. */
  readonly runs: Float64Array;
  /** Their median, milliseconds. */
  readonly median: number;
  /** `logDuration` of the median. */
  readonly level: number;
}

/** A median absolute deviation × this is the standard deviation of a normal distribution. */
const deviations = 1.4826022185056018;
/** A scale from the median absolute deviation is as sure as a deviation of so many of the values. */
const efficiency = 0.3675;
/** Days that differ by less than 5 % are alike, however alike the others were. */
const leastScale = Math.log(1.05);
/** What is shorter is felt as instant. Source: Nielsen, Usability Engineering (1993), 5.5. */
export const instantMs = 100;

/**
 * ln of a duration in milliseconds, since durations differ by factors: twice as long is as far as
 * half as long. Whatever is instant counts as just so, which also keeps 0 in.
 */
export function logDuration(ms: number): number {
  return Math.log(Math.max(instantMs, ms));
}

/**
 * Judges how long a skill took on one day by earlier days, which it is not among: both by days and
 * by runs, and the less sure of the two counts.
 *
 * By days: t = (y − M) ÷ (S·√(1 + π ÷ 2d)). y is the logarithm of the day's median, M the median of
 * those of the d earlier days and S their median absolute deviation × 1.4826 × d ÷ (d − 0.8), at
 * least ln 1.05: some wild days change neither. Judged as Student's t with 0.3675·(d − 1) degrees
 * of freedom, since S is no better known.
 *
 * By runs: twice the chance that half of n runs are as far on that side as y, when a share
 * f = (k + ½) ÷ (N + 1) of all N earlier runs is. It matters where the day has few runs, or where
 * runs are of two sorts, say with a full cache and an empty one.
 *
 * Sources: Rousseeuw and Croux, JASA 88 (1993), p. 1273, for the efficiency of S; Croux and
 * Rousseeuw, COMPSTAT 1992, p. 411, for its factor.
 *
 * @param earlier at least 5 days.
 * @param interest a p-value above it may come out too small, though still above it; 1 when left out.
 * @returns `expected` in whole milliseconds, that is e to the power of M.
 */
export function durationTest(
  day: DayDurations,
  earlier: readonly DayDurations[],
  interest = 1,
): Judgement {
  const d = earlier.length;
  const levels = new Float64Array(d);
  for (let at = 0; at < d; at++) levels[at] = earlier[at]?.level ?? NaN;
  const middle = median(levels) ?? NaN;
  const expected = Math.round(Math.exp(middle));
  const side = day.level > middle ? 1 : day.level < middle ? -1 : 0;
  if (side === 0) return { expected, side, pValue: 1 };
  for (let at = 0; at < d; at++) levels[at] = Math.abs((levels[at] ?? NaN) - middle);
  const scale = Math.max(leastScale, (deviations * (median(levels) ?? 0) * d) / (d - 0.8));
  const t = (day.level - middle) / (scale * Math.sqrt(1 + Math.PI / (2 * d)));
  const byDays = studentP(t, efficiency * (d - 1));
  if (byDays > interest) return { expected, side, pValue: byDays };
  return { expected, side, pValue: Math.max(byDays, chanceOfRuns(day, earlier, side)) };
}

function chanceOfRuns(
  { runs, median: ms }: DayDurations,
  earlier: readonly DayDurations[],
  side: 1 | -1,
): number {
  let [all, asFar] = [0, 0];
  for (const one of earlier) {
    all += one.runs.length;
    for (const other of one.runs) if (side > 0 ? other >= ms : other <= ms) asFar++;
  }
  const share = (asFar + 0.5) / (all + 1);
  const half = Math.ceil(runs.length / 2);
  return Math.min(1, 2 * incompleteBeta(share, half, runs.length - half + 1));
}
