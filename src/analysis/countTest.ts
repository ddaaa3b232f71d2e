import { negativeBinomialAtLeast, negativeBinomialAtMost } from "./tails";

/** How far a day is from the earlier ones. */
export interface Judgement {
  /** What the earlier days let one expect. */
  readonly expected: number;
  /** 1 = above what was expected, −1 = below, 0 = neither. */
  readonly side: 1 | 0 | -1;
  /**
   * Two-sided mid-p, 0–1: twice the chance of a day further on that side, and once that of exactly
   * this one. With whole counts twice both would alarm too seldom. Source: Lancaster, JASA 56
   * (1961), p. 223.
   */
  readonly pValue: number;
}

/**
 * Judges the count of one day by those of earlier days, which it is not among: exact tails of a
 * negative binomial distribution, whose gamma variable is the mean of the day.
 *
 * Its mean is m = (Σx + ½) ÷ n, which also serves where all days are 0. Its variance is that of
 * days beyond Poisson's, τ² = max(0, s² − x̄)·(n − 1) ÷ (n − 3), and that of m itself,
 * (m + τ²) ÷ n. The factor is the variance of Student's t with n − 1 degrees of freedom: it pays
 * for having only estimated s².
 *
 * Rather than a score from median and MAD: counts of a few a day have a MAD of 0 more often than
 * not, five days say little about it, and what returns every other week is not news each time.
 * Days that are all equal still scatter as Poisson's do, so they can be departed from.
 *
 * @param observed the count of the day, ≥ 0.
 * @param earlier counts of earlier days, at least 4 of them.
 * @param share how much of an ordinary day this one was, 0–1: below it counts only what is missing
 *   from that much. Above, the day is compared with whole ones.
 */
export function countTest(observed: number, earlier: Float64Array, share = 1): Judgement {
  const n = earlier.length;
  let sum = 0;
  for (const count of earlier) sum += count;
  const plain = sum / n;
  let squares = 0;
  for (const count of earlier) squares += (count - plain) ** 2;
  const mean = (sum + 0.5) / n;
  const between = (Math.max(0, squares / (n - 1) - plain) * (n - 1)) / (n - 3);
  const shape = mean ** 2 / (between + (mean + between) / n);
  if (observed > plain) {
    const tails =
      negativeBinomialAtLeast(observed, mean, shape) +
      negativeBinomialAtLeast(observed + 1, mean, shape);
    return { expected: plain, side: 1, pValue: Math.min(1, tails) };
  }
  const expected = share * plain;
  if (observed >= expected) return { expected, side: 0, pValue: 1 };
  const tails =
    negativeBinomialAtMost(observed, share * mean, shape) +
    negativeBinomialAtMost(observed - 1, share * mean, shape);
  return { expected, side: -1, pValue: Math.min(1, tails) };
}
