import type { History, HistoryFilter } from "../tracker/history";
import { mediansBy } from "./durations";
import type { Calendar, Timeline } from "./model";
import { Tally } from "./rates";

const dayMs = 24 * 3_600_000;
/** A range up to this long is drawn by hour. */
const hoursUpToMs = 2 * dayMs;
/** No series is longer than this; a range of more days is drawn by week. */
export const maxBuckets = 120;

/**
 * Outcomes and median duration over time, one bucket for each hour, day or week of the range, also
 * where nothing ran.
 *
 * The range is the filter's; where it leaves an end open, the history's own first or last run, or
 * now, when the filter says "since". Of a range with more than `maxBuckets` weeks the newest are
 * kept, and `earlier` says how many runs lie before them.
 */
export function timeline(
  history: History,
  filter: HistoryFilter,
  nowMs: number,
  calendar: Calendar,
): Timeline {
  const range = rangeOf(history, filter, nowMs);
  if (range === undefined) return { unit: "day", earlier: 0, buckets: [] };
  const { unit, starts } = divide(range.fromMs, range.lastMs, calendar);
  const tally = new Tally(starts.length);
  const groupOf = new Int32Array(history.length).fill(-1);
  let bucket = -1;
  let earlier = 0;
  for (let row = 0; row < history.length; row++) {
    const startedAtMs = history.startedAtMs[row] ?? 0;
    while (startedAtMs >= (starts[bucket + 1] ?? Infinity)) bucket++;
    if (bucket < 0) {
      earlier++;
      continue;
    }
    groupOf[row] = bucket;
    tally.add(bucket, history.outcome[row] ?? 0);
  }
  const medianOf = mediansBy(history, groupOf, starts.length);
  return {
    unit,
    earlier,
    buckets: starts.map((startMs, at) => {
      const medianDurationMs = medianOf(at);
      return {
        startMs,
        ...tally.rate(at),
        ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
      };
    }),
  };
}

/** From the first to the last moment to show, both inclusive; undefined when there is neither. */
function rangeOf(
  history: History,
  filter: HistoryFilter,
  nowMs: number,
): { readonly fromMs: number; readonly lastMs: number } | undefined {
  const first = history.length === 0 ? undefined : history.startedAtMs[0];
  const last = history.length === 0 ? undefined : history.startedAtMs[history.length - 1];
  const fromMs = filter.fromMs ?? first;
  const openEnd = filter.fromMs === undefined ? last : Math.max(nowMs, last ?? nowMs);
  const lastMs = filter.toMs === undefined ? openEnd : filter.toMs - 1;
  if (fromMs === undefined || lastMs === undefined || lastMs < fromMs) return undefined;
  return { fromMs, lastMs };
}

function divide(
  fromMs: number,
  lastMs: number,
  calendar: Calendar,
): { readonly unit: Timeline["unit"]; readonly starts: readonly number[] } {
  const spanMs = lastMs - fromMs;
  const unit = spanMs <= hoursUpToMs ? "hour" : spanMs <= (maxBuckets - 2) * dayMs ? "day" : "week";
  // A week's worth of slack: the newest buckets are wanted, and only the calendar knows their edges.
  const floorMs = lastMs - (maxBuckets + 1) * 7 * dayMs;
  const starts: number[] = [];
  let startMs = calendar.startOf(unit, Math.max(fromMs, floorMs));
  for (; startMs <= lastMs; startMs = calendar.next(unit, startMs)) starts.push(startMs);
  return { unit, starts: starts.slice(-maxBuckets) };
}
