/** Where hours and days of the week come from: time zones come in by this door. */
export interface LocalTime {
  /** 0–23. */
  hourOf(ms: number): number;
  /** 0 = Monday … 6 = Sunday. */
  weekdayOf(ms: number): number;
}

const quarterMs = 15 * 60_000;

/** The process's own time zone. Zones change at quarters of an hour of UTC, so one look serves each. */
export function systemLocalTime(): LocalTime {
  let quarter = NaN;
  let hour = 0;
  let weekday = 0;
  const look = (ms: number): void => {
    const of = Math.floor(ms / quarterMs);
    if (of === quarter) return;
    const date = new Date(ms);
    quarter = of;
    hour = date.getHours();
    weekday = (date.getDay() + 6) % 7;
  };
  return {
    hourOf: (ms) => {
      look(ms);
      return hour;
    },
    weekdayOf: (ms) => {
      look(ms);
      return weekday;
    },
  };
}
