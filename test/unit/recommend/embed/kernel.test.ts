import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { quantiseColumns } from "../../../../model/quantise.mjs";
import { Kernel, type Matrix } from "../../../../src/recommend/embed/kernel";
import { seededRandom } from "../../../support/random";

const random = seededRandom(17);
const randomFloats = (length: number, size: number): Float32Array =>
  Float32Array.from({ length }, () => (random.next() - 0.5) * size);
const makeKernel = (): Promise<Kernel> => Kernel.create({ bytes: 100_000, rows: 12, inner: 64 });

/** Takes a matrix of real numbers into the kernel, as the build of the model does. */
function matrixIn(kernel: Kernel, values: Float32Array, biases: Float32Array): Matrix {
  const columns = biases.length;
  const inner = values.length / columns;
  const { steps, scales } = quantiseColumns({ shape: [inner, columns], values });
  const { buffer, byteOffset } = kernel.bytes(steps.length);
  const weights = new Int8Array(buffer, byteOffset, steps.length);
  const matrix = { inner, columns, weights, scales: kernel.floats(columns), biases };
  weights.set(steps);
  matrix.scales.set(scales);
  matrix.biases = kernel.floats(columns);
  matrix.biases.set(biases);
  return matrix;
}

/** What rounding to steps of `peak ÷ steps` may change. */
const halfStep = (values: readonly number[], steps: number): number =>
  Math.max(0, ...values.map(Math.abs)) / steps / 2;

test("multiplies like three nested loops, within what rounding may change", async () => {
  for (let round = 0; round < 30; round++) {
    const kernel = await makeKernel();
    const [rows, inner, columns] = [random.int(1, 9), 4 * random.int(1, 16), 8 * random.int(1, 6)];
    const input = randomFloats(rows * inner, 10 ** random.int(-3, 3));
    const values = randomFloats(inner * columns, 10 ** random.int(-3, 3));
    const biases = randomFloats(columns, 1);
    const floor = random.pick([0, -Infinity]);
    const output = kernel.floats(12 * columns);
    kernel.multiply(input, matrixIn(kernel, values, biases), output, rows, floor);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const factors = Array.from({ length: inner }, (_, at) => input[row * inner + at] ?? NaN);
        const weights = factors.map((_, at) => values[at * columns + column] ?? NaN);
        const expected = factors.reduce(
          (sum, factor, at) => sum + factor * (weights[at] ?? NaN),
          0,
        );
        const [weightError, inputError] = [halfStep(weights, 127), halfStep(factors, 32_767)];
        const moved = factors.reduce((sum, factor, at) => {
          const weight = Math.abs(weights[at] ?? NaN) + weightError;
          return sum + Math.abs(factor) * weightError + weight * inputError;
        }, 1e-5);
        const bounded = Math.max(floor, expected + (biases[column] ?? NaN));
        const found = output[row * columns + column] ?? NaN;
        assert.ok(Math.abs(found - bounded) <= moved, `${found}, not ${bounded} ± ${moved}`);
      }
    }
  }
});

test("weights that are whole steps lose nothing", async () => {
  const kernel = await makeKernel();
  const values = Float32Array.from({ length: 8 * 16 }, (_, at) =>
    at < 16 ? 127 / 64 : random.int(-127, 127) / 64,
  );
  const unit = Float32Array.from({ length: 8 * 8 }, (_, at) => (at % 9 === 0 ? 1 : 0));
  const output = kernel.floats(8 * 16);
  kernel.multiply(unit, matrixIn(kernel, values, new Float32Array(16)), output, 8);
  output.forEach((value, at) => {
    assert.ok(Math.abs(value - (values[at] ?? NaN)) < 1e-6);
  });
});

test("the greatest sums there can be do not overflow", async () => {
  const inner = 1536;
  const kernel = await Kernel.create({ bytes: 50_000, rows: 4, inner });
  const matrix = matrixIn(kernel, new Float32Array(inner * 8).fill(-3), new Float32Array(8));
  const output = kernel.floats(4 * 8);
  kernel.multiply(new Float32Array(inner).fill(7), matrix, output, 1);
  output.subarray(0, 8).forEach((value) => {
    assert.ok(Math.abs(value / (-21 * inner) - 1) < 1e-6, `${value}`);
  });
});

test("what does not fit is refused before anything is written", async () => {
  const kernel = await makeKernel();
  const matrix = matrixIn(kernel, new Float32Array(4 * 8), new Float32Array(8));
  const input = new Float32Array(100);
  const multiply = (rows: number, output: Float32Array, other: Partial<Matrix> = {}): void => {
    kernel.multiply(input, { ...matrix, ...other }, output, rows);
  };
  assert.throws(() => {
    multiply(5, kernel.floats(7 * 8));
  }, RangeError);
  assert.throws(() => {
    multiply(0, kernel.floats(32));
  }, RangeError);
  assert.throws(() => {
    multiply(1, kernel.floats(32), { inner: 6 });
  }, RangeError);
  assert.throws(() => {
    multiply(1, kernel.floats(48), { columns: 12 });
  }, RangeError);
  assert.throws(() => {
    multiply(13, kernel.floats(16 * 64), { inner: 64 });
  }, RangeError);
  assert.throws(() => kernel.bytes(200_000), RangeError);
});

test("without SIMD instructions there is one clear sentence", async () => {
  const host: unknown = Reflect.get(globalThis, "WebAssembly");
  assert.ok(typeof host === "object" && host !== null && "validate" in host);
  const validate = mock.method(host as { validate: () => boolean }, "validate", () => false);
  try {
    await assert.rejects(makeKernel(), {
      message: "The embedding model needs WebAssembly with SIMD, which is missing here.",
    });
  } finally {
    validate.mock.restore();
  }
});
