import assert from "node:assert/strict";
import { test } from "node:test";
import { durationTest, logDuration, type DayDurations } from "../../../src/analysis/durationTest";
import { median } from "../../../src/analysis/quantiles";
import { studentP } from "../../../src/analysis/studentP";
import { seededRandom, type Random } from "../../support/random";

function dayOf(...ms: number[]): DayDurations {
  const middle = median(Float64Array.from(ms)) ?? NaN;
  return { runs: Float64Array.from(ms), median: middle, level: logDuration(middle) };
}

const usual = [1000, 1100, 1200, 1300, 1400].map((ms) => dayOf(ms, ms, ms, ms));
const pOf = (...ms: number[]): number => durationTest(dayOf(...ms), usual).pValue;

test("a day of three times the median is judged by median and deviation of the other days", () => {
  const { expected, side, pValue } = durationTest(dayOf(3600, 3600, 3600, 3600, 3600), usual);
  // Away from ln 1200: 0.182, 0.087, 0, 0.080, 0.154; the median is ln(1200 ÷ 1100).
  const scale = (1.4826022185056018 * Math.log(1200 / 1100) * 5) / 4.2;
  const t = Math.log(3) / (scale * Math.sqrt(1 + Math.PI / 10));
  assert.deepEqual([expected, side], [1200, 1]);
  assert.ok(Math.abs(pValue / studentP(t, 0.3675 * 4) - 1) < 1e-9, `${pValue}`);
});

test("a third of the time is as unlikely as three times as long, on the other side", () => {
  const even = [1000, 1200, 1440].flatMap((ms) => [dayOf(ms, ms), dayOf(ms, ms)]);
  const slow = durationTest(dayOf(3600, 3600, 3600, 3600), even);
  const fast = durationTest(dayOf(400, 400, 400, 400), even);
  assert.deepEqual([slow.side, fast.side], [1, -1]);
  assert.ok(Math.abs(slow.pValue / fast.pValue - 1) < 1e-9);
});

test("one run is less sure than many", () => {
  // Half a run of 21 is as long: 1 ÷ 42, and twice that.
  assert.ok(Math.abs(pOf(50_000) - 1 / 21) < 1e-9, `${pOf(50_000)}`);
  assert.ok(pOf(50_000, 50_000, 50_000) < 0.02);
});

test("runs of two sorts are no news where the day has a few of the slower sort", () => {
  const mixed = Array.from({ length: 20 }, () => dayOf(1000, 1010, 1020, 990, 20_000, 1005));
  assert.ok(durationTest(dayOf(20_000, 20_000, 1000), mixed).pValue > 0.1);
  assert.ok(durationTest(dayOf(...Array<number>(12).fill(20_000)), mixed).pValue < 0.05);
});

test("two wild days among ten change little", () => {
  const calm = [10, 11, 12, 13, 12, 11, 10, 12].map((s) => dayOf(s * 1000, s * 1000));
  const wild = [...calm, dayOf(3_600_000), dayOf(200)];
  assert.ok(durationTest(dayOf(60_000, 60_000, 60_000), wild).pValue < 0.05);
});

test("days that are all alike can be departed from, but not by five per cent or by an instant", () => {
  const alike = Array.from({ length: 28 }, () => dayOf(1000, 1000, 1000));
  const pAfter = (ms: number): number => durationTest(dayOf(ms, ms, ms), alike).pValue;
  assert.ok(pAfter(1050) > 0.3 && pAfter(1500) < 0.001);
  const instant = Array.from({ length: 28 }, () => dayOf(1, 1));
  assert.deepEqual(durationTest(dayOf(99, 99), instant), { expected: 100, side: 0, pValue: 1 });
  assert.equal(logDuration(0), Math.log(100));
});

/** Source: Box and Muller, Annals of Mathematical Statistics 29 (1958), p. 610. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

interface Work {
  readonly days: number;
  /** Deviation of the logarithms of a day's runs, and of days. */
  readonly runs: number;
  readonly between: number;
  /** The share of runs that take ten times as long. */
  readonly slow: number;
  readonly factor?: number;
}

/** The share of days that alarm at the level. */
function alarms(random: Random, { days, runs, between, slow, factor = 1 }: Work, level: number) {
  const rounds = 600;
  const oneDay = (times: number): DayDurations => {
    const own = between * normal(random);
    const ms = Array.from(
      { length: random.int(2, 9) },
      () => 10_000 * times * Math.exp(own + runs * normal(random)) * (random.chance(slow) ? 10 : 1),
    );
    return dayOf(...ms);
  };
  const found = Array.from({ length: rounds }, () => {
    const earlier = Array.from({ length: days }, () => oneDay(1));
    return durationTest(oneDay(factor), earlier).pValue;
  }).filter((p) => p < level);
  return found.length / rounds;
}

test("noise of many kinds alarms at most as often as the level says", () => {
  const random = seededRandom(41);
  for (const days of [5, 12, 28]) {
    for (const runs of [0.05, 0.5]) {
      for (const between of [0, 0.3]) {
        for (const slow of [0, 0.2]) {
          const work = { days, runs, between, slow };
          const two = alarms(random, work, 0.0455);
          assert.ok(two < 0.065, `${JSON.stringify(work)}: ${two}`);
        }
      }
    }
  }
  const one = alarms(random, { days: 28, runs: 0.5, between: 0.3, slow: 0 }, 0.3173);
  assert.ok(one > 0.1 && one < 0.35, `${one}`);
});

test("what takes three times as long is found, in most cases after a few weeks", () => {
  const random = seededRandom(42);
  const power = (work: Partial<Work>): number =>
    alarms(random, { days: 28, runs: 0.5, between: 0, slow: 0, factor: 3, ...work }, 0.0455);
  assert.ok(power({}) > 0.8);
  assert.ok(power({ factor: 1 / 3 }) > 0.8);
  assert.ok(power({ runs: 0.1, between: 0.1 }) > 0.95);
});
