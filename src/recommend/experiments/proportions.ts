import { wilsonInterval } from "../../analysis/rates";
import { twoSidedP } from "../../analysis/normal";

/**
 * What a group measured: so many units, and the sum of their values, each 0–1.
 *
 * Where values lie between 0 and 1 their variance is at most p(1 − p), with p their mean. So every
 * test below, which takes p(1 − p), errs on the side of finding nothing; for values of 0 and 1 it
 * is exact.
 */
export interface Sample {
  readonly units: number;
  readonly sum: number;
}

export type Interval = readonly [low: number, high: number];

/** Mean of the values, 0–1; undefined without units. */
export function meanOf({ units, sum }: Sample): number | undefined {
  return units === 0 ? undefined : sum / units;
}

/** The mean with its 95 % Wilson interval; both absent without units. */
export function estimateOf(sample: Sample): { mean?: number; interval?: Interval } {
  const mean = meanOf(sample);
  const interval = wilsonInterval(sample.sum, sample.units);
  return mean === undefined || interval === undefined ? {} : { mean, interval };
}

/**
 * The difference treatment − control with its 95 % interval, −1…1, made of the Wilson intervals
 * (l, u) of both: low = d − √((pₜ − lₜ)² + (u꜀ − p꜀)²), high = d + √((uₜ − pₜ)² + (p꜀ − l꜀)²).
 * Source: Newcombe, Statistics in Medicine 17 (1998), p. 873, method 10.
 *
 * @returns undefined when a group has no units.
 */
export function differenceOf(
  control: Sample,
  treatment: Sample,
): { readonly value: number; readonly interval: Interval } | undefined {
  const one = estimateOf(treatment);
  const other = estimateOf(control);
  if (one.mean === undefined || other.mean === undefined) return undefined;
  const [lowOne, highOne] = one.interval ?? [0, 1];
  const [lowOther, highOther] = other.interval ?? [0, 1];
  const value = one.mean - other.mean;
  const low = value - Math.hypot(one.mean - lowOne, highOther - other.mean);
  const high = value + Math.hypot(highOne - one.mean, other.mean - lowOther);
  return { value, interval: [low, high] };
}

/**
 * Two-sided p of the two-proportion z test with pooled variance:
 * z = (pₜ − p꜀) ÷ √(p̄(1 − p̄)(1/nₜ + 1/n꜀)). Right for one look only, decided on beforehand.
 *
 * @returns 0–1; 1 where all values are 0 or all are 1; undefined when a group has no units.
 */
export function zTest(control: Sample, treatment: Sample): number | undefined {
  const one = meanOf(treatment);
  const other = meanOf(control);
  if (one === undefined || other === undefined) return undefined;
  const pooled = (control.sum + treatment.sum) / (control.units + treatment.units);
  const variance = pooled * (1 - pooled) * (1 / control.units + 1 / treatment.units);
  return variance <= 0 ? 1 : twoSidedP((one - other) / Math.sqrt(variance));
}

/**
 * Effect size, Cohen's h = 2 arcsin √pₜ − 2 arcsin √p꜀, −π…π. By his convention 0.2 is small, 0.5
 * medium, 0.8 large. Source: Cohen, Statistical Power Analysis (1988), chapter 6.
 *
 * @returns undefined when a group has no units.
 */
export function cohensH(control: Sample, treatment: Sample): number | undefined {
  const one = meanOf(treatment);
  const other = meanOf(control);
  return one === undefined || other === undefined ? undefined : angle(one) - angle(other);
}

/** Rounding can carry a mean just over 1. */
function angle(p: number): number {
  return 2 * Math.asin(Math.sqrt(Math.min(1, p)));
}
