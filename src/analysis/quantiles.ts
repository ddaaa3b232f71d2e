/**
 * The quantile of a sample by linear interpolation, type 7 of Hyndman and Fan (The American
 * Statistician 50, 1996): the value at position p·(n − 1) of the sorted sample. R, NumPy and
 * spreadsheets use the same by default. The median of an even count is the mean of the two middle
 * values.
 *
 * Takes time proportional to n, not n log n, and **reorders `values`**.
 *
 * @param values finite numbers.
 * @param p 0–1.
 * @returns undefined for an empty sample.
 */
export function quantile(values: Float64Array, p: number): number | undefined {
  if (values.length === 0) return undefined;
  const position = p * (values.length - 1);
  const below = Math.floor(position);
  const low = select(values, below);
  const part = position - below;
  if (part === 0) return low;
  // After the selection everything right of `below` is at least as great: the next is their least.
  let high = Infinity;
  for (let at = below + 1; at < values.length; at++) high = Math.min(high, values[at] ?? Infinity);
  return low + part * (high - low);
}

/** The median, that is the quantile at 0.5. Reorders `values`. */
export function median(values: Float64Array): number | undefined {
  return quantile(values, 0.5);
}

/** Hoare's selection: puts the value of rank `k` (from 0) in place `k` and returns it. */
function select(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(
      values[left] ?? 0,
      values[(left + right) >>> 1] ?? 0,
      values[right] ?? 0,
    );
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] ?? pivot) < pivot) i++;
      while ((values[j] ?? pivot) > pivot) j--;
      if (i > j) break;
      const moved = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = moved;
      i++;
      j--;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? NaN;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
