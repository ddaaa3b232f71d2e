import type { DurationForecast } from "./model";

/** With fewer durations no two of them lie so far apart that four of five further ones do between. */
export const leastDurations = 9;
/** With as many the interval holds 80 of the 100 gaps between them, no more and no less. */
export const mostDurations = 99;

/**
 * Median and 80 % prediction interval for one further duration that is exchangeable with n known
 * ones, whatever their distribution: from the j-th to the k-th shortest of them, which holds it with
 * probability (k − j) ÷ (n + 1), or more where durations are equal. k − j = ⌈0.8·(n + 1)⌉, so that
 * this is at least 0.8 and less than 0.8 + 1 ÷ (n + 1); the gaps that are left are shared out evenly,
 * and an odd one goes below, so that the longer end is the surer.
 *
 * Source: order statistics as limits, Wilks, Annals of Mathematical Statistics 12 (1941), p. 91.
 *
 * @param sorted milliseconds, shortest first.
 * @returns undefined for fewer than `leastDurations`.
 */
export function orderInterval(sorted: Float64Array): DurationForecast | undefined {
  const runs = sorted.length;
  if (runs < leastDurations) return undefined;
  const gaps = runs + 1;
  const held = Math.ceil((4 * gaps) / 5);
  const low = Math.ceil((gaps - held) / 2);
  return {
    runs,
    lowMs: nth(sorted, low),
    medianMs: (nth(sorted, Math.floor(gaps / 2)) + nth(sorted, Math.ceil(gaps / 2))) / 2,
    highMs: nth(sorted, low + held),
  };
}

/** @param n from 1. */
function nth(sorted: Float64Array, n: number): number {
  return sorted[n - 1] ?? NaN;
}
