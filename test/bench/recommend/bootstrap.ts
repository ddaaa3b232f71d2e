import type { Random } from "../../support/random";

/** What two methods differ by, for each query of one condition. */
export interface Differences {
  /** The numbers of the queries in their set. */
  readonly queries: readonly number[];
  readonly values: readonly number[];
}

/** The mean of differences, and where 95 of 100 resamples have it. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 2000;

/**
 * The mean over conditions of their mean difference, with the percentile interval of the paired
 * bootstrap (Efron and Tibshirani, 1993): queries are drawn with replacement.
 *
 * @param sets conditions that share their queries stand together, and draw the same ones.
 */
export function bootstrap(sets: readonly (readonly Differences[])[], random: Random): Interval {
  const numbers = sets.map((set) => [...new Set(set.flatMap(({ queries }) => queries))]);
  const meanOver = (drawn: readonly Float64Array[]): number => {
    const means = sets.flatMap((set, at) => set.map((one) => weightedMean(one, drawn[at])));
    return means.reduce((sum, value) => sum + value, 0) / means.length;
  };
  const means = Array.from({ length: resamples }, () =>
    meanOver(numbers.map((own) => draw(own, random))),
  ).sort((one, other) => one - other);
  const at = (share: number): number => means[Math.round(share * (resamples - 1))] ?? NaN;
  return { mean: meanOver([]), low: at(0.025), high: at(0.975) };
}

/** How often each query was drawn, by its number. */
function draw(numbers: readonly number[], random: Random): Float64Array {
  const times = new Float64Array(Math.max(...numbers) + 1);
  for (let n = 0; n < numbers.length; n++) {
    const number = numbers[Math.floor(random.next() * numbers.length)] ?? 0;
    times[number] = (times[number] ?? 0) + 1;
  }
  return times;
}

/** @param times each counts once where it is undefined. */
function weightedMean({ queries, values }: Differences, times: Float64Array | undefined): number {
  let sum = 0;
  let weights = 0;
  for (let at = 0; at < values.length; at++) {
    const weight = times === undefined ? 1 : (times[queries[at] ?? 0] ?? 0);
    sum += weight * (values[at] ?? 0);
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}
