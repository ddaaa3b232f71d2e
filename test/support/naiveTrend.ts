import { twoSidedP } from "../../src/analysis/normal";
import { naiveQuantile } from "./naive";

export interface NaivePoint {
  readonly at: number;
  readonly value: number;
  readonly weight: number;
}

/** Theil's and Sen's line, by adding up the weights on either side of every slope. */
export function naiveLine(points: readonly NaivePoint[]): {
  readonly slope: number;
  readonly valueAt: (at: number) => number;
} {
  const pairs = points.flatMap((late, j) =>
    points.slice(0, j).map((early) => {
      const span = late.at - early.at;
      const weight = span / Math.sqrt(1 / early.weight + 1 / late.weight);
      return { value: (late.value - early.value) / span, weight };
    }),
  );
  const slope = naiveWeightedMedian(pairs);
  const level = naiveWeightedMedian(
    points.map(({ at, value, weight }) => ({ value: value - slope * at, weight })),
  );
  return { slope, valueAt: (at) => level + slope * at };
}

/** The p of Mann's and Kendall's test, by listing all pairs. */
export function naiveKendall(values: readonly number[]): number {
  const signs = values.flatMap((late, j) =>
    values.slice(0, j).map((early) => Math.sign(late - early)),
  );
  const balance = signs.reduce((sum, sign) => sum + sign, 0);
  const ties = [...new Set(values)].map((one) => values.filter((other) => other === one).length);
  const variance = [values.length, ...ties.map((t) => -t)].reduce((sum, t) => {
    const size = Math.abs(t);
    return sum + (Math.sign(t) * size * (size - 1) * (2 * size + 5)) / 18;
  }, 0);
  const z = (Math.abs(balance) - 1) / Math.sqrt(variance);
  return variance < 1e-9 || balance === 0 ? 1 : twoSidedP(z);
}

/** The middle of all values that have at most half of the weight on either side. */
function naiveWeightedMedian(values: readonly { value: number; weight: number }[]): number {
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const of = (kept: (other: number) => boolean): number =>
    values.filter((one) => kept(one.value)).reduce((sum, { weight }) => sum + weight, 0) / total;
  const middle = values
    .map(({ value }) => value)
    .filter(
      (value) => of((one) => one < value) < 0.5 + 1e-9 && of((one) => one > value) < 0.5 + 1e-9,
    );
  return ((naiveQuantile(middle, 0) ?? NaN) + (naiveQuantile(middle, 1) ?? NaN)) / 2;
}
