import type { CheckDay } from "../../../analysis/checkDays";
import type { CoverageDay } from "../../../analysis/coverageHistory";
import type { Quality } from "../../../analysis/quality";
import { dateTicks, type Tick } from "./axis";
import { round } from "./scale";

/** A day of the chart; coverage is that of the report that is shown. */
export interface QualityDay {
  readonly startMs: number;
  readonly checks: CheckDay;
  readonly coverage?: CoverageDay;
}

/** A day with a value. Per cent of the chart's width and height, y from the top. */
export interface QualityPoint {
  /** Index of the day. */
  readonly day: number;
  readonly x: number;
  readonly y: number;
}

/** One series over the days; days without a value have no point, and the line passes them by. */
export interface QualityLine {
  readonly points: readonly QualityPoint[];
  /** SVG path in a box of 100 × 100. */
  readonly path: string;
  /** Their values are shares, 0–1. */
  readonly ticks: readonly Tick[];
}

export interface QualityChart {
  readonly coverage: QualityLine;
  readonly checks: QualityLine;
  /** Where each day is. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  /** Days that get a date under them; `value` is an index into the days. */
  readonly dateTicks: readonly Tick[];
}

/** Every day of the range, with what is known of it. */
export function qualityDays({ checks, coverage }: Quality): readonly QualityDay[] {
  const byStart = new Map(coverage[0]?.days.map((day) => [day.startMs, day]));
  return checks.days.map((day) => {
    const measured = byStart.get(day.startMs);
    const { startMs } = day;
    return { startMs, checks: day, ...(measured === undefined ? {} : { coverage: measured }) };
  });
}

/** @param dates about how many dates to write under the chart. */
export function layoutQualityChart(days: readonly QualityDay[], dates = 8): QualityChart {
  const width = 100 / Math.max(1, days.length);
  const line = (
    values: readonly (number | undefined)[],
    [bottom, top]: readonly [number, number],
    ticks: readonly number[],
  ): QualityLine => {
    const down = (value: number): number => round((100 * (top - value)) / (top - bottom));
    const points = values.flatMap((value, day): readonly QualityPoint[] =>
      value === undefined ? [] : [{ day, x: round((day + 0.5) * width), y: down(value) }],
    );
    return {
      points,
      path: points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join(""),
      ticks: ticks.map((value) => ({ value, at: down(value) })),
    };
  };
  const shares = days.map(({ coverage }) => coverage?.share);
  const ticks = shareTicks(shares.filter((share) => share !== undefined));
  return {
    coverage: line(shares, [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks),
    checks: line(
      days.map(({ checks }) => checks.rate),
      [0, 1],
      [0, 0.5, 1],
    ),
    columns: days.map((_, day) => ({ x: round(day * width), width: round(width) })),
    dateTicks: dateTicks(days.length, dates),
  };
}

/** In hundredths, so that none of them is rounded. */
const steps = [1, 2, 5, 10, 25, 50, 100];

/**
 * Round shares around all of these, at most four: coverage moves by a point or two, which nobody
 * would see on an axis from 0 to 1.
 */
export function shareTicks(shares: readonly number[]): readonly number[] {
  const low = 100 * Math.min(1, ...shares);
  const high = 100 * Math.max(0, ...shares);
  if (shares.length === 0) return [0, 0.5, 1];
  for (const step of steps) {
    const from = Math.floor(low / step + rounding);
    const to = Math.ceil(high / step - rounding);
    if (to - from > 3) continue;
    const [first, last] = from < to ? [from, to] : from === 0 ? [0, 1] : [from - 1, to];
    return Array.from({ length: last - first + 1 }, (_, at) => ((first + at) * step) / 100);
  }
  return [0, 1];
}

/** 100 · 0.29 is a little less than 29. */
const rounding = 1e-9;
