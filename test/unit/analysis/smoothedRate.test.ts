import assert from "node:assert/strict";
import { test } from "node:test";
import { betaQuantile } from "../../../src/analysis/betaQuantile";
import { smoothed, smoothedRate } from "../../../src/analysis/smoothedRate";
import { incompleteBeta } from "../../../src/analysis/specialFunctions";
import { seededRandom, type Random } from "../../support/random";

const near = (value: number, wanted: number, off: number): void => {
  assert.ok(Math.abs(value - wanted) <= off, `${value}, not ${wanted}`);
};

test("quantiles of beta distributions with a closed form are those", () => {
  for (const q of [0.001, 0.025, 0.5, 0.9, 0.975]) {
    near(betaQuantile(q, 1, 1), q, 1e-10);
    near(betaQuantile(q, 3, 1), q ** (1 / 3), 1e-10);
    near(betaQuantile(q, 1, 7), 1 - (1 - q) ** (1 / 7), 1e-10);
    near(betaQuantile(q, 0.5, 0.5), Math.sin((Math.PI * q) / 2) ** 2, 1e-10);
  }
  assert.deepEqual([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)], [0, 1]);
});

test("a quantile is where the distribution function has that value, however long the tails are", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 2000; round++) {
    const a = 10 ** (random.next() * 7 - 1.5);
    const b = 10 ** (random.next() * 7 - 1.5);
    const q = random.pick([0.025, 0.975, random.next()]);
    const x = betaQuantile(q, a, b);
    // At the ends of the scale the next number already has another chance.
    const [below, above] = [Math.max(0, x - 1e-11), Math.min(1, x + 1e-11)];
    const which = `${q} of ${a}, ${b}: ${x}`;
    assert.ok(incompleteBeta(below, a, b) <= q + 1e-9, which);
    assert.ok(incompleteBeta(above, a, b) >= q - 1e-9, which);
  }
});

test("a smoothed rate starts from four assumed runs", () => {
  assert.equal(smoothed(0, 0), 0.5);
  assert.equal(smoothed(0, 0, 0.8), 0.8);
  const { rate, interval } = smoothedRate(1, 1, 0.8);
  near(rate, 0.84, 1e-12);
  // Beta(4.2, 0.8), by adding up its density.
  near(massBelow(interval[0], 4.2, 0.8), 0.025, 1e-3);
  near(massBelow(interval[1], 4.2, 0.8), 0.975, 1e-3);
  assert.ok(smoothedRate(95, 100, 0.8).interval[0] > interval[0]);
});

test("the interval holds a true rate 93 to 97 times in a hundred, where rates scatter as assumed", () => {
  const random = seededRandom(11);
  for (const expected of [0.3, 0.75, 0.92]) {
    let held = 0;
    let [smoothedMiss, rawMiss] = [0, 0];
    const rounds = 6000;
    for (let round = 0; round < rounds; round++) {
      const truth = drawn(random, expected);
      const finished = random.int(1, 40);
      let completed = 0;
      for (let run = 0; run < finished; run++) completed += random.chance(truth) ? 1 : 0;
      const { rate, interval } = smoothedRate(completed, finished, expected);
      if (interval[0] <= truth && truth <= interval[1]) held++;
      smoothedMiss += (rate - truth) ** 2;
      rawMiss += (completed / finished - truth) ** 2;
    }
    assert.ok(held > 0.93 * rounds && held < 0.97 * rounds, `${expected}: ${held}`);
    assert.ok(smoothedMiss < rawMiss, "it is further off than the rate itself");
  }
});

/** A rate from Beta(4e, 4(1 − e)). */
function drawn(random: Random, e: number): number {
  return betaQuantile(random.next(), 4 * e, 4 * (1 - e));
}

/** The share of x^(a−1)·(1−x)^(b−1) below `x`, by the midpoints of so many strips. */
function massBelow(x: number, a: number, b: number): number {
  const strips = 200_000;
  let [below, all] = [0, 0];
  for (let strip = 0; strip < strips; strip++) {
    const at = (strip + 0.5) / strips;
    const mass = at ** (a - 1) * (1 - at) ** (b - 1);
    all += mass;
    if (at < x) below += mass;
  }
  return below / all;
}
