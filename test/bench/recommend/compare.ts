import { seededRandom } from "../../support/random";
import { bootstrap, type Differences, type Interval } from "./bootstrap";
import type { Condition } from "./conditions";
import type { Measured } from "./measure";

/** One condition with what each method did in it, the extension's first. */
export interface Result {
  readonly condition: Condition;
  readonly measured: readonly Measured[];
}

/** The extension less another method; recall in points, 0–100. */
export interface Comparison {
  readonly against: string;
  /** The condition, or `mean` over all of them. */
  readonly where: string;
  readonly recall1: Interval;
  readonly mrr: Interval;
}

const seed = 1;

/** Compares the first method with each other one, in each condition and over all. */
export function compare(results: readonly Result[]): readonly Comparison[] {
  const others = results[0]?.measured.slice(1).map(({ method }) => method) ?? [];
  return others.flatMap((against, at) => {
    const over = (where: string, some: readonly Result[]): Comparison => ({
      against,
      where,
      recall1: intervalOf(some, at + 1, (rank) => (rank <= 1 ? 100 : 0)),
      mrr: intervalOf(some, at + 1, (rank) => 1 / rank),
    });
    return [...results.map((one) => over(one.condition.name, [one])), over("mean", results)];
  });
}

function intervalOf(
  results: readonly Result[],
  other: number,
  gain: (rank: number) => number,
): Interval {
  const sets = new Map<string, Differences[]>();
  for (const { condition, measured } of results) {
    const ours = measured[0]?.ranks ?? [];
    const theirs = measured[other]?.ranks ?? [];
    const values = ours.map((rank, at) => gain(rank) - gain(theirs[at] ?? NaN));
    const queries = condition.queries.map(({ number }) => number);
    sets.set(condition.set, [...(sets.get(condition.set) ?? []), { queries, values }]);
  }
  return bootstrap([...sets.values()], seededRandom(seed));
}
