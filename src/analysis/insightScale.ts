/** So much time a week has half of the greatest effect, milliseconds. */
const halfMs = 30 * 60_000;

/**
 * How much something matters, 0–1, by the time it costs or saves each week: t ÷ (t + 30 minutes).
 * A minute a week is 0.03, half an hour 0.5, eight hours 0.94.
 *
 * @param weeklyMs milliseconds, ≥ 0.
 */
export function effectOf(weeklyMs: number): number {
  return weeklyMs / (weeklyMs + halfMs);
}

/**
 * How sure a finding is that was the surest of many, 0–1: the chance (1 − p)ᵐ that none of m
 * findings without a cause looks like that. Source: Šidák, JASA 62 (1967), p. 626.
 */
export function certaintyOf(pValue: number, tests: number): number {
  return Math.exp(tests * Math.log1p(-Math.min(1, pValue)));
}

/**
 * How sure it is that a count is no chance, 0–1: one minus a bound on the chance of a Poisson count
 * that is at least k where k ÷ lift is expected, exp(−k · (ln lift − 1 + 1 ÷ lift)).
 * Source: Chernoff, Annals of Mathematical Statistics 23 (1952), p. 493.
 *
 * @param lift how many times as often as by chance; up to 1 nothing is sure.
 */
export function certaintyOfLift(count: number, lift: number): number {
  if (lift <= 1) return 0;
  return -Math.expm1(-count * (Math.log(lift) - 1 + 1 / lift));
}
