import assert from "node:assert/strict";
import { test } from "node:test";
import {
  defaultStrategy,
  strategies,
  strategyOf,
  weightsOf,
  type Strategy,
} from "../../../../src/recommend/experiments/strategies";
import {
  contextWeights,
  queryWeights as queryWeightsOf,
  type Weights,
} from "../../../../src/recommend/weights";

const queryWeights = queryWeightsOf(contextWeights, 0.3);
const factors = Object.keys(contextWeights) as (keyof Weights)[];
const sumOf = (weights: Weights): number =>
  Object.values(weights).reduce((sum, weight) => sum + weight, 0);
const close = (one: number, other: number): boolean => Math.abs(one - other) < 1e-12;

test("weights of every strategy add up to what they did, and none is negative", () => {
  for (const strategy of strategies) {
    for (const base of [contextWeights, queryWeights]) {
      const weights = weightsOf(strategy, base);
      assert.deepEqual(Object.keys(weights), factors);
      assert.ok(close(sumOf(weights), sumOf(base)), strategy.id);
      assert.ok(Object.values(weights).every((weight) => weight >= 0));
    }
  }
});

test("the default strategy ranks with the weights as they are", () => {
  const habits = strategyOf(defaultStrategy);
  assert.ok(habits);
  assert.deepEqual(weightsOf(habits, contextWeights), contextWeights);
});

test("a strategy changes the proportion of two weights by its change, and nothing else", () => {
  for (const strategy of strategies) {
    const { changes }: Strategy = strategy;
    const weights = weightsOf(strategy, queryWeights);
    for (const factor of factors) {
      const proportion = weights[factor] / weights.pinned;
      const before = queryWeights[factor] / queryWeights.pinned;
      assert.ok(close(proportion, before * (changes[factor] ?? 1)), `${strategy.id} ${factor}`);
    }
  }
});

test("each strategy gives what it is named after a greater weight", () => {
  const growth = (id: string, factor: keyof Weights): number => {
    const strategy = strategyOf(id);
    assert.ok(strategy);
    return weightsOf(strategy, queryWeights)[factor] / queryWeights[factor];
  };
  assert.ok(growth("recent-first", "recency") > 2);
  assert.ok(growth("reliable-first", "completion") > 4);
  assert.ok(growth("meaning-first", "matchesQuery") > 1);
  assert.ok(growth("meaning-first", "followsLast") < 0.5);
});

test("without a query, putting meaning first changes nothing", () => {
  const strategy = strategyOf("meaning-first");
  assert.ok(strategy);
  assert.deepEqual(weightsOf(strategy, contextWeights), contextWeights);
});

test("weights that would all be 0 stay as they are", () => {
  const nothing: Strategy = {
    id: "nothing",
    changes: Object.fromEntries(factors.map((factor) => [factor, 0])),
  };
  assert.deepEqual(weightsOf(nothing, contextWeights), contextWeights);
});

test("an unknown strategy has no entry, and ids are told apart", () => {
  assert.equal(strategyOf("of-yesterday"), undefined);
  assert.equal(new Set(strategies.map(({ id }) => id)).size, strategies.length);
});
