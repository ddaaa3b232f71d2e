import assert from "node:assert/strict";
import { test } from "node:test";
import { DurationTally, leastForecasts } from "../../../../src/recommend/predict/durationErrors";
import {
  leastDurations,
  mostDurations,
  orderInterval,
} from "../../../../src/recommend/predict/orderInterval";
import { RecentDurations } from "../../../../src/recommend/predict/recentDurations";
import { seededRandom } from "../../../support/random";
import { inShare, seedsUpTo } from "../../../support/seeds";

/** 1, 2, 3 … milliseconds. */
const upTo = (runs: number): Float64Array => Float64Array.from({ length: runs }, (_, at) => at + 1);

const intervals: readonly (readonly [number, number, number, number])[] = [
  [9, 1, 5, 9],
  [10, 1, 5.5, 10],
  [14, 2, 7.5, 14],
  [18, 2, 9.5, 18],
  [19, 2, 10, 18],
  [49, 5, 25, 45],
  [99, 10, 50, 90],
];

test("an interval goes from one known duration to another, by how many there are", () => {
  for (const [runs, lowMs, medianMs, highMs] of intervals) {
    assert.deepEqual(orderInterval(upTo(runs)), { runs, lowMs, medianMs, highMs });
  }
});

test("with too few durations there is no interval, not a wide one", () => {
  for (let runs = 0; runs < leastDurations; runs++)
    assert.equal(orderInterval(upTo(runs)), undefined);
});

test("an interval holds the least share of gaps that is four fifths, as many on either side", () => {
  for (let runs = leastDurations; runs <= mostDurations; runs++) {
    const { lowMs = NaN, highMs = NaN } = orderInterval(upTo(runs)) ?? {};
    const held = (highMs - lowMs) / (runs + 1);
    assert.ok(held >= 0.8 && held < 0.8 + 1 / (runs + 1), `${runs}: ${held}`);
    const above = runs + 1 - highMs;
    assert.ok(above >= 1 && (lowMs === above || lowMs === above + 1), `${runs}: ${lowMs} ${above}`);
  }
});

test("of nine durations the shortest and the longest hold four of five further ones", () => {
  let inside = 0;
  const rounds = 6000;
  for (const seed of seedsUpTo(rounds)) {
    const random = seededRandom(seed);
    const known = Float64Array.from({ length: 9 }, () => random.next() ** 3).sort();
    const { lowMs = NaN, highMs = NaN } = orderInterval(known) ?? {};
    const next = random.next() ** 3;
    if (lowMs <= next && next <= highMs) inside++;
  }
  const share = inside / inShare(rounds);
  assert.ok(share > 0.78 && share < 0.82, `${share}`);
});

test("each skill's newest durations are there, sorted, whenever somebody asks", () => {
  for (const seed of seedsUpTo(60)) {
    const random = seededRandom(seed);
    const counts = Uint32Array.of(random.int(0, 20), 250, random.int(90, 110));
    const recent = new RecentDurations(counts);
    const plain: number[][] = [[], [], []];
    // One that nobody asks for until late is sorted late.
    const asking = random.next() / 4;
    const longest = random.pick([5, 1e6]);
    for (const skill of random.shuffle([...counts].flatMap((n, at) => Array<number>(n).fill(at)))) {
      const ms = random.int(0, longest);
      recent.add(skill, ms);
      plain[skill]?.push(ms);
      if (!random.chance(asking)) continue;
      const asked = random.int(0, 2);
      const newest = (plain[asked] ?? []).slice(-mostDurations);
      assert.equal(recent.last(asked), newest.at(-1));
      assert.deepEqual(
        [...recent.of(asked)],
        newest.sort((one, other) => one - other),
      );
    }
  }
});

const forecast = { runs: 9, lowMs: 1000, medianMs: 2000, highMs: 3000 };

test("errors are how many times as long, less one, in either direction", () => {
  const tally = new DurationTally(100);
  for (let at = 0; at < leastForecasts; at++) {
    assert.equal(tally.errors(), undefined);
    tally.add(forecast, 500, at % 2 === 0 ? 1000 : 4000);
  }
  // 1000 ms lies in the interval, on its edge; both are off the median by a factor of two.
  assert.deepEqual(tally.errors(), { inside: 15, medianError: 1, lastError: 4 });
});

test("what is instant is forecast exactly by whatever is instant", () => {
  const tally = new DurationTally(100);
  const instant = { runs: 9, lowMs: 1, medianMs: 2, highMs: 3 };
  for (let at = 0; at < leastForecasts; at++) tally.add(instant, 0, 90);
  assert.deepEqual(tally.errors(), { inside: 0, medianError: 0, lastError: 0 });
});
