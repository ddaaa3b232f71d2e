import { incompleteBeta, logBeta } from "./specialFunctions";

/** Bisection alone gets to the last digit of a number between 0 and 1. */
const mostSteps = 60;
const precision = 1e-12;

/**
 * The value that a variable of the beta distribution is at most with the chance `q`: the inverse of
 * `incompleteBeta`, by Newton's method where that stays between known bounds, else by bisection.
 *
 * @param q 0–1.
 * @param a > 0.
 * @param b > 0.
 * @returns 0–1, right to about twelve digits.
 */
export function betaQuantile(q: number, a: number, b: number): number {
  if (q <= 0) return 0;
  if (q >= 1) return 1;
  const constant = logBeta(a, b);
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < mostSteps && high - low > precision; step++) {
    const miss = incompleteBeta(x, a, b) - q;
    if (miss > 0) high = x;
    else low = x;
    const logDensity = (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - constant;
    const next = x - miss / Math.exp(logDensity);
    const isBetween = next > low && next < high;
    if (isBetween && Math.abs(next - x) < precision) return next;
    x = isBetween ? next : (low + high) / 2;
  }
  return x;
}
