import assert from "node:assert/strict";
import { test } from "node:test";
import { leastForecasts } from "../../../../src/recommend/predict/durationErrors";
import { learnDurations } from "../../../../src/recommend/predict/durations";
import type { DurationForecast, LearnedDurations } from "../../../../src/recommend/predict/model";
import { historyOf, minute, someTime, type Run } from "../../../support/history";
import { seededRandom, type Random } from "../../../support/random";
import { inShare, seedsUpTo } from "../../../support/seeds";

interface Known {
  readonly skill: string;
  readonly at: number;
  readonly ms: number;
}

const shortest = (one: number, other: number): number => one - other;

function middle(values: readonly number[]): number {
  const sorted = [...values].sort(shortest);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? NaN) + (sorted[Math.ceil(at)] ?? NaN)) / 2;
}

/** The interval by trying all: the least one of order statistics that holds four fifths, centred. */
function naiveForecast(newest: readonly number[]): DurationForecast | undefined {
  const sorted = [...newest].sort(shortest);
  const runs = sorted.length;
  for (let tails = runs; tails >= 2; tails--) {
    const below = tails - Math.floor(tails / 2);
    const above = tails - below;
    if ((runs + 1 - tails) * 5 < (runs + 1) * 4) continue;
    const [lowMs = NaN, highMs = NaN] = [sorted[below - 1], sorted[runs - above]];
    return { runs, lowMs, medianMs: middle(sorted), highMs };
  }
  return undefined;
}

/** Looks at everything anew for each run. */
function naive(
  runs: readonly Run[],
  skills: readonly string[],
  { most, judged }: { most: number; judged: number },
): LearnedDurations {
  const known = runs
    .filter(({ outcome = "completed", background }) => outcome === "completed" && !background)
    .flatMap(({ skill, at, ms }): Known[] => (ms === undefined ? [] : [{ skill, at, ms }]))
    .slice(-most);
  const before = (skill: string, nowMs: number): number[] =>
    known
      .filter((run) => run.skill === skill && run.at + run.ms < nowMs)
      .sort((one, other) => one.at + one.ms - (other.at + other.ms))
      .map(({ ms }) => ms)
      .slice(-99);
  const off = (one: number, other: number): number => {
    const [a, b] = [Math.max(100, one), Math.max(100, other)];
    return Math.max(a / b, b / a) - 1;
  };
  const came = known.slice(-judged).flatMap(({ skill, at, ms }) => {
    const durations = before(skill, at);
    const forecast = naiveForecast(durations);
    if (forecast === undefined) return [];
    const inside = forecast.lowMs <= ms && ms <= forecast.highMs;
    return [
      { inside, byMedian: off(forecast.medianMs, ms), byLast: off(durations.at(-1) ?? 0, ms) },
    ];
  });
  const errors = {
    inside: came.filter(({ inside }) => inside).length,
    medianError: middle(came.map(({ byMedian }) => byMedian)),
    lastError: middle(came.map(({ byLast }) => byLast)),
  };
  return {
    bySkill: skills.map((skill) => naiveForecast(before(skill, Infinity))),
    forecasts: came.length,
    ...(came.length < leastForecasts ? {} : { errors }),
  };
}

/** Runs that overlap, begin together, take no time, and are often as long as one another. */
function crowdedRuns(random: Random, skills: readonly Run["skill"][]): Run[] {
  const longest = random.pick([3, 1000, 10 * minute]);
  const span = random.pick([20 * minute, 2000 * minute]);
  return Array.from({ length: random.int(0, 320) }, (): Run => {
    const run = { skill: random.pick(skills), at: someTime + random.int(0, span) };
    return {
      ...run,
      ...(random.chance(0.05) ? {} : { ms: random.int(0, longest) }),
      ...(random.chance(0.1) ? { outcome: "failed" } : {}),
      ...(random.chance(0.05) ? { background: true } : {}),
    };
  }).sort((one, other) => one.at - other.at);
}

test("what is learned and how it did is what one finds who looks at everything for each run", () => {
  const histories = 90;
  let withErrors = 0;
  for (const seed of seedsUpTo(histories)) {
    const random = seededRandom(seed);
    const skills = (["task:a", "task:b", "task:c"] as const).slice(0, random.int(1, 3));
    const runs = crowdedRuns(random, skills);
    const options = { most: random.pick([60, 200, 1000]), judged: random.pick([35, 150, 1000]) };
    const extras = { skills: Object.fromEntries(skills.map((skill) => [skill, {}])) };
    const { errors, ...learned } = learnDurations(historyOf(runs, extras), options);
    const { errors: expected, ...rest } = naive(runs, skills, options);
    assert.deepEqual(learned, rest, `seed ${seed}`);
    assert.equal(errors?.inside, expected?.inside, `seed ${seed}`);
    assert.equal(errors === undefined, expected === undefined);
    if (errors === undefined || expected === undefined) continue;
    withErrors++;
    assert.ok(Math.abs(errors.medianError - expected.medianError) < 1e-9, `seed ${seed}`);
    assert.ok(Math.abs(errors.lastError - expected.lastError) < 1e-9, `seed ${seed}`);
  }
  assert.ok(withErrors > inShare(histories) / 3, `${withErrors}`);
});

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Each with no order in its durations; starts are in bursts in all of them. */
const exchangeable: Readonly<Record<string, (random: Random) => number>> = {
  lognormal: (random) => 20_000 * Math.exp(normal(random)),
  "with a cache that is full or empty": (random) =>
    (random.chance(0.7) ? 2000 : 90_000) * (1 + random.next() / 5),
  "with a heavy tail": (random) => Math.min(1e9, 1000 / (1 - random.next())),
};

function simulated(count: number, random: Random, durationOf: (run: number) => number): Run[] {
  let at = someTime;
  return Array.from({ length: count }, (_, run): Run => {
    // A burst of several that overlap, then a pause.
    at += run % 6 === 0 ? 600 * minute : random.int(0, 20_000);
    return { skill: random.pick(["task:a", "task:b", "task:c"]), at, ms: durationOf(run) };
  });
}

test("four of five exchangeable durations lie in their interval, however they are distributed", () => {
  for (const [name, durationOf] of Object.entries(exchangeable)) {
    const random = seededRandom(11);
    const runs = simulated(3600, random, () => durationOf(random));
    const { forecasts, errors } = learnDurations(historyOf(runs));
    const share = (errors?.inside ?? 0) / forecasts;
    assert.ok(forecasts > 2900, `${name}: ${forecasts}`);
    assert.ok(share > 0.78 && share < 0.83, `${name}: ${share}`);
  }
});

test("the median errs less than the time before where durations have no order", () => {
  const random = seededRandom(12);
  const runs = simulated(2000, random, () => 20_000 * Math.exp(normal(random)));
  const { errors } = learnDurations(historyOf(runs));
  // Half of a normal distribution is within 0.674 deviations of its middle, of a difference 0.954.
  assert.ok(Math.abs((errors?.medianError ?? NaN) - (Math.exp(0.674) - 1)) < 0.1);
  assert.ok(Math.abs((errors?.lastError ?? NaN) - (Math.exp(0.954) - 1)) < 0.15);
});

test("where durations grow all the time, hindsight says that forecasts failed", () => {
  const random = seededRandom(13);
  const runs = simulated(1500, random, (run) => 1000 * Math.exp(run / 100 + normal(random) / 20));
  const { forecasts, errors } = learnDurations(historyOf(runs));
  assert.ok(errors !== undefined && forecasts > 1300);
  assert.ok(errors.inside / forecasts < 0.4, `${errors.inside / forecasts}`);
  assert.ok(errors.lastError < errors.medianError / 3);
});
