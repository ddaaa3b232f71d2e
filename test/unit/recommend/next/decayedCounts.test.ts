import assert from "node:assert/strict";
import { test } from "node:test";
import { DecayedCounts } from "../../../../src/recommend/next/decayedCounts";
import { seededRandom } from "../../../support/random";

function closeTo(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual}`);
}

test("counts halve with age, whatever was counted since", () => {
  const random = seededRandom(1);
  const halfLife = 7;
  const counts = new DecayedCounts(halfLife);
  const added: { key: number; value: number; at: number }[] = [];
  for (let now = 0; now < 300; now++) {
    const key = random.int(0, 3);
    const value = random.int(0, 90);
    counts.add(key, value);
    added.push({ key, value, at: now });
    if (now % 50 === 0) {
      for (let one = 0; one < 4; one++) {
        const of = added.filter((each) => each.key === one);
        const weigh = (list: typeof added): number =>
          list.reduce((sum, { at }) => sum + 2 ** ((at - now) / halfLife), 0);
        closeTo(counts.total(one) / counts.unit, weigh(of));
        for (const value of [0, 17, 90]) {
          const own = of.filter((each) => each.value === value);
          closeTo((counts.row(one)[value] ?? 0) / counts.unit, weigh(own));
        }
      }
    }
    counts.tick();
  }
});

test("counts stay finite and right for ever", () => {
  const counts = new DecayedCounts(1);
  for (let now = 0; now < 5_000; now++) {
    counts.add(0, now % 2);
    counts.tick();
  }
  // 1/2 + 1/4 + 1/8 …, every second one for each value.
  closeTo(counts.total(0) / counts.unit, 1);
  closeTo((counts.row(0)[1] ?? 0) / counts.unit, 2 / 3);
});

test("nothing is known of keys that never came", () => {
  const counts = new DecayedCounts(3);
  counts.add(5, 2);
  assert.equal(counts.total(4), 0);
  assert.equal(counts.row(99).length, 0);
});
