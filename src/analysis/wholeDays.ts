import type { Calendar } from "./model";

/**
 * Where the local days before that of `nowMs` begin, oldest first, and last where the newest of
 * them ends: `days` + 1 moments, milliseconds since 1970 UTC. The day of `nowMs`, which is not over
 * yet, is none of them.
 */
export function wholeDaysBefore(
  nowMs: number,
  days: number,
  calendar: Calendar,
): readonly number[] {
  const starts = [calendar.startOf("day", nowMs)];
  for (let day = 0; day < days; day++) {
    starts.push(calendar.startOf("day", (starts.at(-1) ?? nowMs) - 1));
  }
  return starts.reverse();
}
