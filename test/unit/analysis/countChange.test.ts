import assert from "node:assert/strict";
import { test } from "node:test";
import { countChange } from "../../../src/analysis/countChange";
import { naiveCountChange } from "../../support/naiveSessionPatterns";
import { seededRandom, type Random } from "../../support/random";

test("three weeks of none after three of two are the 64th part of all ways to fall", () => {
  // All 6 into one half: 2 · (1/2)⁶.
  assert.ok(Math.abs(countChange([2, 2, 2], [0, 0, 0]) - 2 / 64) < 1e-12);
  assert.ok(Math.abs(countChange([0, 0, 0], [2, 2, 2]) - 2 / 64) < 1e-12);
});

test("nothing at all, or the same in every week, is no change", () => {
  assert.equal(countChange([0, 0, 0], [0, 0, 0]), 1);
  assert.equal(countChange([5, 5, 5, 5], [5, 5, 5]), 1);
});

test("uneven weeks make a change less sure", () => {
  const even = countChange([4, 4, 4, 4, 4, 4], [9, 9, 9]);
  assert.ok(even < 0.05);
  assert.ok(countChange([0, 9, 0, 8, 0, 7], [2, 16, 9]) > even);
});

test("p-values equal those of all weights written out", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 1000; round++) {
    const most = random.pick([1, 3, 10]);
    const weeks = (from: number, to: number) =>
      Array.from({ length: random.int(from, to) }, () => random.int(0, most));
    const [earlier, recent] = [weeks(1, 9), weeks(3, 3)];
    const p = countChange(earlier, recent);
    const naive = naiveCountChange(earlier, recent);
    assert.ok(p >= 0 && p <= 1);
    // Where both sides have their part exactly, either tail is more than a half.
    assert.ok(Math.abs(p - naive) < 1e-9, `${earlier.join()} | ${recent.join()}: ${p}, ${naive}`);
  }
});

/** Knuth's product of uniform numbers. */
function poisson(random: Random, mean: number): number {
  let count = -1;
  for (let left = 1; left > Math.exp(-mean); count++) left *= random.next();
  return count;
}

function shown(seed: number, weeks: number, countOf: (random: Random, week: number) => number) {
  const random = seededRandom(seed);
  let alarms = 0;
  for (let round = 0; round < 2000; round++) {
    const counts = Array.from({ length: weeks }, (_, week) => countOf(random, week));
    if (countChange(counts.slice(0, -3), counts.slice(-3)) < 0.05) alarms++;
  }
  return alarms / 2000;
}

test("on Poisson counts that do not change, fewer than 5 % are called a change", () => {
  for (const weeks of [4, 8, 16]) {
    for (const mean of [0.5, 5, 20]) {
      const alarms = shown(weeks + mean, weeks, (random) => poisson(random, mean));
      assert.ok(alarms <= 0.05, `${weeks} weeks of ${mean}: ${alarms}`);
    }
  }
});

test("weeks that scatter twice as much as Poisson's alarm in fewer than 10 %", () => {
  for (const weeks of [6, 8, 16]) {
    const alarms = shown(weeks, weeks, (random) => poisson(random, random.pick([4, 10])));
    assert.ok(alarms <= 0.1, `${weeks} weeks: ${alarms}`);
  }
});

test("twice as much is found in four of five cases", () => {
  const power = shown(9, 16, (random, week) => poisson(random, week >= 13 ? 12 : 6));
  assert.ok(power > 0.8, `${power}`);
});
