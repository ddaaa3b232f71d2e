import { round } from "./scale";

/** A mark on an axis: where (per cent, from the left or the top) and what it stands for. */
export interface Tick {
  readonly at: number;
  readonly value: number;
}

/** @returns the marks of an axis from 0 at the foot to the last value at the top. */
export function ticksUpwards(values: readonly number[]): readonly Tick[] {
  const top = values.at(-1) ?? 1;
  return values.map((value) => ({ value, at: round(100 - (value / top) * 100) }));
}

/**
 * @param buckets how many columns there are, each as wide as the others
 * @param dates about how many of them to mark
 * @returns marks in the middle of columns; `value` is the number of the column, from 0.
 */
export function dateTicks(buckets: number, dates: number): readonly Tick[] {
  const width = 100 / Math.max(1, buckets);
  const every = Math.max(1, Math.ceil(buckets / dates));
  return Array.from({ length: Math.ceil(buckets / every) }, (_, mark) => ({
    at: round((mark * every + 0.5) * width),
    value: mark * every,
  }));
}
