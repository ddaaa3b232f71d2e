import type { Judgement } from "./countTest";
import { betaBinomialAtMost } from "./tails";

/** The runs of one day that finished, and those of them that completed. */
export interface FinishedRuns {
  readonly finished: number;
  readonly completed: number;
}

/**
 * Judges the completion rate of one day by those of earlier days, which it is not among: the exact
 * binomial tail, averaged over the rates the day may have by them, a beta distribution.
 *
 * Its mean is the smoothed rate μ = (Σc + ½) ÷ (N + 1) over the N earlier runs. Its variance is
 * μ(1 − μ)·v with v = ρ·(d − 1) ÷ (d − 3) + ρ·Σn² ÷ N² + 1 ÷ (N + 2): how much days differ, and how
 * well the rate is known. Without differences between days that is Jeffreys' posterior. ρ, 0–1, is
 * how alike the runs of one day are, since a broken test fails ten times in a row: the analysis of
 * variance estimator ρ = (M_B − M_W) ÷ (M_B + (n₀ − 1)M_W) over d days. The factor is the one of
 * `countTest`. Source: Ridout, Demétrio and Firth, Biometrics 55 (1999), p. 137, equation 3.
 *
 * @param day at least 1 finished run.
 * @param earlier days with at least 1 finished run each, at least 4 of them.
 */
export function rateTest(day: FinishedRuns, earlier: readonly FinishedRuns[]): Judgement {
  const d = earlier.length;
  const runs = earlier.reduce((sum, { finished }) => sum + finished, 0);
  const completed = earlier.reduce((sum, one) => sum + one.completed, 0);
  const squares = earlier.reduce((sum, { finished }) => sum + finished ** 2, 0);
  const mean = (completed + 0.5) / (runs + 1);
  const alike = likeness(earlier, runs, completed / runs, squares);
  const known = (alike * squares) / runs ** 2 + 1 / (runs + 2);
  const variance = Math.min(mostVariance, (alike * (d - 1)) / (d - 3) + known);
  const weight = 1 / variance - 1;
  const [a, b] = [mean * weight, (1 - mean) * weight];
  const { finished } = day;
  const expected = completed / runs;
  const above = day.completed / finished - expected;
  if (above === 0) return { expected, side: 0, pValue: 1 };
  const [far, first, second] = above > 0 ? [finished - day.completed, b, a] : [day.completed, a, b];
  const tails =
    betaBinomialAtMost(far, finished, first, second) +
    betaBinomialAtMost(far - 1, finished, first, second);
  return { expected, side: above > 0 ? 1 : -1, pValue: Math.min(1, tails) };
}

/** A beta variable has less than μ(1 − μ); this near to it nothing is known any more. */
const mostVariance = 0.9;

/** The intraclass correlation of runs by days, 0–1; 0 where each day had one run. */
function likeness(
  earlier: readonly FinishedRuns[],
  runs: number,
  rate: number,
  squares: number,
): number {
  const d = earlier.length;
  if (runs === d) return 0;
  let between = 0;
  let within = 0;
  for (const { finished, completed } of earlier) {
    const own = completed / finished;
    between += (finished * (own - rate) ** 2) / (d - 1);
    within += (finished * own * (1 - own)) / (runs - d);
  }
  const size = (runs - squares / runs) / (d - 1);
  const total = between + (size - 1) * within;
  return total === 0 ? 0 : Math.max(0, (between - within) / total);
}
