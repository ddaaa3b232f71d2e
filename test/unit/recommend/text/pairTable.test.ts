import assert from "node:assert/strict";
import { test } from "node:test";
import { PairTable } from "../../../../src/recommend/text/pairTable";
import { seededRandom } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";

test("pairs have numbers in the order in which they came, also after the last were removed", () => {
  for (const seed of seedsUpTo(40)) {
    const random = seededRandom(seed);
    const table = new PairTable();
    const naive: string[] = [];
    const most = random.pick([3, 40, 2 ** 31 - 1]);
    for (let step = 0; step < 1500; step++) {
      const [left, right] = [random.int(-most, most), random.int(0, most)];
      const key = `${left}/${right}`;
      assert.equal(table.find(left, right), naive.indexOf(key));
      if (random.chance(0.2) && naive.length > 0) {
        naive.pop();
        table.removeLast();
      } else {
        if (!naive.includes(key)) naive.push(key);
        assert.equal(table.numberOf(left, right), naive.indexOf(key));
      }
      assert.equal(table.size, naive.length);
    }
    naive.forEach((key, pair) => {
      assert.equal(`${table.left(pair)}/${table.right(pair)}`, key);
    });
  }
});
