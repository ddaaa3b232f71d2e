/** The greatest magnitude of a stored step; −128 is left out so that both signs are alike. */
const largestStep = 127;

/** A vector in a quarter of its size: value ≈ step × scale. */
export interface QuantisedVector {
  /** −127 to 127. */
  readonly steps: Int8Array;
  /** Greater than 0; 1 for the zero vector. */
  readonly scale: number;
}

/** Rounds each value to the nearest of 255 steps; none moves by more than half a scale. */
export function quantised(vector: Float32Array): QuantisedVector {
  const peak = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = peak === 0 ? 1 : peak / largestStep;
  return { steps: Int8Array.from(vector, (value) => Math.round(value / scale)), scale };
}

/** The vector that was quantised, within half a scale in each value: no longer exactly of length 1. */
export function restored({ steps, scale }: QuantisedVector): Float32Array {
  return Float32Array.from(steps, (step) => step * scale);
}

/** No sum of products with steps of 8 bits passes 32 bits. */
function largestFactor(width: number): number {
  return Math.min(32_767, Math.floor((2 ** 31 - 1) / (largestStep * width)));
}

/** Makes every step positive, so that cutting off the fraction rounds half up. */
const shift = 32_768.5;

/** Rounds each of so many rows to steps of 16 bits, or somewhat less where rows are very long. */
export function quantiseRows(
  input: Float32Array,
  rows: number,
  width: number,
  steps: Int16Array,
  scales: Float32Array,
): void {
  const largest = largestFactor(width);
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * width;
    let peak = 0;
    for (let at = row * width; at < end; at++) {
      const magnitude = Math.abs(input[at] ?? 0);
      if (magnitude > peak) peak = magnitude;
    }
    const scale = peak === 0 ? 1 : peak / largest;
    const factor = 1 / scale;
    for (let at = row * width; at < end; at++) {
      // Like Math.round, in half its time: this takes a tenth of all that embedding takes.
      steps[at] = (((input[at] ?? 0) * factor + shift) | 0) - 32_768;
    }
    scales[row] = scale;
  }
}
