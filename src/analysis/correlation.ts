import { z95 } from "./rates";
import { studentP } from "./studentP";

/** Two things seen on the same day. */
export type Pair = readonly [x: number, y: number];

/** How two things go together. It does not say that one brings about the other. */
export interface Correlation {
  /** Number of pairs it rests on. */
  readonly n: number;
  /** Pearson's r, −1…1. */
  readonly r: number;
  /** 95 % interval of r, by Fisher's z. */
  readonly interval: readonly [low: number, high: number];
  /** Two-sided, that r is 0: Student's t with n − 2 degrees of freedom. */
  readonly pValue: number;
  /** Spearman's ρ, −1…1: the same of ranks, which single great values cannot decide. */
  readonly rho: number;
  /** By |r|: from 0.7, from 0.4, from 0.2. */
  readonly strength: "strong" | "moderate" | "weak" | "none";
  /** Beyond ±0.1. */
  readonly direction: "positive" | "negative" | "neutral";
}

/** Of fewer pairs nothing is said. */
export const minimumPairs = 10;

/**
 * Pearson's r = Σ(x − x̄)(y − ȳ) ÷ √(Σ(x − x̄)² · Σ(y − ȳ)²) with the interval tanh(atanh r ±
 * 1.96 ÷ √(n − 3)), and Spearman's ρ. Sources: Fisher, Metron 1 (1921), p. 3; Spearman, American
 * Journal of Psychology 15 (1904), p. 72.
 *
 * Limits: interval and p take pairs to be independent of each other and to vary as normal ones do.
 * Days follow each other: a busy week raises both things for days on end, and then the interval is
 * too narrow and p too small. Counts of days are skewed; where r and ρ differ much, few days decide.
 * A third thing, such as days off, can move both.
 *
 * @returns undefined for fewer than `minimumPairs`, or where one of the two never varies.
 */
export function correlate(pairs: readonly Pair[]): Correlation | undefined {
  const n = pairs.length;
  if (n < minimumPairs) return undefined;
  const xs = pairs.map(([x]) => x);
  const ys = pairs.map(([, y]) => y);
  const r = pearson(xs, ys);
  const rho = pearson(ranks(xs), ranks(ys));
  if (r === undefined || rho === undefined) return undefined;
  const reach = z95 / Math.sqrt(n - 3);
  const center = Math.atanh(r);
  const size = Math.abs(r);
  return {
    ...{ n, r, rho },
    interval: [Math.tanh(center - reach), Math.tanh(center + reach)],
    pValue: size === 1 ? 0 : studentP(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2),
    strength: size >= 0.7 ? "strong" : size >= 0.4 ? "moderate" : size >= 0.2 ? "weak" : "none",
    direction: r > 0.1 ? "positive" : r < -0.1 ? "negative" : "neutral",
  };
}

/** @returns −1…1; undefined where one of the two never varies. */
function pearson(xs: readonly number[], ys: readonly number[]): number | undefined {
  // By comparison: the mean of equal values need not be that value.
  if (isConstant(xs) || isConstant(ys)) return undefined;
  const meanX = mean(xs);
  const meanY = mean(ys);
  let product = 0;
  let squareX = 0;
  let squareY = 0;
  xs.forEach((x, at) => {
    const apartX = x - meanX;
    const apartY = (ys[at] ?? 0) - meanY;
    product += apartX * apartY;
    squareX += apartX * apartX;
    squareY += apartY * apartY;
  });
  return Math.min(1, Math.max(-1, product / Math.sqrt(squareX * squareY)));
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** From 1 up; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranked = new Array<number>(values.length).fill(0);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = values[order[start] ?? -1];
    while (end < order.length && values[order[end] ?? -1] === value) end++;
    for (const at of order.slice(start, end)) ranked[at] = (start + 1 + end) / 2;
  }
  return ranked;
}
