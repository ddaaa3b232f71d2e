import type { LocalPlace } from "./localMoments";
import type { Calendar } from "./model";

const hourMs = 3_600_000;

/**
 * The calendar of the process's own time zone, right over clock changes: a day may have 23 or 25
 * hours, and where midnight is skipped the day begins at the first moment it has.
 *
 * Hours are local ones too: they begin at :00 on the local clock, which need not be a whole hour of
 * UTC, and a clock change ends an hour early where it falls inside one.
 */
export function localCalendar(): Calendar {
  return {
    startOf: (unit, ms) => {
      if (unit === "hour") return startOfHour(ms);
      return startOfDay(ms, unit === "week" ? -daysSinceMonday(ms) : 0);
    },
    next: (unit, startMs) => {
      if (unit === "hour") return startOfHour(startMs + hourMs);
      return startOfDay(startMs, unit === "week" ? 7 : 1);
    },
  };
}

/** The calendar and the clock of the process's own time zone. */
export function localPlace(): LocalPlace {
  return { calendar: localCalendar(), hourOf: (ms) => new Date(ms).getHours() };
}

/** The first moment of the local day `days` after that of `ms`. */
function startOfDay(ms: number, days: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function daysSinceMonday(ms: number): number {
  return (new Date(ms).getDay() + 6) % 7;
}

function startOfHour(ms: number): number {
  const date = new Date(ms);
  const start = ms - (date.getMinutes() * 60 + date.getSeconds()) * 1000 - date.getMilliseconds();
  const offset = date.getTimezoneOffset();
  if (new Date(start).getTimezoneOffset() === offset) return start;
  // The clock changed since: by less than an hour, or not at :00. The hour began at the change.
  let before = start;
  let after = ms;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (new Date(middle).getTimezoneOffset() === offset) after = middle;
    else before = middle;
  }
  return after;
}
