import type { Calendar } from "./model";

/** Days on end on which something ran. */
export interface DayStreaks {
  /** The longest one there was; 0 only without any run. */
  readonly longestDays: number;
  /**
   * The one that reaches to today, or to yesterday while nothing has run today: a day that is not
   * over breaks nothing. 0 when the last active day is longer ago.
   */
  readonly currentDays: number;
  /** All days on which something ran. */
  readonly activeDays: number;
}

/**
 * @param days starts of different local days, milliseconds since 1970 UTC, rising.
 */
export function dayStreaks(
  days: readonly number[],
  { nowMs, calendar }: { readonly nowMs: number; readonly calendar: Calendar },
): DayStreaks {
  let longestDays = 0;
  let streak = 0;
  let following = NaN;
  for (const start of days) {
    streak = start === following ? streak + 1 : 1;
    longestDays = Math.max(longestDays, streak);
    following = calendar.next("day", start);
  }
  const yesterday = calendar.startOf("day", calendar.startOf("day", nowMs) - 1);
  const isCurrent = (days.at(-1) ?? -Infinity) >= yesterday;
  return { longestDays, currentDays: isCurrent ? streak : 0, activeDays: days.length };
}
