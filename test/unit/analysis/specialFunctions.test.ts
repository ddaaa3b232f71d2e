import assert from "node:assert/strict";
import { test } from "node:test";
import { incompleteBeta, logBeta, logGamma } from "../../../src/analysis/specialFunctions";
import { seededRandom } from "../../support/random";

const near = (value: number, wanted: number, part: number): void => {
  assert.ok(Math.abs(value - wanted) <= part * Math.abs(wanted), `${value}, not ${wanted}`);
};

test("the logarithm of the gamma function is that of factorials, and of √π between them", () => {
  let product = 1;
  for (let n = 1; n <= 170; n++) {
    assert.ok(Math.abs(logGamma(n) - Math.log(product)) < 1e-12 * (1 + Math.log(product)));
    product *= n;
  }
  near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-12);
  near(logGamma(2.5), 0.2846828704729192, 1e-12);
  near(logGamma(1000.25), 5906.9472682711175, 1e-13);
  near(logGamma(1e-5), 11.512919692895826, 1e-12);
});

test("the logarithm of the beta function is that of ((a − 1)! (b − 1)!) ÷ (a + b − 1)!", () => {
  near(logBeta(3, 4), Math.log(1 / 60), 1e-12);
  near(logBeta(0.5, 0.5), Math.log(Math.PI), 1e-12);
});

test("the incomplete beta function has the values of a computation with thirty digits", () => {
  const known = [
    [0.3, 2, 5, 0.579825],
    [0.02, 0.5, 40, 0.79496813499250736],
    [0.01, 30, 2, 3.0700000000000019e-59],
    [0.5, 2000, 2100, 0.94085292233922853],
    [0.999, 0.1, 0.1, 0.74575834341139179],
    [0.2, 3.5, 0.7, 0.0019342729772779042],
    [0.3, 150.5, 201.25, 2.1140408775350636e-7],
  ] as const;
  for (const [x, a, b, value] of known) near(incompleteBeta(x, a, b), value, 1e-10);
  assert.equal(incompleteBeta(0, 2, 3), 0);
  assert.equal(incompleteBeta(1, 2, 3), 1);
});

test("both ends of the incomplete beta function add up to 1", () => {
  const random = seededRandom(1);
  for (let round = 0; round < 2000; round++) {
    const [a, b] = [10 ** (6 * random.next() - 2), 10 ** (6 * random.next() - 2)];
    const x = random.next();
    const sum = incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a);
    assert.ok(Math.abs(sum - 1) < 1e-9, `${x} ${a} ${b}: ${sum}`);
  }
});
