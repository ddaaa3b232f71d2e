import assert from "node:assert/strict";
import { test } from "node:test";
import {
  betaBinomialAtMost,
  negativeBinomialAtLeast,
  negativeBinomialAtMost,
} from "../../../src/analysis/tails";

const near = (value: number, wanted: number): void => {
  assert.ok(Math.abs(value / wanted - 1) < 1e-9, `${value}, not ${wanted}`);
};

test("negative binomial tails have the values of a computation with thirty digits", () => {
  const known = [
    [0, 5, 2, 0.08163265306122449, 1],
    [3, 10.1, 70, 0.013496448818763475, 0.99605767538848583],
    [30, 10.1, 70, 0.99999884554775446, 2.8774669753180365e-6],
    [200, 4.5, 1.5, 1, 8.2834504606556266e-25],
    [12, 20, 500, 0.041841843395320698, 0.97668688455827532],
  ] as const;
  for (const [count, mean, shape, atMost, atLeast] of known) {
    near(negativeBinomialAtMost(count, mean, shape), atMost);
    near(negativeBinomialAtLeast(count, mean, shape), atLeast);
  }
});

test("beta-binomial tails have the values SciPy gives them", () => {
  const known = [
    [0, 3, 20.5, 0.5, 0.00017645398080180696],
    [2, 10, 8.5, 2.5, 0.005908966064453123],
    [40, 100, 60, 30, 0.00013336925579486152],
    [5, 5, 1, 1, 1],
    [0, 50, 90, 10, 9.364014315719991e-31],
  ] as const;
  for (const [successes, trials, a, b, p] of known) {
    near(betaBinomialAtMost(successes, trials, a, b), p);
  }
});

test("where every rate is as likely as another, so is every number of successes", () => {
  for (let successes = 0; successes <= 9; successes++) {
    near(betaBinomialAtMost(successes, 9, 1, 1), (successes + 1) / 10);
  }
});

test("fewer than none never happen", () => {
  assert.equal(negativeBinomialAtMost(-1, 5, 2), 0);
  assert.equal(negativeBinomialAtLeast(0, 5, 2), 1);
  assert.equal(betaBinomialAtMost(-1, 9, 1, 1), 0);
});
