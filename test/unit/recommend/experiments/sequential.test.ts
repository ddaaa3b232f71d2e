import assert from "node:assert/strict";
import { test } from "node:test";
import { zTest, type Sample } from "../../../../src/recommend/experiments/proportions";
import { alwaysValid } from "../../../../src/recommend/experiments/sequential";
import { seededRandom, type Random } from "../../../support/random";

type Mutable = { -readonly [Name in keyof Sample]: Sample[Name] };

/** Adds units one by one and looks after each until `found`; says whether it ever was. */
function everFound(
  random: Random,
  units: number,
  value: (group: "control" | "treatment") => number,
  found: (control: Sample, treatment: Sample) => boolean,
): boolean {
  const control: Mutable = { units: 0, sum: 0 };
  const treatment: Mutable = { units: 0, sum: 0 };
  for (let unit = 0; unit < units; unit++) {
    const group = random.chance(0.5) ? "control" : "treatment";
    const sample = group === "control" ? control : treatment;
    sample.units++;
    sample.sum += value(group);
    if (Math.min(control.units, treatment.units) < 100) continue;
    if (found(control, treatment)) return true;
  }
  return false;
}

const isFound = (control: Sample, treatment: Sample): boolean =>
  (alwaysValid(control, treatment)?.pValue ?? 1) < 0.05;

function share(times: number, happens: () => boolean): number {
  let count = 0;
  for (let time = 0; time < times; time++) if (happens()) count++;
  return count / times;
}

test("looking after every unit finds a difference that is not there in at most 5 % of experiments", () => {
  for (const rate of [0.05, 0.5, 0.9]) {
    const random = seededRandom(11);
    const value = (): number => (random.chance(rate) ? 1 : 0);
    const wrong = share(400, () => everFound(random, 2000, value, isFound));
    assert.ok(wrong <= 0.05, `${rate}: ${wrong}`);
  }
});

test("the same holds for values between 0 and 1", () => {
  const random = seededRandom(12);
  const value = (): number => random.int(0, 4) / 4;
  assert.ok(share(400, () => everFound(random, 2000, value, isFound)) <= 0.05);
});

test("looking that often with the test for one look would be wrong several times as often", () => {
  const random = seededRandom(11);
  const value = (): number => (random.chance(0.5) ? 1 : 0);
  const oneLook = (control: Sample, treatment: Sample): boolean =>
    (zTest(control, treatment) ?? 1) < 0.05;
  assert.ok(share(200, () => everFound(random, 2000, value, oneLook)) > 0.2);
});

test("a difference that is there is found", () => {
  const random = seededRandom(13);
  const value = (group: string): number =>
    random.chance(group === "control" ? 0.7 : 0.85) ? 1 : 0;
  assert.ok(share(100, () => everFound(random, 2000, value, isFound)) > 0.95);
});

test("the interval leaves 0 out exactly when p is less than 0.05", () => {
  const random = seededRandom(14);
  let found = 0;
  for (let round = 0; round < 2000; round++) {
    const units = [random.int(1, 500), random.int(1, 500)] as const;
    const control = { units: units[0], sum: random.int(0, units[0]) };
    const treatment = { units: units[1], sum: random.int(0, units[1]) };
    const { pValue, interval } = alwaysValid(control, treatment) ?? {
      pValue: NaN,
      interval: [0, 0],
    };
    assert.ok(pValue >= 0 && pValue <= 1);
    assert.equal(pValue < 0.05, interval[0] > 0 || interval[1] < 0);
    if (pValue < 0.05) found++;
  }
  assert.ok(found > 200 && found < 1900);
});

test("p follows its formula", () => {
  // p̃ꜛ = 61 ÷ 102 and 81 ÷ 102, V = Σ p̃(1 − p̃) ÷ 100, τ = 0.1, d = 0.2.
  const v = ((61 / 102) * (41 / 102) + (81 / 102) * (21 / 102)) / 100;
  const ratio = Math.sqrt(v / (v + 0.01)) * Math.exp((0.01 * 0.04) / (2 * v * (v + 0.01)));
  const found = alwaysValid({ units: 100, sum: 60 }, { units: 100, sum: 80 });
  assert.ok(Math.abs((found?.pValue ?? 0) - 1 / ratio) < 1e-12);
});

test("groups without variance give figures, and a group without units gives none", () => {
  const all = { units: 200, sum: 200 };
  const none = { units: 200, sum: 0 };
  assert.equal(alwaysValid(all, all)?.pValue, 1);
  assert.ok((alwaysValid(none, all)?.pValue ?? 1) < 1e-6);
  assert.equal(alwaysValid({ units: 0, sum: 0 }, all), undefined);
});
