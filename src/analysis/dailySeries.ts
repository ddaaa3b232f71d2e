import type { History } from "../tracker/history";
import { isTypical } from "./durations";
import { logDuration } from "./durationTest";
import { groupValues, type Groups } from "./groups";
import { isFinished, outcomeCode } from "./outcomes";
import { median } from "./quantiles";
import { rowsBetween } from "./rowRange";
import type { TrendPoint } from "./theilSen";

/** What each skill did on each of some days, counted in one walk over their rows. */
export class DailySeries {
  private readonly days: number;
  private readonly finished: Uint32Array;
  private readonly completed: Uint32Array;
  private readonly durations: Groups;

  /** @param starts where the days begin, ascending, and where the last one ends. */
  constructor(history: History, starts: readonly number[]) {
    this.days = starts.length - 1;
    const cells = this.days * history.skills.length;
    this.finished = new Uint32Array(cells);
    this.completed = new Uint32Array(cells);
    const { first, end } = rowsBetween(history, starts[0] ?? 0, starts.at(-1) ?? 0);
    const timedIn = new Int32Array(end - first).fill(-1);
    let day = 0;
    for (let row = first; row < end; row++) {
      while ((history.startedAtMs[row] ?? 0) >= (starts[day + 1] ?? Infinity)) day++;
      const outcome = history.outcome[row] ?? 0;
      if (!isFinished(outcome)) continue;
      const cell = (history.skill[row] ?? 0) * this.days + day;
      this.finished[cell] = (this.finished[cell] ?? 0) + 1;
      if (outcome !== outcomeCode.completed) continue;
      this.completed[cell] = (this.completed[cell] ?? 0) + 1;
      if (isTypical(history, row)) timedIn[row - first] = cell;
    }
    const durationMs = history.durationMs.subarray(first, end);
    this.durations = groupValues(durationMs, timedIn, end - first, cells);
  }

  /** The completion rate, 0–1, of each day with finished runs, which are its weight. */
  rates(skill: number): readonly TrendPoint[] {
    const points: TrendPoint[] = [];
    const first = skill * this.days;
    for (let at = 0; at < this.days; at++) {
      const weight = this.finished[first + at] ?? 0;
      if (weight === 0) continue;
      points.push({ at, value: (this.completed[first + at] ?? 0) / weight, weight });
    }
    return points;
  }

  /** `logDuration` of the median of each day's typical runs, which are its weight. */
  logDurations(skill: number): readonly TrendPoint[] {
    const points: TrendPoint[] = [];
    const first = skill * this.days;
    for (let at = 0; at < this.days; at++) {
      if (this.completed[first + at] === 0) continue;
      const own = this.durations.of(first + at);
      const value = median(own);
      if (value !== undefined) points.push({ at, value: logDuration(value), weight: own.length });
    }
    return points;
  }
}
