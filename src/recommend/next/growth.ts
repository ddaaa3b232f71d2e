/** A longer copy; what is added is `filler`. */
export function grownInts(from: Int32Array, length: number, filler = 0): Int32Array {
  const to = new Int32Array(length);
  to.set(from);
  if (filler !== 0) to.fill(filler, from.length);
  return to;
}

/** A longer copy; what is added is 0. */
export function grownFloats(from: Float64Array, length: number): Float64Array {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}

/** The length an array should get that has to hold an `index`: at least double, so that it is rare. */
export function roomFor(index: number, length: number): number {
  return Math.max(64, index + 1, length * 2);
}
