import { rateOf } from "../../src/analysis/rates";
import type { Durations, Rate } from "../../src/analysis/model";
import { outcomes, type OutcomeCounts } from "../../src/tracker/model";
import type { Run } from "./history";

/** Slow and obvious versions of what analyses count; the tests compare with them. */
export function naiveCounts(runs: readonly Run[]): OutcomeCounts {
  const counts = outcomes.map((outcome) => [
    outcome,
    runs.filter((r) => r.outcome === outcome).length,
  ]);
  return Object.fromEntries(counts) as OutcomeCounts;
}

export function naiveRate(runs: readonly Run[]): Rate {
  return rateOf(naiveCounts(runs));
}

export function naiveQuantile(values: readonly number[], p: number): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  const position = p * (sorted.length - 1);
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) return undefined;
  return low + (position - Math.floor(position)) * (high - low);
}

/** Durations of completed foreground runs. */
export function naiveTypical(runs: readonly Run[]): number[] {
  return runs
    .filter((run) => run.outcome === "completed" && run.background !== true)
    .flatMap((run) => (run.ms === undefined ? [] : [run.ms]));
}

export function naiveDurations(runs: readonly Run[]): Durations {
  const typical = naiveTypical(runs);
  const timed = runs.filter((run) => run.background !== true).map((run) => run.ms ?? 0);
  return withoutUndefined({
    count: typical.length,
    medianMs: naiveQuantile(typical, 0.5),
    p90Ms: naiveQuantile(typical, 0.9),
    totalMs: timed.reduce((sum, ms) => sum + ms, 0),
  });
}

/** Groups in the order in which they first appear. */
export function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values)
    groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** The most frequent value; of several, the least. */
export function mode<T extends string>(values: readonly T[]): T | undefined {
  const groups = [...groupBy(values, (value) => value)].sort(
    ([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1),
  );
  return groups[0]?.[0];
}

/** Without the properties that are undefined: absent is how the analyses say it. */
export function withoutUndefined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

/** The chance of at least k: Σ C(n, i) pⁱ (1 − p)ⁿ⁻ⁱ for i = k…n. */
export function binomialTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = k; i <= n; i++) {
    let term = 1;
    for (let j = 1; j <= i; j++) term *= ((n - i + j) / j) * p;
    sum += term * (1 - p) ** (n - i);
  }
  return sum;
}
