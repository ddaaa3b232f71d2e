import type { History } from "../tracker/history";
import type { Calendar } from "./model";
import { rowsBetween, type RowRange } from "./rowRange";

const dayMs = 24 * 3_600_000;

export interface WindowOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** Length, finite milliseconds > 0. */
  readonly windowMs: number;
  readonly calendar: Calendar;
}

/**
 * The window that ends now, both ends included, and earlier ones to compare it with: as long, and
 * ending at the same time after local midnight, each a day before the next. Windows longer than a
 * day lie as many days apart as they need to not overlap each other.
 *
 * Only windows in which anything ran at all are listed, newest first, at most `limit`: weekends and
 * holidays are none. An earlier window of whole days is as long as those days are, also where a
 * clock change makes one of 23 or 25 hours.
 */
export function windowsBefore(
  history: History,
  { nowMs, windowMs, calendar }: WindowOptions,
  limit: number,
): { readonly window: RowRange; readonly earlier: readonly RowRange[] } {
  const window = rowsBetween(history, nowMs - windowMs, nowMs + 1);
  const today = calendar.startOf("day", nowMs);
  const sinceMs = nowMs - today;
  const step = Math.max(1, Math.ceil(windowMs / dayMs));
  const wholeDays = windowMs % dayMs === 0;
  const oldestMs = history.length === 0 ? Infinity : (history.startedAtMs[0] ?? Infinity);
  const earlier: RowRange[] = [];
  let day = daysBack(today, step, calendar);
  let endMs = day + sinceMs;
  // The window itself is as long as was asked for, and over a day of 23 hours reaches back further.
  let before = nowMs - windowMs;
  while (earlier.length < limit && before > oldestMs) {
    const previousDay = daysBack(day, step, calendar);
    const previousEndMs = previousDay + sinceMs;
    const fromMs = wholeDays ? previousEndMs : endMs - windowMs;
    const rows = rowsBetween(history, fromMs, Math.min(endMs, before));
    if (rows.end > rows.first) earlier.push(rows);
    before = Math.min(before, fromMs);
    day = previousDay;
    endMs = previousEndMs;
  }
  return { window, earlier };
}

function daysBack(startMs: number, days: number, calendar: Calendar): number {
  let start = startMs;
  for (let day = 0; day < days; day++) start = calendar.startOf("day", start - 1);
  return start;
}
