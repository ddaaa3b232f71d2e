import assert from "node:assert/strict";
import { test } from "node:test";
import {
  add,
  attend,
  layerNorm,
  meanOfRows,
  unitVector,
} from "../../../../src/recommend/embed/layers";
import { seededRandom } from "../../../support/random";

const random = seededRandom(23);
const randomFloats = (length: number): Float32Array =>
  Float32Array.from({ length }, () => (random.next() - 0.5) * 4);
const rowsOf = (values: Float32Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const product = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? NaN), 0);

function assertClose(found: Float32Array, expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, at) => {
    assert.ok(
      Math.abs(value - (expected[at] ?? NaN)) < 1e-5,
      `${value}, not ${expected[at] ?? NaN}`,
    );
  });
}

test("a layer norm gives every row the mean and the spread it is told", () => {
  for (let round = 0; round < 50; round++) {
    const [rows, width] = [random.int(1, 5), random.int(1, 20)];
    const [input, gain, bias] = [
      randomFloats(rows * width),
      randomFloats(width),
      randomFloats(width),
    ];
    const output = new Float32Array(rows * width);
    layerNorm(input, rows, { gain, bias }, output);
    const expected = rowsOf(input, width).flatMap((row) => {
      const variance = mean(row.map((value) => (value - mean(row)) ** 2));
      return row.map((value, at) => {
        const normed = (value - mean(row)) / Math.sqrt(variance + 1e-6);
        return (gain[at] ?? NaN) * normed + (bias[at] ?? NaN);
      });
    });
    assertClose(output, expected);
  }
});

test("attention is the mean of values, weighted by how well keys fit the query", () => {
  for (let round = 0; round < 50; round++) {
    const [rows, heads, size] = [random.int(1, 6), random.int(1, 4), 4 * random.int(1, 3)];
    const width = heads * size;
    const input = randomFloats(rows * 3 * width);
    const output = randomFloats(rows * width);
    attend(input, rows, heads, size, output);
    const places = rowsOf(input, 3 * width);
    const part = (place: readonly number[], which: number, head: number): number[] =>
      place.slice(which * width + head * size, which * width + (head + 1) * size);
    const expected = places.flatMap((place) =>
      Array.from({ length: heads }, (_, head) => {
        const fits = places.map((other) =>
          Math.exp(product(part(place, 0, head), part(other, 1, head)) / Math.sqrt(size)),
        );
        const total = fits.reduce((sum, fit) => sum + fit, 0);
        return Array.from({ length: size }, (_unused, at) =>
          product(
            fits.map((fit) => fit / total),
            places.map((other) => part(other, 2, head)[at] ?? NaN),
          ),
        );
      }).flat(),
    );
    assertClose(output, expected);
  }
});

test("attention stays finite where keys fit overwhelmingly", () => {
  const output = new Float32Array(8);
  const row = (key: number, value: number): number[] =>
    [1e4, key, value].flatMap((x) => [x, 0, 0, 0]);
  attend(Float32Array.from([...row(1e4, 3), ...row(-1e4, 5)]), 2, 1, 4, output);
  assertClose(output, [3, 0, 0, 0, 3, 0, 0, 0]);
});

test("rows are averaged and added place by place", () => {
  const output = new Float32Array(3);
  meanOfRows(Float32Array.of(1, 2, 3, 5, 6, 8, 99, 99, 99), 2, 3, output);
  assertClose(output, [3, 4, 5.5]);
  add(output, Float32Array.of(1, -1, 100), 2);
  assertClose(output, [4, 3, 5.5]);
});

test("a unit vector has length 1 and the same direction; the zero vector stays", () => {
  assertClose(unitVector([3, 0, -4]), [0.6, 0, -0.8]);
  assertClose(unitVector([0, 0]), [0, 0]);
});
