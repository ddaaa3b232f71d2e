import { incompleteBeta, logBeta, logGamma } from "./specialFunctions";

/**
 * The chance of at most `count` under a negative binomial distribution, that is of a Poisson count
 * whose mean itself scatters as a gamma variable: I_q(shape, count + 1) with
 * q = shape ÷ (shape + mean).
 *
 * @param count a whole number; below 0 the chance is 0.
 * @param mean > 0.
 * @param shape of the gamma variable, > 0: its mean squared ÷ its variance.
 */
export function negativeBinomialAtMost(count: number, mean: number, shape: number): number {
  return count < 0 ? 0 : incompleteBeta(shape / (shape + mean), shape, count + 1);
}

/** The chance of at least `count` ≥ 0, to the last digits however small; the rest is as above. */
export function negativeBinomialAtLeast(count: number, mean: number, shape: number): number {
  return count === 0 ? 1 : incompleteBeta(mean / (shape + mean), count, shape);
}

/**
 * The chance of at most `successes` in `trials` under a beta-binomial distribution, that is of a
 * binomial count whose rate itself scatters as a beta variable:
 * Σ C(n, k) B(k + a, n − k + b) ÷ B(a, b) for k = 0…successes.
 *
 * @param successes a whole number up to `trials`; below 0 the chance is 0.
 * @param a > 0; the mean rate is a ÷ (a + b).
 * @param b > 0.
 */
export function betaBinomialAtMost(
  successes: number,
  trials: number,
  a: number,
  b: number,
): number {
  if (successes < 0) return 0;
  const others = trials - successes;
  let term = Math.exp(
    logGamma(trials + 1) -
      logGamma(successes + 1) -
      logGamma(others + 1) +
      logBeta(successes + a, others + b) -
      logBeta(a, b),
  );
  let sum = 0;
  for (let k = successes; k >= 0; k--) {
    sum += term;
    term *= (k * (trials - k + b)) / ((trials - k + 1) * (k - 1 + a));
  }
  return Math.min(1, sum);
}
