import { logGamma } from "./specialFunctions";

/** Four counts of N draws: how many have the one mark, the other, and both. */
export interface Marks {
  /** N, ≥ 1. */
  readonly all: number;
  readonly one: number;
  readonly other: number;
  readonly both: number;
}

/**
 * The chance that two marks fall together at least as often as they did if they have nothing to do
 * with each other: the upper tail of the hypergeometric distribution, Fisher's exact test with one
 * side. Σ C(one, k) · C(all − one, other − k) ÷ C(all, other) for k = both … min(one, other).
 *
 * Source: Fisher, Statistical Methods for Research Workers, 5th edition (1934), 21.02.
 *
 * @returns 0–1.
 */
export function fisherTest({ all, one, other, both }: Marks): number {
  const most = Math.min(one, other);
  if (both <= Math.max(0, one + other - all)) return 1;
  let term = Math.exp(
    logChoose(one, both) + logChoose(all - one, other - both) - logChoose(all, other),
  );
  let sum = 0;
  for (let k = both; k <= most; k++) {
    sum += term;
    term *= ((one - k) * (other - k)) / ((k + 1) * (all - one - other + k + 1));
    // Terms fall ever faster beyond the mean.
    if (term < sum * 1e-17 && k > (one * other) / all) break;
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
