import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnomalies, type Anomaly } from "../../../src/analysis/anomalies";
import { localCalendar } from "../../../src/analysis/calendar";
import { day, historyOf, someTime, type Run } from "../../support/history";
import { seededRandom, type Random } from "../../support/random";

const calendar = localCalendar();
const skills = 250;

interface Work {
  /** Earlier days. */
  readonly days: number;
  /** Runs of a skill a day. */
  readonly mean: number;
  /** By how much the mean of a day differs from that, in parts of it. */
  readonly spread: number;
  readonly rate: number;
  /** What is different today; `times` as long as usual. */
  readonly today?: { readonly mean?: number; readonly rate?: number; readonly times?: number };
}

/** Skills that run by chance, as many a day as a Poisson distribution says. */
function work(random: Random, { days, mean, spread, rate, today }: Work): Run[] {
  const runs: Run[] = [];
  // Choices of their own: how often something runs is not about how long.
  const timing = seededRandom(13);
  for (let skill = 0; skill < skills; skill++) {
    for (let ago = 0; ago <= days; ago++) {
      const usual = (ago === 0 ? today?.mean : undefined) ?? mean;
      const chance = (ago === 0 ? today?.rate : undefined) ?? rate;
      const times = (ago === 0 ? (today?.times ?? 1) : 1) * (1 + spread * timing.next());
      const count = poisson(random, usual * random.pick([1 - spread, 1, 1 + spread]));
      for (let run = 0; run < count; run++) {
        runs.push({
          skill: `task:${skill}`,
          at: someTime - ago * day - random.int(1, day - 1),
          outcome: random.chance(chance) ? "completed" : "failed",
          // From a half to twice 20 s, and on some days all of them a little longer.
          ms: Math.round(20_000 * times * 2 ** (2 * timing.next() - 1)),
        });
      }
    }
  }
  return runs;
}

/** Source: Knuth, The Art of Computer Programming 2, 3.4.1, algorithm Q. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

/** The share of skills with an anomaly of these types. */
function shares(runs: readonly Run[], threshold: number): (...types: Anomaly["type"][]) => number {
  const found = findAnomalies(historyOf(runs), { nowMs: someTime, threshold, calendar });
  return (...types) => found.filter(({ type }) => types.includes(type)).length / skills;
}

const usual: Work = { days: 15, mean: 10, spread: 0, rate: 0.8 };

test("noise alarms at most about as often as the threshold says, and not much less", () => {
  const random = seededRandom(11);
  const noise: Work[] = [
    usual,
    { ...usual, mean: 20, days: 6 },
    { ...usual, spread: 0.5 },
    { ...usual, spread: 0.5, days: 6 },
    { ...usual, rate: 0.5, mean: 4 },
  ];
  // The p of z = 1 and z = 2, and what 250 skills may lie above it by chance.
  for (const [threshold, p, slack] of [
    [1, 0.3173, 0.06],
    [2, 0.0455, 0.03],
  ] as const) {
    let [runs, rates, durations] = [0, 0, 0];
    for (const kind of noise) {
      const share = shares(work(random, kind), threshold);
      const counted = share("spike", "drop");
      const shifted = share("pattern-shift");
      assert.ok(counted < p + slack, `${threshold}: runs ${counted} of ${JSON.stringify(kind)}`);
      assert.ok(shifted < p + slack, `${threshold}: rates ${shifted} of ${JSON.stringify(kind)}`);
      const moved = share("slower", "faster");
      assert.ok(moved < p + slack, `${threshold}: durations ${moved} of ${JSON.stringify(kind)}`);
      durations += moved / noise.length;
      runs += counted / noise.length;
      rates += shifted / noise.length;
    }
    assert.ok(runs > p / 4 && runs < p * 1.1, `${threshold}: runs ${runs}`);
    // Two tests that must agree, one of them with a scale from few days: seldom, not never.
    assert.ok(durations > 0 && durations < p * 1.1, `${threshold}: durations ${durations}`);
    assert.ok(rates > p / 8 && rates < p * 1.1, `${threshold}: rates ${rates}`);
  }
});

test("what is three times as much, a fifth as much, fails seven times in ten or takes four times as long is found", () => {
  const random = seededRandom(12);
  const shareOf = (today: NonNullable<Work["today"]>) =>
    shares(work(random, { ...usual, today }), 2);
  assert.ok(shareOf({ mean: 30 })("spike") > 0.95);
  assert.ok(shareOf({ rate: 0.3 })("pattern-shift") > 0.7);
  assert.ok(shareOf({ times: 4 })("slower") > 0.75);
  assert.ok(shareOf({ times: 1 / 4 })("faster") > 0.75);
  // One skill in ten: were it all of them, it would be a quiet day and no drop.
  const some = work(random, usual).filter(
    ({ skill, at }) => at <= someTime - day || !skill.endsWith("0") || random.chance(0.2),
  );
  const dropped = 10 * shares(some, 2)("drop");
  assert.ok(dropped > 0.75, `${dropped}`);
  const all = work(random, usual).filter(({ at }) => at <= someTime - day || random.chance(0.2));
  assert.ok(shares(all, 2)("drop") < 0.05);
});
