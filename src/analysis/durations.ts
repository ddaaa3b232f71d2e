import type { History } from "../tracker/history";
import { groupValues } from "./groups";
import type { Durations } from "./model";
import { outcomeCode } from "./outcomes";
import { median, quantile } from "./quantiles";

/** Whether a run's time was measured and means work: in the foreground, with a known duration. */
export function isTimed(history: History, row: number): boolean {
  return history.background[row] === 0 && !Number.isNaN(history.durationMs[row] ?? NaN);
}

/** Whether a run says how long its skill takes: it was timed and completed. */
export function isTypical(history: History, row: number): boolean {
  return history.outcome[row] === outcomeCode.completed && isTimed(history, row);
}

/** The median duration of typical runs for each group, milliseconds; undefined without any. */
export function mediansBy(
  history: History,
  groupOf: Int32Array,
  groups: number,
): (group: number) => number | undefined {
  const typical = typicalBy(history, groupOf, groups);
  return (group) => median(typical.of(group));
}

/**
 * Durations for each group: median and 90th percentile over typical runs (at least one), and the
 * sum over timed ones, milliseconds.
 *
 * @param groupOf the group of each row, from 0; −1 leaves it out.
 */
export function durationsBy(
  history: History,
  groupOf: Int32Array,
  groups: number,
): (group: number) => Durations {
  const typical = typicalBy(history, groupOf, groups);
  const totals = new Float64Array(groups);
  for (let row = 0; row < history.length; row++) {
    const group = groupOf[row] ?? -1;
    if (group < 0 || !isTimed(history, row)) continue;
    totals[group] = (totals[group] ?? 0) + (history.durationMs[row] ?? 0);
  }
  return (group) => {
    const values = typical.of(group);
    const medianMs = median(values);
    const p90Ms = quantile(values, 0.9);
    return {
      count: values.length,
      ...(medianMs === undefined || p90Ms === undefined ? {} : { medianMs, p90Ms }),
      totalMs: totals[group] ?? 0,
    };
  };
}

function typicalBy(history: History, groupOf: Int32Array, groups: number) {
  const { length, durationMs } = history;
  const kept = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    kept[row] = isTypical(history, row) ? (groupOf[row] ?? -1) : -1;
  }
  return groupValues(durationMs, kept, length, groups);
}
