import { instantMs } from "../../analysis/durationTest";
import { median } from "../../analysis/quantiles";
import type { DurationErrors, DurationForecast } from "./model";

/** With fewer forecasts chance decides what share of them comes true. */
export const leastForecasts = 30;

/** Keeps what became of forecasts of durations. */
export class DurationTally {
  forecasts = 0;
  private inside = 0;
  private readonly byMedian: Float64Array;
  private readonly byLast: Float64Array;

  /** @param most there is room for so many forecasts. */
  constructor(most: number) {
    this.byMedian = new Float64Array(most);
    this.byLast = new Float64Array(most);
  }

  /**
   * @param ms how long the run took.
   * @param lastMs how long the one before took, the forecast to compare with.
   */
  add({ lowMs, medianMs, highMs }: DurationForecast, lastMs: number, ms: number): void {
    if (lowMs <= ms && ms <= highMs) this.inside++;
    this.byMedian[this.forecasts] = errorOf(medianMs, ms);
    this.byLast[this.forecasts] = errorOf(lastMs, ms);
    this.forecasts++;
  }

  /** @returns undefined for fewer than `leastForecasts`. */
  errors(): DurationErrors | undefined {
    const { forecasts, inside } = this;
    if (forecasts < leastForecasts) return undefined;
    return {
      inside,
      medianError: median(this.byMedian.slice(0, forecasts)) ?? NaN,
      lastError: median(this.byLast.slice(0, forecasts)) ?? NaN,
    };
  }
}

/**
 * The longer ÷ the shorter − 1: 0 = exact, 1 = twice or half as long as forecast. What is instant
 * counts as just so, so that nobody is told of a forecast that was off by 300 % of a millisecond.
 */
function errorOf(forecastMs: number, ms: number): number {
  const one = Math.max(instantMs, forecastMs);
  const other = Math.max(instantMs, ms);
  return Math.max(one, other) / Math.min(one, other) - 1;
}
