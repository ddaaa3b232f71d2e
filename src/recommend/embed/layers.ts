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
 */
export function attend(
  input: Float32Array,
  rows: number,
  heads: number,
  size: number,
  output: Float32Array,
): void {
  const width = heads * size;
  const weights = new Float64Array(rows);
  for (let head = 0; head < heads; head++) {
    const keys = width + head * size;
    const values = 2 * width + head * size;
    for (let row = 0; row < rows; row++) {
      const query = row * 3 * width + head * size;
      for (let other = 0; other < rows; other++) {
        const key = other * 3 * width + keys;
        let product = 0;
        for (let at = 0; at < size; at++) {
          product += (input[query + at] ?? 0) * (input[key + at] ?? 0);
        }
        weights[other] = product / Math.sqrt(size);
      }
      softmax(weights);
      const result = row * width + head * size;
      output.fill(0, result, result + size);
      for (let other = 0; other < rows; other++) {
        const weight = weights[other] ?? 0;
        const value = other * 3 * width + values;
        for (let at = 0; at < size; at++) {
          output[result + at] = (output[result + at] ?? 0) + weight * (input[value + at] ?? 0);
        }
      }
    }
  }
}

/** eˣ ÷ Σ eˣ in place, which leaves values from 0 to 1 that add up to 1. */
function softmax(values: Float64Array): void {
  // Without the greatest, which cancels out, eˣ could be infinite.
  const greatest = values.reduce((most, value) => Math.max(most, value), -Infinity);
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
