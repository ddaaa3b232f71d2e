import { defaultMinSimilarity } from "../../../src/recommend/model";
import { minimumOfWords } from "../../../src/recommend/text/skillSearch";
import type { Measured } from "./measure";
import { ownWords } from "./methods";

/** How well the best score tells queries that a skill answers from those that none does. */
export interface Telling {
  /** The chance that an answerable query scores higher than another, 0–1; ties count half. */
  readonly auroc: number;
  /** Shares at the minimum similarity, 0–100: answerable queries kept, others rejected. */
  readonly kept: number;
  readonly rejected: number;
  /** The greatest minimum that keeps 90 % of the answerable ones, and what it rejects, 0–100. */
  readonly minimumFor90: number;
  readonly rejectedAt90: number;
}

/** What the extension asks of a method's scores by default. */
export function minimumOf(method: string): number {
  return method === ownWords ? defaultMinSimilarity * minimumOfWords : defaultMinSimilarity;
}

export function telling({ method, tops, strangerTops }: Measured): Telling {
  const minimum = minimumOf(method);
  const sorted = [...tops].sort((one, other) => one - other);
  const minimumFor90 = sorted[Math.floor(0.1 * sorted.length)] ?? NaN;
  const below = (limit: number): number => share(strangerTops, (top) => top < limit);
  return {
    auroc: auroc(tops, strangerTops),
    kept: share(tops, (top) => top >= minimum),
    rejected: below(minimum),
    minimumFor90,
    rejectedAt90: below(minimumFor90),
  };
}

function auroc(tops: readonly number[], strangerTops: readonly number[]): number {
  let won = 0;
  for (const top of tops) {
    for (const other of strangerTops) won += top > other ? 1 : top === other ? 0.5 : 0;
  }
  return won / (tops.length * strangerTops.length);
}

function share(values: readonly number[], holds: (value: number) => boolean): number {
  return (100 * values.filter(holds).length) / values.length;
}
