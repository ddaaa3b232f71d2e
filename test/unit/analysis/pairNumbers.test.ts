import assert from "node:assert/strict";
import { test } from "node:test";
import { PairNumbers } from "../../../src/analysis/pairNumbers";
import { seededRandom } from "../../support/random";

test("pairs are numbered as a map of strings would number them, however many they are", () => {
  const random = seededRandom(3);
  for (const [count, greatest] of [
    [0, 1],
    [300, 5],
    [5000, 60],
    [5000, 2 ** 31 - 1],
  ] as const) {
    const pairs = new PairNumbers();
    const names = new Map<string, number>();
    for (let round = 0; round < count; round++) {
      const first = random.int(0, greatest);
      const second = random.int(0, greatest);
      const name = `${first} ${second}`;
      if (!names.has(name)) names.set(name, names.size);
      assert.equal(pairs.numberOf(first, second), names.get(name));
    }
    assert.equal(pairs.size, names.size);
    const listed = [...pairs.first].map((first, at) => `${first} ${pairs.second[at] ?? ""}`);
    assert.deepEqual(listed, [...names.keys()]);
  }
});
