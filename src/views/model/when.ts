const units = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How times of day and distances in time read in one language. */
export class When {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly clock: Intl.DateTimeFormat;

  constructor(locale: string) {
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "long" });
    this.clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  }

  /** "5 minutes ago", "yesterday"; "now" for less than a minute and for times to come. */
  ago(atMs: number, nowMs: number): string {
    const seconds = Math.max(0, (nowMs - atMs) / 1000);
    for (const [unit, size] of units) {
      if (seconds >= size) return this.relative.format(-Math.floor(seconds / size), unit);
    }
    return this.relative.format(0, "second");
  }

  /** Time of day, in local time. */
  time(atMs: number): string {
    return this.clock.format(atMs);
  }
}
