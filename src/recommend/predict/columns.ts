import { featureNames, type FeatureName } from "./model";

/** How many columns features have that are not one number: quarters of a day, and days of a week. */
const bucketCounts: Readonly<Partial<Record<FeatureName, number>>> = { hours: 4, weekday: 7 };

/**
 * The feature each column of a model belongs to. Times of day and of the week are a column for each
 * bucket: what is so in the evening need not be between what is so at noon and at night.
 */
export const columnFeatures: readonly FeatureName[] = featureNames.flatMap((name) =>
  Array<FeatureName>(bucketCounts[name] ?? 1).fill(name),
);
export const columnCount = columnFeatures.length;
const hoursAt = columnFeatures.indexOf("hours");
const weekdayAt = columnFeatures.indexOf("weekday");

/**
 * Writes the columns for a run's figures from `at` on: rates as log-odds, the narrower ones as what
 * they add to the skill's own; counts and times as logarithms, scaled so that usual ones are about 1.
 *
 * @param to is 0 there.
 */
export function encode(figures: Float64Array, to: Float32Array, at: number): void {
  const rate = logit(figures[0] ?? 0);
  to[at] = rate;
  to[at + 1] = logit(figures[1] ?? 0) - rate;
  to[at + 2] = logit(figures[2] ?? 0) - rate;
  to[at + 3] = logit(figures[3] ?? 0) - rate;
  to[at + 4] = Math.log1p(figures[4] ?? 0);
  to[at + 5] = Math.log1p(figures[5] ?? 0) / 4;
  to[at + 6] = Math.log1p(figures[6] ?? 0) / 2;
  to[at + 7] = Math.log1p(figures[7] ?? 0);
  to[at + 8] = figures[8] ?? 0;
  to[at + 9] = figures[9] ?? 0;
  to[at + hoursAt + (figures[10] ?? 0)] = 1;
  to[at + weekdayAt + (figures[11] ?? 0)] = 1;
}

/** Weights that leave the skill's smoothed rate as it is: where every model starts. */
export function rateOnly(): Float64Array {
  return Float64Array.from(columnFeatures, (name) => (name === "rate" ? 1 : 0));
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}
