import assert from "node:assert/strict";
import { test } from "node:test";
import { countTest } from "../../../src/analysis/countTest";
import { seededRandom } from "../../support/random";

const judge = (observed: number, earlier: readonly number[], share?: number) =>
  countTest(observed, Float64Array.from(earlier), share);

test("one more day like the others is nothing to judge", () => {
  assert.deepEqual(judge(4, [4, 4, 4, 4, 4]), { expected: 4, side: 0, pValue: 1 });
  assert.deepEqual(judge(0, [0, 0, 0, 0, 0]), { expected: 0, side: 0, pValue: 1 });
});

test("half a day is expected to hold half", () => {
  assert.equal(judge(10, [20, 20, 20, 20, 20], 0.5).side, 0);
  const short = judge(4, [20, 20, 20, 20, 20], 0.5);
  assert.deepEqual([short.side, short.expected], [-1, 10]);
  assert.ok(short.pValue > judge(4, [20, 20, 20, 20, 20]).pValue);
  assert.equal(judge(0, [20, 20, 20, 20, 20], 0).side, 0);
});

test("a short day that holds more than whole ones do is compared with whole ones", () => {
  assert.deepEqual(judge(40, [20, 20, 20, 20, 20], 0.5), judge(40, [20, 20, 20, 20, 20]));
});

test("more days make it surer, uneven ones less sure", () => {
  const p = (earlier: readonly number[]): number => judge(30, earlier).pValue;
  const even = [15, 15, 15, 15, 15];
  assert.ok(p([...even, ...even]) < p(even));
  assert.ok(p([5, 25, 15, 5, 25]) > p(even));
});

test("the further off, the smaller p, and always a number from 0 to 1", () => {
  const random = seededRandom(13);
  for (let round = 0; round < 1000; round++) {
    const scale = random.pick([1, 10, 1000, 100_000]);
    const earlier = Array.from({ length: random.int(4, 28) }, () => random.int(0, scale));
    const observed = random.int(0, 4 * scale);
    const { side, pValue } = judge(observed, earlier);
    const further = judge(Math.max(0, observed + side * random.int(1, scale)), earlier);
    assert.ok(pValue >= 0 && pValue <= 1, `${observed}: ${pValue}`);
    assert.ok(further.pValue <= pValue * (1 + 1e-9), `${further.pValue} > ${pValue}`);
  }
});
