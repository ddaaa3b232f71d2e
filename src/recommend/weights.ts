import type { FactorName } from "./model";

/** The share each factor can have in a score at most. */
export type Weights = Readonly<Record<Exclude<FactorName, "rejected">, number>>;

/**
 * Without a query: what followed before counts most, then what was used lately; how often alone
 * says little more. Each weight is the most its factor can add, and together they are 1.
 */
export const contextWeights: Weights = {
  followsLast: 0.5,
  recency: 0.12,
  phase: 0.1,
  afterFailure: 0.1,
  pinned: 0.1,
  frequency: 0.04,
  completion: 0.04,
  matchesQuery: 0,
};

/** How much of the score a query decides. */
const queryWeight = 0.8;

/** With a query: the words decide, the context orders what matches about equally. */
export const queryWeights: Weights = {
  followsLast: contextWeights.followsLast * (1 - queryWeight),
  recency: contextWeights.recency * (1 - queryWeight),
  phase: contextWeights.phase * (1 - queryWeight),
  afterFailure: contextWeights.afterFailure * (1 - queryWeight),
  pinned: contextWeights.pinned * (1 - queryWeight),
  frequency: contextWeights.frequency * (1 - queryWeight),
  completion: contextWeights.completion * (1 - queryWeight),
  matchesQuery: queryWeight,
};

/** How much of the other shares a full rejection takes away: a tenth remains. */
export const rejectedWeight = 0.9;
