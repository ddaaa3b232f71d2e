import { studentP } from "./studentP";
import type { TrendPoint } from "./theilSen";

/**
 * Two-sided p of a trend in rates, 0–1: the test of Cochran and Armitage, which compares the runs
 * of early and late days rather than the days. With n runs of a day at t, rate r and the rate μ and
 * middle t̄ of all runs, T = Σ n(t − t̄)(r − μ) has the variance μ(1 − μ)·Σ n(t − t̄)².
 *
 * The runs of one day resemble each other. So the variance is multiplied by how much more days
 * differ than runs by chance: φ = max(1, (X² − T² ÷ variance) ÷ (d − 2)) over d days, X² being
 * Pearson's; and T ÷ √(φ · variance) is judged as Student's t with d − 2 degrees of freedom.
 *
 * Rather than a test of ranks: a day of few runs has a rate of exactly 1 more often than a day of
 * many, so a skill that is used more and more would seem to fail more and more.
 *
 * Sources: Armitage, Biometrics 11 (1955), p. 375; McCullagh and Nelder, Generalized Linear Models
 * (1989), 4.5.2, for φ.
 *
 * @param points values from 0 to 1, weights the runs of the day.
 * @returns 1 where all runs came to the same end; undefined for fewer than three days.
 */
export function rateTrendTest(points: readonly TrendPoint[]): number | undefined {
  const freedom = points.length - 2;
  if (freedom < 1) return undefined;
  let [runs, completed, moments] = [0, 0, 0];
  for (const { at, value, weight } of points) {
    runs += weight;
    completed += weight * value;
    moments += weight * at;
  }
  const mean = completed / runs;
  const middle = moments / runs;
  const single = mean * (1 - mean);
  if (single < rounding) return 1;
  let [trend, spread, pearson] = [0, 0, 0];
  for (const { at, value, weight } of points) {
    trend += weight * (at - middle) * (value - mean);
    spread += weight * (at - middle) ** 2;
    pearson += (weight * (value - mean) ** 2) / single;
  }
  const squared = trend ** 2 / (single * spread);
  const scatter = Math.max(1, (pearson - squared) / freedom);
  return studentP(Math.sqrt(squared / scatter), freedom);
}

/** Sums of rates are rounded: a mean this near to 0 or 1 is meant to be that. */
const rounding = 1e-12;
