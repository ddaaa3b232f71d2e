import type { GitWork } from "../../../analysis/gitWork";
import { dateTicks, ticksUpwards, type Tick } from "./axis";
import { niceTicks, round } from "./scale";

/** A bar of one series. Per cent of the chart's width and height, y from the top. */
export interface Bar {
  readonly startMs: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

/** Runs over commits, on one axis of time. */
export interface WorkChart {
  readonly runs: readonly Bar[];
  readonly runTicks: readonly Tick[];
  readonly commits: readonly Bar[];
  readonly commitTicks: readonly Tick[];
  /** Buckets that get a date under them; `value` is an index into the buckets. */
  readonly dateTicks: readonly Tick[];
}

/** @param dates about how many dates to write under the chart. */
export function layoutWorkChart({ buckets }: Pick<GitWork, "buckets">, dates = 8): WorkChart {
  const width = 100 / Math.max(1, buckets.length);
  const series = (values: readonly number[]): readonly [readonly Bar[], readonly Tick[]] => {
    const ticks = niceTicks(Math.max(0, ...values), 3);
    const top = ticks.at(-1) ?? 1;
    const bars = buckets.map(({ startMs }, index): Bar => {
      const height = round(((values[index] ?? 0) / top) * 100);
      return { startMs, x: round(index * width), width: round(width), y: 100 - height, height };
    });
    return [bars, ticksUpwards(ticks)];
  };
  const [runs, runTicks] = series(buckets.map((bucket) => bucket.runs));
  const [commits, commitTicks] = series(buckets.map((bucket) => bucket.commits));
  return {
    ...{ runs, runTicks, commits, commitTicks },
    dateTicks: dateTicks(buckets.length, dates),
  };
}
