import assert from "node:assert/strict";
import { test } from "node:test";
import { rateOf, Tally, wilsonInterval } from "../../../src/analysis/rates";
import { outcomeCode } from "../../../src/analysis/outcomes";
import { outcomes } from "../../../src/tracker/model";
import { seededRandom } from "../../support/random";

const none = { running: 0, completed: 0, failed: 0, abandoned: 0, unknown: 0 };

test("Wilson's interval has the values published for it", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, n, low, high] of published) {
    const interval = wilsonInterval(successes, n);
    assert.deepEqual(
      interval?.map((bound) => Number(bound.toFixed(4))),
      [low, high],
    );
  }
});

test("the bounds are where the observed rate is just 1.96 standard errors away", () => {
  for (let n = 1; n <= 40; n++) {
    for (let successes = 0; successes <= n; successes++) {
      const p = successes / n;
      for (const bound of wilsonInterval(successes, n) ?? []) {
        assert.ok(bound >= 0 && bound <= 1);
        if (bound === 0 || bound === 1) continue;
        const errors = Math.abs(p - bound) / Math.sqrt((bound * (1 - bound)) / n);
        assert.ok(Math.abs(errors - 1.959963984540054) < 1e-9, `${successes} of ${n}`);
      }
    }
  }
});

test("over all rates the interval holds the true one 93 to 97 times in a hundred", () => {
  for (const n of [5, 10, 20, 50, 120]) {
    const grid = 400;
    let [covered, least] = [0, 1];
    for (let step = 0; step < grid; step++) {
      const rate = (step + 0.5) / grid;
      let chance = (1 - rate) ** n;
      let inside = 0;
      for (let successes = 0; successes <= n; successes++) {
        const [low, high] = wilsonInterval(successes, n) ?? [1, 0];
        if (rate >= low && rate <= high) inside += chance;
        chance *= (((n - successes) / (successes + 1)) * rate) / (1 - rate);
      }
      covered += inside / grid;
      // Near 0 and 1 single rates fare worse. Source: Brown, Cai and DasGupta, 2001, section 4.
      if (rate > 0.1 && rate < 0.9) least = Math.min(least, inside);
    }
    assert.ok(covered > 0.93 && covered < 0.97, `${n}: ${covered}`);
    assert.ok(least > 0.8, `${n}: ${least}`);
  }
});

test("of rates drawn at random it holds as many", () => {
  const random = seededRandom(2);
  const rounds = 20_000;
  let held = 0;
  for (let round = 0; round < rounds; round++) {
    const [n, rate] = [random.int(3, 60), random.next()];
    let successes = 0;
    for (let run = 0; run < n; run++) if (random.chance(rate)) successes++;
    const [low, high] = wilsonInterval(successes, n) ?? [1, 0];
    if (rate >= low && rate <= high) held++;
  }
  assert.ok(held > 0.93 * rounds && held < 0.97 * rounds, `${held}`);
});

test("nothing finished has no rate and no interval", () => {
  const rate = rateOf({ ...none, running: 2, unknown: 3 });
  assert.deepEqual(rate, { counts: { ...none, running: 2, unknown: 3 }, total: 5, finished: 0 });
  assert.equal(wilsonInterval(0, 0), undefined);
});

test("running and unknown runs count in the total but not in the rate", () => {
  const rate = rateOf({ running: 1, completed: 6, failed: 1, abandoned: 1, unknown: 4 });
  assert.equal(rate.total, 13);
  assert.equal(rate.finished, 8);
  assert.equal(rate.rate, 0.75);
});

test("a tally of random outcomes equals counting them one by one", () => {
  const random = seededRandom(1);
  const groups = 5;
  const tally = new Tally(groups);
  const plain = Array.from({ length: groups }, () => ({ ...none }));
  for (let run = 0; run < 1000; run++) {
    const group = random.int(0, groups - 2);
    const outcome = random.pick(outcomes);
    tally.add(group, outcomeCode[outcome]);
    const counts = plain[group];
    if (counts !== undefined) counts[outcome]++;
  }
  plain.forEach((counts, group) => {
    assert.deepEqual(tally.counts(group), counts);
    assert.equal(tally.total(group), tally.rate(group).total);
    assert.deepEqual(tally.rate(group), rateOf(counts));
  });
  assert.equal(tally.total(groups - 1), 0);
});
