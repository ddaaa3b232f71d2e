/** Sums of weights this near to a half, in parts of the whole, are a half: they are rounded. */
const tolerance = 1e-12;

/**
 * The value with half of the weight on either side. Where one value ends exactly at the half it is
 * the mean of that one and the next, so that equal weights give the ordinary median.
 *
 * Takes time proportional to n, not n log n, and **reorders both columns**.
 *
 * @param values finite numbers.
 * @param weights one for each value, > 0.
 * @returns undefined for an empty sample.
 */
export function weightedMedian(values: Float64Array, weights: Float64Array): number | undefined {
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
  const slack = 2 * half * tolerance;
  let left = 0;
  let right = values.length - 1;
  /** Weight of all that is less than the values from `left` on. */
  let below = 0;
  /** The least value right of `right`. */
  let next: number | undefined;
  while (left <= right) {
    const pivot = values[(left + right) >>> 1] ?? 0;
    const { low, high, less, equal } = divide(values, weights, left, right, pivot);
    if (below + less >= half - slack) {
      next = pivot;
      right = low - 1;
    } else if (below + less + equal < half - slack) {
      below += less + equal;
      left = high + 1;
    } else if (below + less + equal > half + slack) {
      return pivot;
    } else {
      const above = values.subarray(high + 1, right + 1);
      next = above.reduce((least, value) => Math.min(least, value), next ?? Infinity);
      return (pivot + next) / 2;
    }
  }
  return undefined;
}

/** Puts what is less than the pivot left of `low` and what is greater right of `high`. */
function divide(
  values: Float64Array,
  weights: Float64Array,
  left: number,
  right: number,
  pivot: number,
): { low: number; high: number; less: number; equal: number } {
  let [low, high, less, equal] = [left, right, 0, 0];
  for (let at = left; at <= high;) {
    const value = values[at] ?? 0;
    const weight = weights[at] ?? 0;
    if (value < pivot) {
      less += weight;
      swap(values, low, at);
      swap(weights, low++, at++);
    } else if (value > pivot) {
      swap(values, high, at);
      swap(weights, high--, at);
    } else {
      equal += weight;
      at++;
    }
  }
  return { low, high, less, equal };
}

function swap(column: Float64Array, one: number, other: number): void {
  const moved = column[one] ?? 0;
  column[one] = column[other] ?? 0;
  column[other] = moved;
}
