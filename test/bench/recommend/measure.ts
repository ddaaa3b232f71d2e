import type { Condition } from "./conditions";
import type { Method } from "./methods";

/** Shares of queries, 0–100, and the mean reciprocal rank, 0–1. */
export interface Quality {
  readonly recall1: number;
  readonly recall5: number;
  readonly mrr: number;
}

/** How one method did in one condition. */
export interface Measured {
  readonly method: string;
  readonly quality: Quality;
  /** The rank of the best right skill for each query, 1 = best. */
  readonly ranks: readonly number[];
  /** The best score for each query, and for each that nothing answers. */
  readonly tops: readonly number[];
  readonly strangerTops: readonly number[];
  /** Milliseconds. */
  readonly buildMs: number;
  readonly queryMs: readonly number[];
}

/** So many queries are asked before time counts: a compiler that sees its code used makes it fast. */
const warmUp = 50;

export function measure({ name, build }: Method, condition: Condition): Measured {
  const begun = performance.now();
  const search = build(condition.skills);
  const buildMs = performance.now() - begun;
  for (const { text } of condition.queries.slice(0, warmUp)) search(text);
  const queryMs: number[] = [];
  const tops: number[] = [];
  const ranks = condition.queries.map(({ text, accepted }) => {
    const asked = performance.now();
    const scores = search(text);
    queryMs.push(performance.now() - asked);
    tops.push(topOf(scores));
    return rankOf(scores, accepted);
  });
  const strangerTops = condition.strangers.map((text) => topOf(search(text)));
  return { method: name, quality: qualityOf(ranks), ranks, tops, strangerTops, buildMs, queryMs };
}

export function qualityOf(ranks: readonly number[]): Quality {
  const share = (most: number): number => 100 * mean(ranks.map((rank) => (rank <= most ? 1 : 0)));
  return { recall1: share(1), recall5: share(5), mrr: mean(ranks.map((rank) => 1 / rank)) };
}

/** @returns the rank of the best accepted skill; of equal scores each has their mean rank. */
export function rankOf(scores: Float64Array, accepted: readonly number[]): number {
  const score = Math.max(...accepted.map((skill) => scores[skill] ?? 0));
  let better = 0;
  let equal = 0;
  scores.forEach((its, skill) => {
    if (its > score) better++;
    else if (its === score && !accepted.includes(skill)) equal++;
  });
  return 1 + better + equal / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function topOf(scores: Float64Array): number {
  return scores.reduce((most, score) => Math.max(most, score), 0);
}
