import type { History } from "../tracker/history";
import { isTypical } from "./durations";
import { median, quantile } from "./quantiles";

/** How many runs took from `fromMs`, inclusive, to `toMs`, exclusive, milliseconds. */
export interface DurationBin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

export interface DurationHistogram {
  /** From the shortest to the longest run without a gap; none without runs. */
  readonly bins: readonly DurationBin[];
  /** Completed foreground runs of known duration. */
  readonly count: number;
  /** Absent without runs. */
  readonly medianMs?: number;
  /** The 90th percentile; absent without runs. */
  readonly p90Ms?: number;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** Where bins begin, milliseconds: in the steps people count time in, up to three years. */
const edges = [
  0,
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20].map((count) => count * second),
  ...[1, 2, 5, 10, 20].map((count) => count * minute),
  ...[1, 2, 5, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => count * day),
];

/**
 * How long completed foreground runs of known duration take, in bins that each begin at two to
 * three times the one before: durations differ by factors, and equal steps would put most into the
 * first. Median and 90th percentile are those of the runs, not of the bins. No minimum; `count`
 * says how many runs it rests on.
 */
export function durationHistogram(history: History): DurationHistogram {
  const counts = new Uint32Array(edges.length);
  const durations = new Float64Array(history.length);
  let count = 0;
  for (let row = 0; row < history.length; row++) {
    if (!isTypical(history, row)) continue;
    const ms = history.durationMs[row] ?? 0;
    const bin = binOf(ms);
    counts[bin] = (counts[bin] ?? 0) + 1;
    durations[count++] = ms;
  }
  const values = durations.subarray(0, count);
  const medianMs = median(values);
  const p90Ms = quantile(values, 0.9);
  if (medianMs === undefined || p90Ms === undefined) return { bins: [], count };
  const first = counts.findIndex((own) => own > 0);
  const last = counts.findLastIndex((own) => own > 0);
  const bins = edges.slice(first, last + 1).map((fromMs, at) => ({
    fromMs,
    toMs: edges[first + at + 1] ?? Infinity,
    count: counts[first + at] ?? 0,
  }));
  return { bins, count, medianMs, p90Ms };
}

/** The last edge that is not above. */
function binOf(ms: number): number {
  let low = 0;
  let high = edges.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? Infinity) <= ms) low = middle;
    else high = middle;
  }
  return low;
}
