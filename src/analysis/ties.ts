import type { CoUse } from "./coUse";
import { incompleteBeta } from "./specialFunctions";

/** The chance that any tie at all is drawn between skills that have nothing to do with each other. */
const falseAlarm = 0.05;
/** Skills as near as this in meaning, and no nearer, are not tied by it. */
const meaningFrom = 0.5;
/** What the same meaning counts beside always being used together. */
const meaningWeight = 0.5;

/**
 * How strongly skills belong together, 0–1.5, at `one * size + other`.
 *
 * By use: the correlation of being in a session, φ = (N·S_ab − Sₐ·S_b) ÷ √(Sₐ(N − Sₐ)·S_b(N − S_b)),
 * where N sessions hold the one Sₐ times, the other S_b times and both S_ab times; 0 unless they
 * are surely together more often than by chance. Sure means that the tail of the binomial
 * distribution with Sₐ trials of chance S_b ÷ N, or the same with a and b exchanged, is below
 * 0.05 ÷ the number of pairs at S_ab. Great counts are rarer still among sessions drawn without
 * putting them back. Source: Hoeffding, JASA 58 (1963), theorems 1 and 4.
 *
 * By meaning, where vectors are given: ½·max(0, 2·cosine − 1) is added.
 */
export function tiesOf(
  { skills, sessions, having, together }: CoUse,
  vectorOf?: (skill: number) => Float32Array | undefined,
): Float64Array {
  const size = skills.length;
  const ties = new Float64Array(size * size);
  const level = falseAlarm / ((size * (size - 1)) / 2);
  const vectors = vectorOf === undefined ? [] : [...skills].map((skill) => vectorOf(skill));
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const both = together[one * size + other] ?? 0;
      const own = having[one] ?? 0;
      const others = having[other] ?? 0;
      const meaning = likeness(vectors[one], vectors[other]);
      let tie = meaningWeight * Math.max(0, (meaning - meaningFrom) / (1 - meaningFrom));
      const excess = sessions * both - own * others;
      if (excess > 0) {
        const isSure =
          isRare(both, own, others / sessions, level) ||
          isRare(both, others, own / sessions, level);
        const spread = own * (sessions - own) * others * (sessions - others);
        if (isSure) tie += excess / Math.sqrt(spread);
      }
      ties[one * size + other] = tie;
      ties[other * size + one] = tie;
    }
  }
  return ties;
}

/** A tail is smaller than its bound, but in the cases at hand by no more than this factor. */
const boundAtMost = 1e4;

/**
 * Whether `count` or more of `trials` with this chance each are rarer than the level. Chernoff's
 * bound exp(−n·KL(count ÷ n ‖ chance)) decides most cases without the incomplete beta function.
 */
function isRare(count: number, trials: number, chance: number, level: number): boolean {
  const bound = Math.exp(-trials * divergence(count / trials, chance));
  if (bound < level) return true;
  return bound < boundAtMost * level && incompleteBeta(chance, count, trials - count + 1) < level;
}

/** Kullback's and Leibler's divergence of a coin that falls p from one that falls q, p > q > 0. */
function divergence(p: number, q: number): number {
  const rest = p === 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q));
  return p * Math.log(p / q) + rest;
}

/** The cosine, −1…1; 0 where either is unknown or nothing. */
function likeness(one: Float32Array | undefined, other: Float32Array | undefined): number {
  if (one === undefined || other === undefined) return 0;
  let product = 0;
  let ones = 0;
  let others = 0;
  for (let at = 0; at < one.length; at++) {
    const a = one[at] ?? 0;
    const b = other[at] ?? 0;
    product += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones === 0 || others === 0 ? 0 : product / Math.sqrt(ones * others);
}
