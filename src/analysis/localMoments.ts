import type { Calendar } from "./model";
import { partOfDay, partsOfDay } from "./workflowMetrics";

/** Local time zones and their clock changes come in by this door. */
export interface LocalPlace {
  readonly calendar: Calendar;
  /** The hour of the local day, 0–23, at a moment in milliseconds since 1970 UTC. */
  readonly hourOf: (ms: number) => number;
}

/**
 * Walks through rising moments and says where in the local day and week they lie. The calendar is
 * asked once for each hour and day that is met, not for each moment.
 */
export class LocalMoments {
  /** Index into `partsOfDay`. */
  part = 0;
  /** 0 = Monday. */
  weekday = 0;
  /** Start of the day, milliseconds since 1970 UTC. */
  dayStartMs = -Infinity;
  private hourEndMs = -Infinity;
  private dayEndMs = -Infinity;

  constructor(private readonly place: LocalPlace) {}

  /**
   * @param ms not before the last one.
   * @returns whether it lies on another day than the last one.
   */
  moveTo(ms: number): boolean {
    if (ms < this.hourEndMs) return false;
    const { calendar, hourOf } = this.place;
    this.hourEndMs = calendar.next("hour", calendar.startOf("hour", ms));
    this.part = partsOfDay.indexOf(partOfDay(hourOf(ms)));
    if (ms < this.dayEndMs) return false;
    this.dayStartMs = calendar.startOf("day", ms);
    this.dayEndMs = calendar.next("day", this.dayStartMs);
    this.weekday = weekdayOf(this.dayStartMs, calendar);
    // The last hour of a day may begin before a clock change and must not reach into the next day.
    this.hourEndMs = Math.min(this.hourEndMs, this.dayEndMs);
    return true;
  }
}

function weekdayOf(dayStartMs: number, calendar: Calendar): number {
  let weekday = 0;
  let start = calendar.startOf("week", dayStartMs);
  for (; weekday < 6 && start < dayStartMs; weekday++) start = calendar.next("day", start);
  return weekday;
}
