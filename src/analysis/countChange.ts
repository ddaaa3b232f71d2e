import { incompleteBeta } from "./specialFunctions";
import { betaBinomialAtMost } from "./tails";

/**
 * The two-sided p-value, 0–1, of a change in how much is counted in a stretch of time, say a week:
 * the recent ones against the earlier ones.
 *
 * If all have the same mean and are Poisson counts whose mean itself scatters as a gamma variable
 * of shape k (negative binomial), then of all N counted so many as x fall into the recent ones by a
 * beta-binomial distribution with N trials, a = k·recent and b = k·earlier, exactly: gamma shapes
 * add up and their scale drops out. With k = ∞ it is the binomial test of two Poisson counts,
 * Przyborowski and Wilenski, Biometrika 31 (1940).
 *
 * k = m² ÷ τ² comes from the scatter within both groups about their own means,
 * τ² = max(0, s² − m)·f ÷ (f − 1) with f = n − 2 degrees of freedom; the factor pays for having
 * only estimated s². The p-value is twice the tail on the side of the change, so that on Poisson
 * counts a level is kept.
 *
 * @param earlier at least one count; with `recent` at least four, whole numbers ≥ 0.
 */
export function countChange(earlier: readonly number[], recent: readonly number[]): number {
  const before = sumOf(earlier);
  const since = sumOf(recent);
  const all = before + since;
  if (all === 0) return 1;
  const weeks = earlier.length + recent.length;
  const freedom = weeks - 2;
  const mean = all / weeks;
  const variance = (squaresOf(earlier) + squaresOf(recent)) / freedom;
  const between = (Math.max(0, variance - mean) * freedom) / (freedom - 1);
  const part = recent.length / weeks;
  const isMore = since > all * part;
  // The side with more than its part, and how much of all it would have by chance.
  const [count, share] = isMore ? [since, part] : [before, 1 - part];
  // What rounding leaves is no scatter, and would ask for gamma functions of 10¹⁶.
  if (between < 1e-6 * mean) return Math.min(1, 2 * incompleteBeta(share, count, all - count + 1));
  const shape = (weeks * mean ** 2) / between;
  return Math.min(1, 2 * betaBinomialAtMost(all - count, all, shape * (1 - share), shape * share));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function squaresOf(counts: readonly number[]): number {
  const mean = sumOf(counts) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
}
