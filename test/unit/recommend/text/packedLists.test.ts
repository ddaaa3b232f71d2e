import assert from "node:assert/strict";
import { test } from "node:test";
import { ListCopy, PackedLists } from "../../../../src/recommend/text/packedLists";
import { seededRandom } from "../../../support/random";

test("lists hold what was put onto them and not taken off, however they grow side by side", () => {
  const random = seededRandom(31);
  for (let round = 0; round < 40; round++) {
    const lists = new PackedLists();
    const naive: number[][] = Array.from({ length: random.int(1, 6) }, () => []);
    const growth = random.pick([0.5, 0.6, 0.95]);
    const copy = new ListCopy();
    for (let step = 0; step < 6000; step++) {
      const list = Math.min(random.int(0, naive.length - 1), random.int(0, naive.length - 1));
      const own = naive[list] ?? [];
      if (random.chance(growth)) {
        lists.push(list, step);
        own.push(step);
      } else if (own.pop() !== undefined) lists.pop(list);
      if (step % 500 > 0) continue;
      copy.take(lists, list);
      assert.deepEqual([...copy.values.subarray(0, copy.length)], own);
    }
    naive.forEach((own, list) => {
      assert.equal(lists.lengthOf(list), own.length);
      assert.deepEqual([...lists.of(list)], own);
    });
  }
});

test("a list that nothing was put onto is empty, also one without a number", () => {
  const lists = new PackedLists();
  lists.push(3, 7);
  for (const list of [-1, 0, 2, 4, 1000]) assert.deepEqual([...lists.of(list)], []);
});
