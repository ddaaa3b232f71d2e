import { completionRate, outcomes, type Outcome, type OutcomeCounts } from "../tracker/model";
import type { Rate } from "./model";
import { outcomeCode } from "./outcomes";

/** The standard normal quantile of a two-sided 95 % interval. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval for a proportion, 95 %.
 *
 * With p = successes ÷ n: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n). Unlike the textbook
 * p ± z√(p(1−p)/n) it is right for small n and at 0 and 1, and never leaves 0–1.
 * Source: Wilson, JASA 22 (1927), p. 209.
 *
 * @returns both bounds, 0–1, or undefined when n = 0.
 */
export function wilsonInterval(
  successes: number,
  n: number,
): readonly [low: number, high: number] | undefined {
  if (n === 0) return undefined;
  const p = successes / n;
  const z2 = z95 * z95;
  const center = p + z2 / (2 * n);
  const reach = z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  // The bounds at p = 0 and p = 1 are 0 and 1 exactly; rounding must not say otherwise.
  const low = successes === 0 ? 0 : Math.max(0, (center - reach) / scale);
  const high = successes === n ? 1 : Math.min(1, (center + reach) / scale);
  return [low, high];
}

/** Counts with what follows from them. Rate and interval are absent when nothing finished. */
export function rateOf(counts: OutcomeCounts): Rate {
  const finished = counts.completed + counts.failed + counts.abandoned;
  const total = finished + counts.running + counts.unknown;
  const rate = completionRate(counts);
  const interval = wilsonInterval(counts.completed, finished);
  return {
    counts,
    total,
    finished,
    ...(rate === undefined || interval === undefined ? {} : { rate, interval }),
  };
}

/** Counts to add to. */
export function noCounts(): Record<Outcome, number> {
  return { running: 0, completed: 0, failed: 0, abandoned: 0, unknown: 0 };
}

export function sumOfCounts(all: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = noCounts();
  for (const counts of all) for (const outcome of outcomes) sum[outcome] += counts[outcome];
  return sum;
}

/** Counts outcomes for many groups in one pass. */
export class Tally {
  private readonly cells: Uint32Array;

  /** @param groups how many groups there are; they are numbered from 0. */
  constructor(groups: number) {
    this.cells = new Uint32Array(groups * outcomes.length);
  }

  /** @param outcome its value in the `outcome` column. */
  add(group: number, outcome: number): void {
    const cell = group * outcomes.length + outcome;
    this.cells[cell] = (this.cells[cell] ?? 0) + 1;
  }

  counts(group: number): OutcomeCounts {
    const of = (outcome: number): number => this.cells[group * outcomes.length + outcome] ?? 0;
    return {
      running: of(outcomeCode.running),
      completed: of(outcomeCode.completed),
      failed: of(outcomeCode.failed),
      abandoned: of(outcomeCode.abandoned),
      unknown: of(outcomeCode.unknown),
    };
  }

  total(group: number): number {
    const start = group * outcomes.length;
    let total = 0;
    for (let cell = start; cell < start + outcomes.length; cell++) total += this.cells[cell] ?? 0;
    return total;
  }

  rate(group: number): Rate {
    return rateOf(this.counts(group));
  }
}
