import assert from "node:assert/strict";
import { test } from "node:test";
import { Recent } from "../../../src/agents/recent";
import { seededRandom } from "../../support/random";

test("the newest entries are those a list of everything ends with", () => {
  const random = seededRandom(32);
  for (let round = 0; round < 50; round++) {
    const capacity = random.int(1, 5);
    let recent = new Recent(capacity);
    let all: (readonly [string, string])[] = [];
    for (let step = 0; step < 60; step++) {
      const key = String(random.int(0, 9));
      const value = String(step);
      const others = all.filter(([known]) => known !== key);
      if (random.chance(0.2)) {
        assert.equal(recent.delete(key), others.length < all.length);
        all = others;
      } else {
        recent.set(key, value);
        all = [...others, [key, value] as const].slice(-capacity);
      }
      assert.deepEqual(recent.state(), all);
      for (const [known, expected] of all) assert.equal(recent.get(known), expected);
      assert.equal(
        recent.has(key),
        all.some(([known]) => known === key),
      );
      if (random.chance(0.2))
        recent = new Recent(capacity, JSON.parse(JSON.stringify(recent.state())));
    }
  }
});

test("a state of something else begins empty", () => {
  for (const state of [undefined, null, {}, "x", [1], [["a"]], [["a", 1]]])
    assert.deepEqual(new Recent(4, state).state(), []);
});
