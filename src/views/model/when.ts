import { safeTag } from "./report/words";

/** Units of a distance in time, with their length in seconds; months and years by their mean. */
const units = [
  ["year", 365.25 * 86_400],
  ["month", 30.44 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How times of day and distances in time read in one language. */
export class When {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly clock: Intl.DateTimeFormat;

  /**
   * @param locale a BCP 47 tag; anything else is read as English
   * @param justNow the words for less than a minute
   */
  constructor(
    locale: string,
    private readonly justNow: string,
  ) {
    const tag = safeTag(locale);
    // Always a number: "yesterday" is not true of everything 24 to 48 hours ago.
    this.relative = new Intl.RelativeTimeFormat(tag, { numeric: "always", style: "long" });
    this.clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" });
  }

  /** "5 minutes ago", "1 day ago", rounded down; "just now" below a minute and for times to come. */
  ago(atMs: number, nowMs: number): string {
    const seconds = (nowMs - atMs) / 1000;
    for (const [unit, size] of units) {
      if (seconds >= size) return this.relative.format(-Math.floor(seconds / size), unit);
    }
    return this.justNow;
  }

  /** Time of day, in local time. */
  time(atMs: number): string {
    return this.clock.format(atMs);
  }
}
