import { betaQuantile } from "./betaQuantile";

/** How many assumed runs a smoothed rate starts from. */
const assumedRuns = 4;
/** What is expected where nothing is known. */
const evenOdds = 0.5;
const tail = 0.025;

/** What to expect of the next run, by the runs so far and by what is expected of any. */
export interface SmoothedRate {
  /** Mean of the posterior, more than 0 and less than 1. */
  readonly rate: number;
  /** Its 95 % credible interval with equal tails, 0–1. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * (completed + 4·e) ÷ (finished + 4), the mean of a Beta(4e, 4(1 − e)) prior after the runs: e while
 * nothing is known, and never 0 or 1 where e is not.
 *
 * @param expected e, 0–1; even odds when left out.
 */
export function smoothed(completed: number, finished: number, expected = evenOdds): number {
  return (completed + assumedRuns * expected) / (finished + assumedRuns);
}

/**
 * The same with its interval: quantiles of Beta(completed + 4e, finished − completed + 4(1 − e)).
 * It holds the true rate 95 times in 100 where true rates scatter about e as the prior says; of a
 * rate far from e it holds fewer while there are few runs.
 * Source: Gelman and others, Bayesian Data Analysis, 3rd edition (2013), sections 2.4 and 5.3.
 *
 * @param finished at least `completed`.
 * @param expected more than 0 and less than 1.
 */
export function smoothedRate(completed: number, finished: number, expected: number): SmoothedRate {
  const a = completed + assumedRuns * expected;
  const b = finished - completed + assumedRuns * (1 - expected);
  return {
    rate: smoothed(completed, finished, expected),
    interval: [betaQuantile(tail, a, b), betaQuantile(1 - tail, a, b)],
  };
}
