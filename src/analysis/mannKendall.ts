import { twoSidedP } from "./normal";

/** With fewer values the test cannot reach 0.05: for four that only rise p is 0.089. */
export const mannKendallMinimum = 5;

/**
 * Two-sided p of the Mann–Kendall test: how often values in random order would rise or fall as
 * steadily as these, whatever their distribution. With S the rising pairs minus the falling ones
 * and groups of t equal values, z = (S ∓ 1) ÷ √((n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) ÷ 18).
 * Neighbours must not depend on each other; where they do, p comes out too small.
 *
 * Sources: Mann, Econometrica 13 (1945), p. 245; Kendall, Rank Correlation Methods (1975), chapter
 * 4, for ties and the correction for continuity.
 *
 * @param values in order of time.
 * @returns 0–1; 1 where all values are equal; undefined for fewer than two.
 */
export function mannKendall(values: readonly number[]): number | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  let score = 0;
  for (let late = 1; late < n; late++) {
    const value = values[late] ?? 0;
    for (let early = 0; early < late; early++) {
      const before = values[early] ?? 0;
      if (before < value) score++;
      else if (before > value) score--;
    }
  }
  const variance = (part(n) - tiedParts(values)) / 18;
  return variance === 0 ? 1 : twoSidedP(Math.max(0, Math.abs(score) - 1) / Math.sqrt(variance));
}

function part(t: number): number {
  return t * (t - 1) * (2 * t + 5);
}

/** Σ part(t) over the groups of equal values. */
function tiedParts(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  let sum = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    sum += part(end - start);
  }
  return sum;
}
