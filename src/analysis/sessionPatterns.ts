import type { History } from "../tracker/history";
import { LocalMoments, type LocalPlace } from "./localMoments";
import type { Calendar, Rate } from "./model";
import { median } from "./quantiles";
import { Tally } from "./rates";
import { dayStreaks, type DayStreaks } from "./streaks";
import { weeklyTrend, type WeeklyTrend } from "./weeklyTrend";
import { partsOfDay, type PartOfDay } from "./workflowMetrics";

/** Shorter sessions are short, milliseconds. */
const mediumFromMs = 30 * 60_000;
/** Longer sessions are long, milliseconds. */
const mediumToMs = 120 * 60_000;
const weekdays = 7;

/** How somebody works: how long, when and how regularly. What is not known is absent. */
export interface SessionPatterns {
  /** Sessions with at least one run. */
  readonly sessions: number;
  /** Sessions by span: below 30 minutes, 30–120, above; unknown where only one moment is known. */
  readonly lengths: {
    readonly short: number;
    readonly medium: number;
    readonly long: number;
    readonly unknown: number;
  };
  /** Over the sessions whose span is known, milliseconds. */
  readonly medianSpanMs?: number;
  readonly streaks: DayStreaks;
  /** Sessions that began and runs that started at 5–11, 12–16, 17–20 and 21–4, local hours. */
  readonly parts: readonly (PartOfWork & { readonly part: PartOfDay })[];
  /** The same by day of the week, 0 = Monday; always all seven. */
  readonly weekdays: readonly (PartOfWork & { readonly weekday: number })[];
  /** On a day on which anything ran, in how many sessions it did so; mean, at least 1. */
  readonly sessionsPerActiveDay?: number;
  /** Sessions that began. */
  readonly sessionsPerWeek: WeeklyTrend;
}

type PartOfWork = Rate & { readonly sessions: number; readonly runs: number };

/**
 * Counts all runs, also those of agents and in the background. A session begins with its first run
 * and lasts to the latest moment known of it, a start or an end, as in `sessionSummaries`. Days are
 * local ones, also where a clock change makes them longer or shorter.
 */
export function sessionPatterns(
  history: History,
  place: LocalPlace & { readonly nowMs: number; readonly calendar: Calendar },
): SessionPatterns {
  const count = history.sessions.length;
  const first = new Float64Array(count).fill(Infinity);
  const last = new Float64Array(count).fill(-Infinity);
  const dayOf = new Int32Array(count).fill(-1);
  const byPart = new Tally(partsOfDay.length);
  const byWeekday = new Tally(weekdays);
  const begunInPart = new Uint32Array(partsOfDay.length);
  const begunOnWeekday = new Uint32Array(weekdays);
  const days: number[] = [];
  const local = new LocalMoments(place);
  let sessionDays = 0;
  for (let row = 0; row < history.length; row++) {
    const session = history.session[row] ?? 0;
    const startMs = history.startedAtMs[row] ?? 0;
    const outcome = history.outcome[row] ?? 0;
    if (local.moveTo(startMs)) days.push(local.dayStartMs);
    byPart.add(local.part, outcome);
    byWeekday.add(local.weekday, outcome);
    if (first[session] === Infinity) {
      first[session] = startMs;
      begunInPart[local.part] = (begunInPart[local.part] ?? 0) + 1;
      begunOnWeekday[local.weekday] = (begunOnWeekday[local.weekday] ?? 0) + 1;
    }
    if (dayOf[session] !== days.length) sessionDays++;
    dayOf[session] = days.length;
    const endMs = startMs + (history.durationMs[row] || 0);
    if (endMs > (last[session] ?? Infinity)) last[session] = endMs;
  }
  const begun = first.filter((ms) => ms !== Infinity);
  const work = (tally: Tally, sessions: Uint32Array, group: number): PartOfWork => {
    const rate = tally.rate(group);
    return { sessions: sessions[group] ?? 0, runs: rate.total, ...rate };
  };
  return {
    sessions: begun.length,
    ...spansOf(first, last),
    streaks: dayStreaks(days, place),
    parts: partsOfDay.map((part, at) => ({ part, ...work(byPart, begunInPart, at) })),
    weekdays: Array.from({ length: weekdays }, (_, weekday) => ({
      weekday,
      ...work(byWeekday, begunOnWeekday, weekday),
    })),
    ...(days.length === 0 ? {} : { sessionsPerActiveDay: sessionDays / days.length }),
    sessionsPerWeek: weeklyTrend(begun, place),
  };
}

function spansOf(
  first: Float64Array,
  last: Float64Array,
): Pick<SessionPatterns, "lengths" | "medianSpanMs"> {
  const lengths = { short: 0, medium: 0, long: 0, unknown: 0 };
  const spans = new Float64Array(first.length);
  let known = 0;
  for (let session = 0; session < first.length; session++) {
    const startMs = first[session] ?? Infinity;
    if (startMs === Infinity) continue;
    const spanMs = (last[session] ?? startMs) - startMs;
    if (spanMs > 0) spans[known++] = spanMs;
    if (spanMs <= 0) lengths.unknown++;
    else if (spanMs < mediumFromMs) lengths.short++;
    else if (spanMs <= mediumToMs) lengths.medium++;
    else lengths.long++;
  }
  const medianSpanMs = median(spans.subarray(0, known));
  return { lengths, ...(medianSpanMs === undefined ? {} : { medianSpanMs }) };
}
