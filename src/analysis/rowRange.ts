import type { History } from "../tracker/history";

/** Neighbouring rows: from `first`, inclusive, to `end`, exclusive. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows that started from `fromMs`, inclusive, to `toMs`, exclusive (milliseconds since 1970
 * UTC), found by halving: rows are sorted by start.
 */
export function rowsBetween(history: History, fromMs: number, toMs: number): RowRange {
  const first = firstRowFrom(history, fromMs);
  return { first, end: Math.max(first, firstRowFrom(history, toMs)) };
}

function firstRowFrom({ startedAtMs, length }: History, ms: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((startedAtMs[middle] ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
