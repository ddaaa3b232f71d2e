import type { Timeline } from "../../../analysis/model";
import type { Outcome } from "../../../tracker/model";
import { dateTicks, ticksUpwards, type Tick } from "./axis";
import { durationTicks, linePath, niceTicks, round } from "./scale";

/** Outcomes from the foot of a column up. */
export const stackedOutcomes = [
  "completed",
  "failed",
  "abandoned",
  "unknown",
  "running",
] as const satisfies readonly Outcome[];

/** One outcome's part of a column. Per cent of the chart's width and height, y from the top. */
export interface Segment {
  readonly outcome: Outcome;
  readonly y: number;
  readonly height: number;
}

export interface Column {
  readonly startMs: number;
  readonly x: number;
  readonly width: number;
  readonly segments: readonly Segment[];
}

export interface TimeChart {
  readonly columns: readonly Column[];
  readonly runTicks: readonly Tick[];
  /** SVG path in a box of 100 × 100; the upper edge is 100 %. */
  readonly ratePath: string;
  readonly durationPath: string;
  readonly durationTicks: readonly Tick[];
  /** Buckets that get a date under them; `value` is an index into the buckets. */
  readonly dateTicks: readonly Tick[];
}

/** Buckets with fewer finished runs draw no rate: one run's 0 % or 100 % is noise. */
const minimumForRate = 3;

/** @param dates about how many dates to write under the chart. */
export function layoutTimeChart({ buckets }: Timeline, dates = 8): TimeChart {
  const width = 100 / Math.max(1, buckets.length);
  const ticks = niceTicks(Math.max(0, ...buckets.map((bucket) => bucket.total)), 3);
  const top = ticks.at(-1) ?? 1;
  const durations = buckets.map((bucket) => bucket.medianDurationMs);
  const longest = Math.max(0, ...durations.map((ms) => ms ?? 0));
  const times = durationTicks(longest, 2);
  const longestTick = times.at(-1) ?? 1;
  return {
    columns: buckets.map((bucket, index) => {
      let below = 0;
      const segments = stackedOutcomes.flatMap((outcome): Segment[] => {
        const count = bucket.counts[outcome];
        if (count === 0) return [];
        const height = round((count / top) * 100);
        below += count;
        return [{ outcome, y: round(100 - (below / top) * 100), height }];
      });
      return { startMs: bucket.startMs, x: round(index * width), width: round(width), segments };
    }),
    runTicks: ticksUpwards(ticks),
    ratePath: linePath(
      buckets.map((bucket) => (bucket.finished < minimumForRate ? undefined : bucket.rate)),
      1,
    ),
    durationPath: linePath(durations, longestTick),
    durationTicks: ticksUpwards(times),
    dateTicks: dateTicks(buckets.length, dates),
  };
}
