import assert from "node:assert/strict";
import { test } from "node:test";
import { fisherTest } from "../../../src/analysis/fisherTest";

test("the lady who tasted eight cups of tea and knew all of them did so by chance once in 70", () => {
  assert.ok(Math.abs(fisherTest({ all: 8, one: 4, other: 4, both: 4 }) - 1 / 70) < 1e-12);
  assert.ok(Math.abs(fisherTest({ all: 8, one: 4, other: 4, both: 3 }) - 17 / 70) < 1e-12);
});

test("Fisher's criminal twins have the p he gave them", () => {
  // Of 30 convicts with a twin 13 were identical twins, of whom 10 had a convicted twin; 12 had one.
  assert.ok(Math.abs(fisherTest({ all: 30, one: 13, other: 12, both: 10 }) - 0.000465) < 5e-7);
});

test("what cannot be less often together is no news", () => {
  assert.equal(fisherTest({ all: 10, one: 4, other: 5, both: 0 }), 1);
  assert.equal(fisherTest({ all: 10, one: 8, other: 7, both: 5 }), 1);
  assert.equal(fisherTest({ all: 1, one: 1, other: 1, both: 1 }), 1);
});

test("tails of many sessions are finite and fall with every one more", () => {
  let before = 1;
  for (let both = 200; both <= 400; both += 10) {
    const p = fisherTest({ all: 100_000, one: 4000, other: 5000, both });
    assert.ok(p > 0 && p < before, `${both}: ${p}`);
    before = p;
  }
});
