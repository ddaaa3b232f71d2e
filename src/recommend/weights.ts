import type { OwnFactor } from "./model";

/** The share each factor can have in a score at most. */
export type Weights = Readonly<Record<OwnFactor, number>>;

/**
 * Without a query: what was learned to come next decides. The counts beside it make an order among
 * what is about equally likely, and say why. Each weight is the most its factor can add, and
 * together they are 1.
 */
export const contextWeights: Weights = {
  comesNext: 0.74,
  followsLast: 0.05,
  recency: 0.03,
  phase: 0.01,
  effectiveness: 0.01,
  afterFailure: 0.03,
  forLanguage: 0.01,
  forFile: 0.01,
  pinned: 0.08,
  frequency: 0.01,
  completion: 0.02,
  matchesQuery: 0,
};

/** Without a query, while what comes next is still being learned: the counts alone. */
export const countedWeights: Weights = {
  comesNext: 0,
  followsLast: 0.5,
  recency: 0.12,
  phase: 0.08,
  effectiveness: 0.02,
  afterFailure: 0.1,
  forLanguage: 0.01,
  forFile: 0.01,
  pinned: 0.08,
  frequency: 0.04,
  completion: 0.04,
  matchesQuery: 0,
};

/** How much of the score a query decides. */
const queryWeight = 0.8;

/**
 * With a query: what it matches decides, together with how well each skill does in the present
 * phase; the context orders what is about equal.
 *
 * @param base the weights without a query.
 * @param phaseWeight 0–1: query × (1 − phaseWeight) + effectiveness × phaseWeight share 0.8.
 */
export function queryWeights(base: Weights, phaseWeight: number): Weights {
  const weights = { ...base };
  const others = (1 - queryWeight) / (1 - base.effectiveness);
  for (const factor of Object.keys(weights) as (keyof Weights)[]) weights[factor] *= others;
  weights.effectiveness = queryWeight * phaseWeight;
  weights.matchesQuery = queryWeight * (1 - phaseWeight);
  return weights;
}

/** How much of the other shares a full rejection takes away: a tenth remains. */
export const rejectedWeight = 0.9;
