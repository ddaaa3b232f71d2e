import { weightedMedian } from "./weightedMedian";

/** A mean of `weight` observations at a point in time. */
export interface TrendPoint {
  /** In any unit; distinct and ascending over the points. */
  readonly at: number;
  readonly value: number;
  /** How many observations the value is the mean of, > 0. */
  readonly weight: number;
}

/**
 * A straight line through points that a few wild ones cannot tilt: the slope is the median of the
 * slopes (yⱼ − yᵢ) ÷ (tⱼ − tᵢ) of all pairs, each weighted by what it is sure of, that is by
 * 1 ÷ its standard error: (tⱼ − tᵢ) · √(nᵢnⱼ ÷ (nᵢ + nⱼ)). The line passes through the median of
 * y − slope · t, weighted by n.
 *
 * Sources: Sen, JASA 63 (1968), p. 1379; weights: Jaeckel, Annals of Mathematical Statistics 43
 * (1972), p. 1449, for the distance in time.
 *
 * @returns undefined for fewer than two points.
 */
export function theilSen(
  points: readonly TrendPoint[],
): { readonly slope: number; readonly at: (t: number) => number } | undefined {
  const pairs = (points.length * (points.length - 1)) / 2;
  const slopes = new Float64Array(pairs);
  const weights = new Float64Array(pairs);
  let pair = 0;
  points.forEach((late, j) => {
    for (const early of points.slice(0, j)) {
      const span = late.at - early.at;
      const size = (early.weight * late.weight) / (early.weight + late.weight);
      slopes[pair] = (late.value - early.value) / span;
      weights[pair++] = span * Math.sqrt(size);
    }
  });
  const slope = weightedMedian(slopes, weights);
  if (slope === undefined) return undefined;
  const level = weightedMedian(
    Float64Array.from(points, ({ at, value }) => value - slope * at),
    Float64Array.from(points, ({ weight }) => weight),
  );
  return level === undefined ? undefined : { slope, at: (t) => level + slope * t };
}
