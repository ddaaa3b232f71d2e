import { countChange } from "./countChange";
import type { Calendar } from "./model";

/** Fewer whole weeks have no trend. */
export const trendWeeksMinimum = 4;
/** The recent weeks; all others are earlier ones. */
const recentWeeks = 3;
/** Half a year before is the most that says what is usual. */
const earlierWeeks = 26;
/** A direction is named when its p-value is below. */
export const weeklyLevel = 0.05;

/** How often something happens in a week, and where that is going. */
export interface WeeklyTrend {
  /** "stable": no direction can be shown. "unknown": fewer than 4 whole weeks. */
  readonly trend: "increasing" | "decreasing" | "stable" | "unknown";
  /** Mean of the last three whole weeks. */
  readonly recent?: number;
  /** Mean of the whole weeks before these, at most 26. */
  readonly before?: number;
}

/**
 * Compares the last three whole local weeks with those before them by `countChange` at a level of
 * 5 %. Weeks in which nothing happened count as 0. This week is not over yet, and of the week of
 * the very first moment nobody knows what happened before: neither takes part.
 *
 * @param moments milliseconds since 1970 UTC, in any order.
 */
export function weeklyTrend(
  moments: Float64Array,
  { nowMs, calendar }: { readonly nowMs: number; readonly calendar: Calendar },
): WeeklyTrend {
  const first = moments.reduce((least, ms) => Math.min(least, ms), Infinity);
  // Newest first; the last one is where the oldest week begins.
  const starts = [calendar.startOf("week", nowMs)];
  while (starts.length <= recentWeeks + earlierWeeks) {
    const start = calendar.startOf("week", (starts.at(-1) ?? 0) - 1);
    if (start <= first) break;
    starts.push(start);
  }
  const counts = starts.slice(1).map(() => 0);
  if (counts.length < trendWeeksMinimum) return { trend: "unknown" };
  for (const ms of moments) {
    const week = starts.findIndex((start) => ms >= start) - 1;
    if (week >= 0) counts[week] = (counts[week] ?? 0) + 1;
  }
  const last = counts.slice(0, recentWeeks);
  const earlier = counts.slice(recentWeeks);
  const recent = meanOf(last);
  const before = meanOf(earlier);
  const isShown = recent !== before && countChange(earlier, last) < weeklyLevel;
  const direction = recent > before ? "increasing" : "decreasing";
  return { trend: isShown ? direction : "stable", recent, before };
}

function meanOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}
