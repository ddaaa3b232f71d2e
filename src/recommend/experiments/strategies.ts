import type { Weights } from "../weights";

type WeightedFactor = keyof Weights;

/** A way to rank: what it multiplies the weights of some factors by; the others stay as they are. */
export interface Strategy {
  readonly id: string;
  readonly changes: Readonly<Partial<Record<WeightedFactor, number>>>;
}

/** The ranker's variants that can be chosen by hand and compared by experiment. */
export const strategies = [
  { id: "habits", changes: {} },
  { id: "recent-first", changes: { recency: 25, comesNext: 0.4, followsLast: 0.5 } },
  {
    id: "reliable-first",
    changes: { completion: 12, effectiveness: 2, afterFailure: 2, comesNext: 0.5 },
  },
  // Without a query it ranks like `habits`: there is no meaning to put first.
  { id: "meaning-first", changes: { matchesQuery: 3 } },
] as const satisfies readonly Strategy[];

export type StrategyId = (typeof strategies)[number]["id"];
export const defaultStrategy: StrategyId = "habits";

/** @returns the strategy of this id; undefined for any other text, for example an old setting. */
export function strategyOf(id: string): (Strategy & { readonly id: StrategyId }) | undefined {
  return strategies.find((strategy) => strategy.id === id);
}

/**
 * The weights a strategy ranks with: each of `base` times its change, scaled so that the sum stays
 * what it was and scores stay 0–1. A sum of 0 stays as it is.
 */
export function weightsOf(strategy: Strategy, base: Weights): Weights {
  const changed = { ...base };
  const factors = Object.keys(base) as WeightedFactor[];
  for (const factor of factors) changed[factor] *= strategy.changes[factor] ?? 1;
  const scale = sumOf(base) / sumOf(changed);
  if (!Number.isFinite(scale)) return base;
  for (const factor of factors) changed[factor] *= scale;
  return changed;
}

function sumOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}
