import type { TimelineBucket, Timeline } from "../../../analysis/model";
import { assertNever } from "../../../base/assert";

/**
 * Gives the English sentence in the user's language, with `{name}` replaced by its value.
 * The English text is the key, as in VS Code's own localisation bundles.
 */
export type Localise = (message: string, values?: Readonly<Record<string, string>>) => string;

/** How numbers, times and sentences read in one language. */
export interface Words {
  readonly t: Localise;
  count(value: number): string;
  /** A rate 0–1. Says 0 % and 100 % only when it is exactly so; "–" for undefined. */
  percent(rate: number | undefined): string;
  /** The same with one place after the point. */
  percentTenths(share: number): string;
  /** Percentage points, 0 or more. */
  points(value: number): string;
  /** One place after the point at most. */
  tenths(value: number): string;
  /** Three places after the point. */
  decimal(value: number): string;
  /** Milliseconds; "–" for undefined. */
  duration(ms: number | undefined): string;
  /** A p-value: three places, and never 0. */
  chance(p: number): string;
  /** The names, as a sentence lists them. */
  list(names: readonly string[]): string;
  /** The day of the week; 0 = Monday. */
  weekday(index: number): string;
  /** A calendar day in local time. */
  day(ms: number): string;
  dayAndTime(ms: number): string;
  /** What a column of a time chart covers. */
  bucket(unit: Timeline["unit"], bucket: Pick<TimelineBucket, "startMs">): string;
  runs(count: number): string;
  skills(count: number): string;
  sessions(count: number): string;
  days(count: number): string;
  commits(count: number): string;
  /** An hour of the day on the clock, 0–23. */
  hour(index: number): string;
}

/** Stands where nothing is known: nothing to divide is not zero. */
export const unknownValue = "–";

/** @param locale a BCP 47 tag; one nobody knows falls back to English. */
export function wordsFor(locale: string, bundle: Readonly<Record<string, string>>): Words {
  const language = Intl.NumberFormat.supportedLocalesOf([safeTag(locale)])[0] ?? "en";
  const t: Localise = (message, values = {}) =>
    (bundle[message] ?? message).replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
    );
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const decimals = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  const thousandth = new Intl.NumberFormat(language, decimals);
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const fineShare = new Intl.NumberFormat(language, {
    ...{ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  });
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const weekday = new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const time = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const listing = new Intl.ListFormat(language, { type: "unit", style: "short" });
  const dayOfWeek = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const hourOfDay = new Intl.DateTimeFormat(language, {
    ...{ hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
  });
  const plural = (count: number, one: string, other: string): string =>
    t(count === 1 ? one : other, { count: whole.format(count) });

  return {
    t,
    count: (value) => whole.format(value),
    percent(rate) {
      if (rate === undefined) return unknownValue;
      if (rate > 0 && rate < 0.01) return `<${share.format(0.01)}`;
      if (rate < 1 && rate > 0.99) return `>${share.format(0.99)}`;
      return share.format(rate);
    },
    percentTenths(value) {
      if (value > 0 && value < 0.001) return `<${fineShare.format(0.001)}`;
      if (value < 1 && value > 0.999) return `>${fineShare.format(0.999)}`;
      return fineShare.format(value);
    },
    points(value) {
      const count = tenth.format(value);
      return t(count === tenth.format(1) ? "{count} point" : "{count} points", { count });
    },
    tenths: (value) => tenth.format(value),
    decimal: (value) => thousandth.format(value),
    chance: (p) => (p < 0.001 ? `<${thousandth.format(0.001)}` : thousandth.format(p)),
    list: (names) => listing.format(names),
    // The first of January 2024 was a Monday.
    weekday: (index) => dayOfWeek.format(Date.UTC(2024, 0, 1 + index)),
    duration(ms) {
      if (ms === undefined) return unknownValue;
      if (ms < 1000) return t("{n} ms", { n: whole.format(ms) });
      const seconds = ms / 1000;
      if (seconds < 59.5) return t("{n} s", { n: (seconds < 10 ? tenth : whole).format(seconds) });
      const units = [
        [86_400, "{n} d"],
        [3600, "{n} h"],
        [60, "{n} min"],
        [1, "{n} s"],
      ] as const;
      const parts = durationParts(
        seconds,
        units.map(([size]) => size),
      );
      return parts
        .map(([size, n]) => {
          const unit = units.find(([one]) => one === size)?.[1] ?? "{n} s";
          return t(unit, { n: whole.format(n) });
        })
        .join(" ");
    },
    day: (ms) => day.format(ms),
    dayAndTime: (ms) => time.format(ms),
    bucket(unit, { startMs }) {
      switch (unit) {
        case "hour":
          return time.format(startMs);
        case "day":
          return weekday.format(startMs);
        case "week":
          return t("Week of {day}", { day: day.format(startMs) });
        default:
          return assertNever(unit);
      }
    },
    runs: (count) => plural(count, "{count} run", "{count} runs"),
    skills: (count) => plural(count, "{count} skill", "{count} skills"),
    sessions: (count) => plural(count, "{count} session", "{count} sessions"),
    days: (count) => plural(count, "{count} day", "{count} days"),
    commits: (count) => plural(count, "{count} commit", "{count} commits"),
    hour: (index) => hourOfDay.format(Date.UTC(2024, 0, 1, index)),
  };
}

/** @returns the two greatest units of a duration that are not 0, the second rounded. */
function durationParts(seconds: number, sizes: readonly number[]): readonly [number, number][] {
  const at = sizes.findIndex((size, index) => seconds >= size - (sizes[index + 1] ?? 0) / 2);
  const size = sizes[at] ?? 1;
  const next = sizes[at + 1] ?? 1;
  const rounded = Math.round(seconds / next) * next;
  const major = Math.floor(rounded / size);
  const minor = Math.round((rounded - major * size) / next);
  return minor > 0 && at + 1 < sizes.length
    ? [
        [size, major],
        [next, minor],
      ]
    : [[size, major]];
}

/** @returns the tag, or "en" when it is none. */
export function safeTag(locale: string): string {
  try {
    return new Intl.Locale(locale).toString();
  } catch {
    // the editor reports tags such as "qps-ploc" that are not BCP 47 everywhere
    return "en";
  }
}
