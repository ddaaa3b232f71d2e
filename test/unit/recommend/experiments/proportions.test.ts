import assert from "node:assert/strict";
import { test } from "node:test";
import { twoSidedP } from "../../../../src/analysis/normal";
import {
  cohensH,
  differenceOf,
  zTest,
  type Sample,
} from "../../../../src/recommend/experiments/proportions";
import { seededRandom } from "../../../support/random";

const of = (sum: number, units: number): Sample => ({ sum, units });

test("the interval of a difference has the values published for it", () => {
  // Newcombe, Statistics in Medicine 17 (1998), p. 873, table II, method 10.
  const published = [
    [of(56, 70), of(48, 80), 0.0524, 0.3339],
    [of(9, 10), of(3, 10), 0.1705, 0.809],
    [of(6, 7), of(2, 7), 0.0582, 0.8062],
    [of(5, 56), of(0, 29), -0.0381, 0.1926],
  ] as const;
  for (const [treatment, control, low, high] of published) {
    const rounded = differenceOf(control, treatment)?.interval.map((bound) =>
      Number(bound.toFixed(4)),
    );
    assert.deepEqual(rounded, [low, high]);
  }
});

test("the z test is the square root of the chi-squared test of the same table", () => {
  // χ² of [[56, 14], [48, 32]] without correction: 150·(56·32 − 14·48)² ÷ (70·80·104·46).
  const chiSquared = (150 * (56 * 32 - 14 * 48) ** 2) / (70 * 80 * 104 * 46);
  const p = zTest(of(48, 80), of(56, 70));
  assert.ok(p !== undefined && Math.abs(p - twoSidedP(Math.sqrt(chiSquared))) < 1e-14);
});

test("Cohen's h has the values of his table", () => {
  // Cohen (1988), table 6.2.2: φ of .50 is 1.571, of .60 1.772, of .25 1.047.
  const h = (one: number, other: number) => cohensH(of(other, 100), of(one, 100)) ?? NaN;
  assert.equal(h(60, 50).toFixed(3), "0.201");
  assert.equal(h(25, 50).toFixed(3), "-0.524");
  assert.equal(cohensH(of(0, 5), of(5, 5)), Math.PI);
});

test("without units there is no figure, and without variance there is no NaN", () => {
  for (const compare of [differenceOf, zTest, cohensH]) {
    assert.equal(compare(of(0, 0), of(3, 5)), undefined);
    assert.equal(compare(of(3, 5), of(0, 0)), undefined);
  }
  assert.equal(zTest(of(0, 50), of(0, 80)), 1);
  assert.equal(zTest(of(50, 50), of(80, 80)), 1);
});

test("turning the groups around turns every sign around, and no bound leaves −1…1", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 500; round++) {
    const units = [random.int(1, 30), random.int(1, 30)] as const;
    const one = of(random.next() * units[0], units[0]);
    const other = of(random.chance(0.2) ? units[1] : random.next() * units[1], units[1]);
    const there = differenceOf(one, other);
    const back = differenceOf(other, one);
    assert.ok(there !== undefined && back !== undefined);
    assert.ok(Math.abs(there.interval[0] + back.interval[1]) < 1e-12);
    assert.ok(there.interval[0] >= -1 - 1e-12 && there.interval[1] <= 1 + 1e-12);
    assert.ok(there.interval[0] <= there.value && there.value <= there.interval[1]);
    assert.ok(Math.abs((cohensH(one, other) ?? 0) + (cohensH(other, one) ?? 0)) < 1e-12);
    assert.ok(Math.abs((zTest(one, other) ?? 0) - (zTest(other, one) ?? 0)) < 1e-12);
  }
});
