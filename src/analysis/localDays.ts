import type { Calendar } from "./model";

/** No list of days is longer: a leap year's worth. */
export const mostLocalDays = 366;

/** Every local day of a range, also those on which nothing happened. */
export interface LocalDays {
  /** Where they begin, ascending, milliseconds since 1970 UTC. */
  readonly starts: readonly number[];
  /** The first moment of the range; the first day may have begun before. */
  readonly fromMs: number;
  /** The last moment of it; the last day may go on after. */
  readonly lastMs: number;
}

/**
 * The days from that of `fromMs` to that of `lastMs`, both inclusive; of more than a year the newest.
 * None where `lastMs` is before `fromMs`.
 */
export function localDays(fromMs: number, lastMs: number, calendar: Calendar): LocalDays {
  const starts: number[] = [];
  let startMs = calendar.startOf("day", lastMs);
  while (lastMs >= fromMs && starts.length < mostLocalDays) {
    starts.push(startMs);
    if (startMs <= fromMs) break;
    startMs = calendar.startOf("day", startMs - 1);
  }
  starts.reverse();
  return { starts, fromMs: Math.max(fromMs, starts[0] ?? fromMs), lastMs };
}

/** @returns the number of the day that holds a moment; −1 where the range does not. */
export function dayOf({ starts, fromMs, lastMs }: LocalDays, ms: number): number {
  if (!(ms >= fromMs && ms <= lastMs)) return -1;
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
