import assert from "node:assert/strict";
import { test } from "node:test";
import { unitVector } from "../../../../src/recommend/embed/layers";
import { quantiseRows, quantised, restored } from "../../../../src/recommend/embed/quantise";
import { seededRandom } from "../../../support/random";

const random = seededRandom(5);
const randomVector = (length: number, size = 1): Float32Array =>
  Float32Array.from({ length }, () => (random.next() - 0.5) * size);

test("no value moves by more than half a step, and the direction hardly at all", () => {
  for (let round = 0; round < 300; round++) {
    const vector = unitVector(randomVector(random.int(1, 600), 10 ** random.int(-6, 6)));
    const { steps, scale } = quantised(vector);
    const back = restored({ steps, scale });
    vector.forEach((value, at) => {
      assert.ok(Math.abs(value - (back[at] ?? NaN)) <= scale * 0.5001);
    });
    const product = unitVector(back).reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
    assert.ok(product > 0.9999, `${product}`);
    assert.equal(Math.max(...steps.map(Math.abs)), 127);
  }
});

test("the zero vector and the empty one come back as they were", () => {
  assert.deepEqual(restored(quantised(new Float32Array(3))), new Float32Array(3));
  assert.deepEqual(restored(quantised(new Float32Array(0))), new Float32Array(0));
});

test("each row is rounded to the nearest of as many steps as its sums leave room for", () => {
  for (const width of [1, 4, 512, 1536, 5000]) {
    const rows = 3;
    const input = randomVector(rows * width, 20);
    input.fill(0, width, 2 * width);
    const steps = new Int16Array(rows * width);
    const scales = new Float32Array(rows);
    quantiseRows(input, rows, width, steps, scales);
    for (let row = 0; row < rows; row++) {
      const scale = scales[row] ?? NaN;
      const own = steps.subarray(row * width, (row + 1) * width);
      const peak = own.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
      assert.equal(peak, row === 1 ? 0 : Math.min(32_767, Math.floor((2 ** 31 - 1) / 127 / width)));
      own.forEach((step, at) => {
        const value = input[row * width + at] ?? NaN;
        assert.ok(Math.abs(value - step * scale) <= scale * 0.5 + Math.abs(value) * 1e-7);
      });
    }
  }
});
