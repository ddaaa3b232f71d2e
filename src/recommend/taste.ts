import { defaultPhaseWeight, type OwnFactor } from "./model";
import { contextWeights, queryWeights, type Weights } from "./weights";

/** The factors whose weights are learned: the others are not recorded with the choices. */
export const learnedFactors = [
  "comesNext",
  "followsLast",
  "recency",
  "frequency",
  "completion",
  "phase",
  "effectiveness",
  "afterFailure",
] as const satisfies readonly OwnFactor[];

/** What one choice teaches; one entry for each suggestion that was passed over. */
export interface Lesson {
  /** The values of `learnedFactors` of what was taken, less those of the other; −1…1 each. */
  readonly pairs: readonly (readonly number[])[];
  /** How much more of the query it has, −1…1; absent where nothing was asked. */
  readonly words?: readonly number[];
}

/** What the weights are multiplied by, ½–2 each; 1 where nothing was learned. */
export type Taste = Readonly<Partial<Record<OwnFactor, number>>>;

/** How far one choice moves a weight at most: by e^0.1. */
export const learningRate = 0.1;
/** How much of what was learned each further choice takes back. */
export const forgetting = 0.02;
/** Scores that differ by this much are chosen between at odds of e to 1. */
export const scoreUnit = 0.1;
/** No weight gets more than this many times what it was, nor less than its inverse. */
export const mostChange = 2;

/**
 * Learns from choices, oldest first, what somebody goes by.
 *
 * A choice between two scores is a logistic function of their difference d: P = 1 ÷ (1 + e^(−d ÷
 * unit)) (Bradley and Terry, Biometrika 39, 1952); d counts as 0 at most, since the other one stood
 * above. For each pair a weight is multiplied by
 * e^(rate · (1 − P) · x), x the difference of its factor: an exponentiated gradient step (Kivinen and
 * Warmuth, Information and Computation 132, 1997). The pairs of one choice count as one. After each
 * choice every multiplier goes back to 1 by `forgetting`, and none leaves ½–2.
 *
 * A choice without a query teaches the factors of the context. One with a query teaches `matchesQuery`
 * alone, against all others taken together.
 */
export function tasteOf(lessons: readonly Lesson[]): Taste {
  /** ln of the multipliers. */
  let context: readonly number[] = learnedFactors.map(() => 0);
  let query = 0;
  for (const { pairs, words } of lessons) {
    if (pairs.length === 0) continue;
    if (words === undefined) context = afterChoice(context, pairs);
    else query = afterAnswer(query, pairs, words);
  }
  const taste = learnedFactors.map((name, at) => [name, Math.exp(context[at] ?? 0)] as const);
  return { ...Object.fromEntries(taste), matchesQuery: Math.exp(query) };
}

function afterChoice(context: readonly number[], pairs: Lesson["pairs"]): readonly number[] {
  const weights = learnedFactors.map((name, at) => contextWeights[name] * grown(context[at]));
  const errors = pairs.map((pair) => errorAt(dot(weights, pair)));
  return context.map((log, at) =>
    moved(log, mean(pairs.map((pair, each) => (errors[each] ?? 0) * (pair[at] ?? 0)))),
  );
}

function afterAnswer(query: number, pairs: Lesson["pairs"], words: readonly number[]): number {
  const weights = queryWeights(contextWeights, defaultPhaseWeight);
  const context = learnedFactors.map((name) => weights[name]);
  const total = context.reduce((sum, weight) => sum + weight, 0);
  const gradients = pairs.map((pair, each) => {
    const inWords = words[each] ?? 0;
    const inContext = dot(context, pair);
    const difference = weights.matchesQuery * grown(query) * inWords + inContext;
    return errorAt(difference) * (inWords - inContext / total);
  });
  return moved(query, mean(gradients));
}

/**
 * The weights with a taste: each at least half and at most twice what it was, the sum unchanged. All
 * multipliers are scaled by one number so that it is.
 */
export function tasted(base: Weights, taste: Taste): Weights {
  const names = Object.keys(base) as (keyof Weights)[];
  const sum = names.reduce((total, name) => total + base[name], 0);
  const scaled = (scale: number): Weights => {
    const weights = { ...base };
    for (const name of names) {
      const change = (taste[name] ?? 1) * scale;
      weights[name] = base[name] * Math.min(mostChange, Math.max(1 / mostChange, change));
    }
    return weights;
  };
  // The sum rises with the scale, from half to twice of what it has to be.
  let [low, high] = [1 / mostChange ** 2, mostChange ** 2];
  for (let step = 0; step < 60; step++) {
    const middle = Math.sqrt(low * high);
    const total = Object.values(scaled(middle)).reduce((all, weight) => all + weight, 0);
    if (total < sum) low = middle;
    else high = middle;
  }
  return scaled(high);
}

/** How wrong a score was that should have been greater, ½–1: what stood above had at least as much. */
function errorAt(difference: number): number {
  return 1 / (1 + Math.exp(Math.min(0, difference) / scoreUnit));
}

function moved(old: number, gradient: number): number {
  const most = Math.log(mostChange);
  const next = (1 - forgetting) * old + learningRate * gradient;
  return Math.min(most, Math.max(-most, next));
}

/** The multiplier of which this is the logarithm. */
function grown(log = 0): number {
  return Math.exp(log);
}

function dot(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
