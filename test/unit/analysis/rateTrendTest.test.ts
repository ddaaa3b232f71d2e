import assert from "node:assert/strict";
import { test } from "node:test";
import { rateTrendTest } from "../../../src/analysis/rateTrendTest";
import { studentP } from "../../../src/analysis/studentP";
import { seededRandom, type Random } from "../../support/random";

/** A point for each day, of [completed, finished]; a day apart. */
const points = (...days: (readonly [completed: number, finished: number])[]) =>
  days.map(([completed, finished], at) => ({ at, value: completed / finished, weight: finished }));

test("days that differ as runs do by chance are judged by Cochran's and Armitage's statistic", () => {
  // T = Σ n(t − 2)(r − ½) = 10, variance ¼ · 10 · 10 = 25; X² = 4.8 of 3 days is 0.8: φ is 1.
  const p = rateTrendTest(points([3, 10], [4, 10], [5, 10], [6, 10], [7, 10]));
  assert.ok(Math.abs((p ?? 0) - studentP(2, 3)) < 1e-12);
});

test("days that differ by more than chance count for less", () => {
  const p = rateTrendTest(points([1, 10], [6, 10], [4, 10], [6, 10], [8, 10]));
  // Mean ½: T = 2 · 7 = 14 and T² ÷ 25 = 7.84; X² = 40 · (.16 + .01 + .01 + .01 + .09) = 11.2.
  const phi = (11.2 - 7.84) / 3;
  assert.ok(Math.abs((p ?? 0) - studentP(Math.sqrt(7.84 / phi), 3)) < 1e-12);
});

test("what always ends the same has a p of 1, and two days have none", () => {
  assert.equal(rateTrendTest(points([3, 3], [1, 1], [7, 7], [2, 2])), 1);
  assert.equal(rateTrendTest(points([0, 3], [0, 1], [0, 7])), 1);
  assert.equal(rateTrendTest(points([0, 3], [3, 3])), undefined);
});

interface Work {
  readonly rate: number;
  readonly days: number;
  /** How far the rate of a day lies from that, at most. */
  readonly spread: number;
  readonly runsOn: (day: number) => number;
}

function pOf(random: Random, { rate, days, spread, runsOn }: Work): number {
  const all = Array.from({ length: days }, (_, day) => {
    const own = rate + spread * (2 * random.next() - 1);
    const finished = runsOn(day);
    const completed = Array.from({ length: finished }).filter(() => random.chance(own)).length;
    return [completed, finished] as const;
  });
  return rateTrendTest(points(...all)) ?? 1;
}

test("steady work alarms at most as often as p says, also where it is used more and more", () => {
  const random = seededRandom(21);
  const rounds = 1500;
  for (const rate of [0.5, 0.95]) {
    for (const spread of [0, 0.04]) {
      for (const runsOn of [() => 8, (day: number) => 1 + Math.round(0.7 * day)]) {
        const work = { rate, days: 28, spread, runsOn };
        const p = Array.from({ length: rounds }, () => pOf(random, work));
        const share = (level: number): number => p.filter((one) => one < level).length / rounds;
        const what = `${rate} ${spread} ${runsOn(20)}`;
        assert.ok(share(0.05) < 0.065, `${what}: ${share(0.05)}`);
        assert.ok(share(0.2) > 0.08 && share(0.2) < 0.235, `${what}: ${share(0.2)}`);
        assert.ok(share(0.005) < 0.01, `${what}: ${share(0.005)}`);
      }
    }
  }
});
