import { meanOf, type Interval, type Sample } from "./proportions";

/** What may be wrong by chance, over all looks together. */
const errorRate = 0.05;
/** The effects the test is made to find soonest: differences of about ten points. */
const expectedEffect = 0.1;

/** A test that holds however often, and whenever, one looks. */
export interface AlwaysValid {
  /** 0–1. Over the whole course it falls to 0.05 or lower with a chance of at most 5 % by luck. */
  readonly pValue: number;
  /** Of treatment − control, 95 %; excludes 0 exactly when `pValue` is less than 0.05. */
  readonly interval: Interval;
}

/**
 * Compares two groups by the mixture sequential probability ratio test.
 *
 * With d the difference of the means, V its variance, and effects expected to be normal around 0
 * with variance τ², the likelihood ratio is
 *
 *     Λ = √(V ÷ (V + τ²)) · exp(τ²d² ÷ (2V(V + τ²)))
 *
 * and by Ville's inequality it ever reaches 1 ÷ α with a chance of at most α where there is no
 * difference. So p = min(1, 1 ÷ Λ), and the interval holds every d that would not be rejected.
 * Source: Johari, Koomen, Pekelis and Walsh, "Always Valid Inference", Operations Research 70
 * (2022), p. 1806. V is estimated, with one success and one failure added to each group, so the
 * bound holds from some fifty units on, not for the first few.
 *
 * @returns undefined when a group has no units.
 */
export function alwaysValid(control: Sample, treatment: Sample): AlwaysValid | undefined {
  const one = meanOf(treatment);
  const other = meanOf(control);
  if (one === undefined || other === undefined) return undefined;
  const difference = one - other;
  const variance = varianceOf(control) + varianceOf(treatment);
  const prior = expectedEffect * expectedEffect;
  const both = variance + prior;
  const exponent = (prior * difference * difference) / (2 * variance * both);
  const reach = Math.sqrt(
    ((variance * both) / prior) * (2 * Math.log(1 / errorRate) + Math.log(both / variance)),
  );
  return {
    pValue: Math.min(1, Math.sqrt(both / variance) * Math.exp(-exponent)),
    interval: [difference - reach, difference + reach],
  };
}

function varianceOf({ units, sum }: Sample): number {
  const p = (sum + 1) / (units + 2);
  return (p * (1 - p)) / units;
}
