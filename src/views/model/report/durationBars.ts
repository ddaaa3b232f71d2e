import type { DurationHistogram } from "../../../analysis/durationHistogram";
import { minimumSample } from "./sample";
import type { Words } from "./words";

/** One row of the chart of durations. */
export interface DurationBar {
  readonly label: string;
  readonly count: number;
  /** Of the longest bar, 0–1. */
  readonly share: number;
}

/** How many completed runs took how long; empty bins at both ends are left out. */
export function durationBars({ bins }: DurationHistogram, words: Words): readonly DurationBar[] {
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.findLastIndex(({ count }) => count > 0);
  const shown = first < 0 ? [] : bins.slice(first, last + 1);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return shown.map(({ fromMs, toMs, count }) => ({
    label: binName(fromMs, toMs, words),
    count,
    share: count / most,
  }));
}

function binName(fromMs: number, toMs: number, words: Words): string {
  if (fromMs <= 0) return words.t("under {duration}", { duration: words.duration(toMs) });
  if (!Number.isFinite(toMs))
    return words.t("{duration} and more", { duration: words.duration(fromMs) });
  return `${words.duration(fromMs)} – ${words.duration(toMs)}`;
}

/** How long a run usually takes, and how long the slow tenth does at least. */
export function durationsFinding(
  { count, medianMs, p90Ms }: DurationHistogram,
  words: Words,
): string {
  if (medianMs === undefined || p90Ms === undefined)
    return words.t("No completed run has a known duration");
  if (count < minimumSample) return words.t("Too few completed runs to say how long they take");
  return words.t("Half of {runs} take {median} or less, one in ten over {p90}", {
    runs: words.runs(count),
    median: words.duration(medianMs),
    p90: words.duration(p90Ms),
  });
}
