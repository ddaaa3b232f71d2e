/** Keeps a row of equal values from being divided by 0; the value the model was trained with. */
const epsilon = 1e-6;

/** What a layer norm multiplies and adds, for each value of a row. */
export interface Norm {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) of each row on its own:
 * gain · (x − mean) ÷ √(variance + 10⁻⁶) + bias.
 */
export function layerNorm(
  input: Float32Array,
  rows: number,
  { gain, bias }: Norm,
  output: Float32Array,
): void {
  const width = gain.length;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    let sum = 0;
    for (let at = 0; at < width; at++) sum += input[from + at] ?? 0;
    const mean = sum / width;
    let squares = 0;
    for (let at = 0; at < width; at++) squares += ((input[from + at] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let at = 0; at < width; at++) {
      const value = ((input[from + at] ?? 0) - mean) * factor;
      output[from + at] = (gain[at] ?? 0) * value + (bias[at] ?? 0);
    }
  }
}

/**
 * Scaled dot-product attention with several heads (Vaswani et al., 2017): each row becomes the mean of
 * all rows' values, weighted by softmax(query · key ÷ √size).
 *
 * @param input for each row its query, key and value, each `heads × size` long.
 * @param size a multiple of 4.
 */
export function attend(
  input: Float32Array,
  rows: number,
  heads: number,
  size: number,
  output: Float32Array,
): void {
  const width = heads * size;
  const stride = 3 * width;
  const weights = new Float64Array(rows);
  for (let head = 0; head < heads; head++) {
    const queries = head * size;
    const keys = queries + width;
    const values = keys + width;
    for (let row = 0; row < rows; row++) {
      for (let other = 0; other < rows; other++) {
        const product = dot(input, queries + row * stride, keys + other * stride, size);
        weights[other] = product / Math.sqrt(size);
      }
      softmax(weights);
      mix(input, values, stride, weights, size, output, row * width + head * size);
    }
  }
}

/** Four sums beside each other: one alone would wait for itself at every step. */
function dot(input: Float32Array, one: number, other: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let at = 0; at < length; at += 4) {
    const left = one + at;
    const right = other + at;
    sum0 += (input[left] ?? 0) * (input[right] ?? 0);
    sum1 += (input[left + 1] ?? 0) * (input[right + 1] ?? 0);
    sum2 += (input[left + 2] ?? 0) * (input[right + 2] ?? 0);
    sum3 += (input[left + 3] ?? 0) * (input[right + 3] ?? 0);
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/** The weighted sum of rows that are `stride` apart, four columns at a time for the same reason. */
function mix(
  input: Float32Array,
  first: number,
  stride: number,
  weights: Float64Array,
  length: number,
  output: Float32Array,
  result: number,
): void {
  for (let at = 0; at < length; at += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let row = 0; row < weights.length; row++) {
      const weight = weights[row] ?? 0;
      const from = first + row * stride + at;
      sum0 += weight * (input[from] ?? 0);
      sum1 += weight * (input[from + 1] ?? 0);
      sum2 += weight * (input[from + 2] ?? 0);
      sum3 += weight * (input[from + 3] ?? 0);
    }
    output[result + at] = sum0;
    output[result + at + 1] = sum1;
    output[result + at + 2] = sum2;
    output[result + at + 3] = sum3;
  }
}

/** eˣ ÷ Σ eˣ in place, which leaves values from 0 to 1 that add up to 1. */
function softmax(values: Float64Array): void {
  // Without the greatest, which cancels out, eˣ could be infinite.
  let greatest = -Infinity;
  for (const value of values) if (value > greatest) greatest = value;
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const power = Math.exp((values[at] ?? 0) - greatest);
    values[at] = power;
    sum += power;
  }
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / sum;
}

/** Adds the first `length` values of `addend`. */
export function add(target: Float32Array, addend: Float32Array, length: number): void {
  for (let at = 0; at < length; at++) target[at] = (target[at] ?? 0) + (addend[at] ?? 0);
}

/** The mean of all rows, as one row. */
export function meanOfRows(
  input: Float32Array,
  rows: number,
  width: number,
  output: Float32Array,
): void {
  for (let at = 0; at < width; at++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += input[row * width + at] ?? 0;
    output[at] = sum / rows;
  }
}

/** A copy of length 1; of length 0 where all is 0. */
export function unitVector(vector: Iterable<number>): Float32Array {
  const unit = Float32Array.from(vector);
  const length = Math.sqrt(unit.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? unit : unit.map((value) => value / length);
}
