import { clock, isoDay } from "../export/localDay";

/** A local moment with its distance from UTC, for example 2026-03-04 10:30 (UTC+01:00). */
export function localMoment(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const distance = `${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${isoDay(ms)} ${clock(ms)} (UTC${minutes < 0 ? "−" : "+"}${distance})`;
}

/**
 * The name of a file for this minute, for example 2026-03-04-1030.md; the second of them is …-2.md.
 * Local time: an hour that a clock change repeats has its names twice.
 */
export function checkpointFile(ms: number, number = 1): string {
  const end = number > 1 ? `-${number}` : "";
  return `${isoDay(ms)}-${clock(ms).replace(":", "")}${end}.md`;
}

/** Whether a file has a name as `checkpointFile` gives them. */
export function isCheckpointFile(name: string): boolean {
  return /^\d{4,6}-\d{2}-\d{2}-\d{4}(?:-\d+)?\.md$/.test(name);
}
