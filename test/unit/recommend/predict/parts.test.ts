import assert from "node:assert/strict";
import { test } from "node:test";
import { EndQueue } from "../../../../src/recommend/predict/endQueue";
import { systemLocalTime } from "../../../../src/recommend/predict/localTime";
import { Pairs } from "../../../../src/recommend/predict/pairs";
import { Rates } from "../../../../src/recommend/predict/rates";
import { minute, someTime } from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { inZone } from "../../../support/zone";

test("rows come out of the queue by their ends, and lower ones first where they are equal", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const queue = new EndQueue(60);
    let waiting: { endMs: number; row: number }[] = [];
    const takeAll = (until: number): void => {
      while (waiting.length > until) {
        waiting.sort((one, other) => one.endMs - other.endMs || one.row - other.row);
        assert.equal(queue.nextMs, waiting[0]?.endMs);
        assert.equal(queue.pop(), waiting[0]?.row);
        waiting = waiting.slice(1);
      }
    };
    for (const row of random.shuffle(Array.from({ length: 60 }, (_, at) => at))) {
      const endMs = random.int(0, 15);
      queue.push(endMs, row);
      waiting.push({ endMs, row });
      if (random.chance(0.2)) takeAll(random.int(0, waiting.length));
    }
    takeAll(0);
    assert.equal(queue.nextMs, Infinity);
    assert.equal(queue.pop(), -1);
  }
});

test("pairs are told apart as by a map, up to the most there can be", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = seededRandom(seed);
    const capacity = random.int(1, 300);
    const pairs = new Pairs(capacity);
    const plain = new Map<string, number>();
    const width = random.pick([3, 40, 100_000]);
    while (plain.size < capacity) {
      const [first, second] = [random.int(0, width), random.int(0, width)];
      const key = `${first},${second}`;
      assert.equal(pairs.find(first, second), plain.get(key) ?? -1);
      if (!plain.has(key)) plain.set(key, plain.size);
      assert.equal(pairs.add(first, second), plain.get(key));
      if (plain.size === (width + 1) ** 2) break;
    }
    assert.equal(pairs.find(-1, 0), -1);
    assert.equal(pairs.find(0, -1), -1);
  }
});

test("no pair fits into nothing, and looking for one there ends", () => {
  assert.equal(new Pairs(0).find(1, 2), -1);
});

test("a smoothed rate is what is expected of a skill until its own runs say otherwise", () => {
  const rates = new Rates(2);
  assert.equal(rates.smoothed(0, 0.9), 0.9);
  assert.equal(rates.smoothed(-1, 0.9), 0.9);
  rates.add(0, true);
  assert.equal(rates.smoothed(0, 0.5), 0.6);
  for (let run = 1; run < 100; run++) rates.add(0, run > 1);
  assert.equal(rates.smoothed(0, 0.5), 101 / 104);
  assert.deepEqual([rates.completed(0), rates.finished(0), rates.finished(1)], [99, 100, 0]);
});

test("a fading rate halves what an outcome counts after as many others as it should", () => {
  const rates = new Rates(1, 2 ** (-1 / 5));
  rates.add(0, true);
  for (let run = 0; run < 5; run++) rates.add(0, false);
  assert.ok(Math.abs(rates.completed(0) - 0.5) < 1e-12);
});

test("hours and days of the week are those of the local clock, also over its changes", () => {
  for (const zone of ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York"]) {
    inZone(zone, () => {
      const time = systemLocalTime();
      const random = seededRandom(7);
      for (let ms = someTime; ms < someTime + 365 * 24 * 60 * minute;) {
        const date = new Date(ms);
        assert.equal(time.hourOf(ms), date.getHours());
        assert.equal(time.weekdayOf(ms), (date.getDay() + 6) % 7);
        ms += random.pick([1, minute, 7 * minute, 11 * 60 * minute]);
      }
    });
  }
});
