import assert from "node:assert/strict";
import { test } from "node:test";
import { twoSidedP } from "../../../src/analysis/normal";
import { studentP } from "../../../src/analysis/studentP";

test("the chances are those of the printed tables", () => {
  // Abramowitz and Stegun (1964), table 26.10.
  const printed = [
    [12.706, 1, 0.05],
    [4.303, 2, 0.05],
    [2.776, 4, 0.05],
    [2.228, 10, 0.05],
    [3.169, 10, 0.01],
    [2.042, 30, 0.05],
  ] as const;
  for (const [t, freedom, p] of printed) {
    assert.ok(Math.abs(studentP(t, freedom) / p - 1) < 1e-3, `${t} at ${freedom}`);
  }
});

test("one degree of freedom has the chances of Cauchy's distribution", () => {
  for (const t of [0, 0.1, 1, 5, 100]) {
    assert.ok(Math.abs(studentP(t, 1) - (1 - (2 / Math.PI) * Math.atan(t))) < 1e-12);
    assert.equal(studentP(-t, 1), studentP(t, 1));
  }
});

test("with many degrees of freedom it is the normal distribution", () => {
  for (const t of [0.5, 1, 2, 3]) {
    assert.ok(Math.abs(studentP(t, 1e7) / twoSidedP(t) - 1) < 1e-5);
  }
});
