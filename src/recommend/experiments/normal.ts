/** How many terms of each expansion make the error smaller than that of a double. */
const terms = 80;

/**
 * The chance that a standard normal variable is at least |z| away from 0: erfc(|z| ÷ √2).
 *
 * @returns 0–1, with a relative error below 1e-10.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 3 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** erf by its series of positive terms. Source: Abramowitz and Stegun (1964), 7.1.6. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n <= terms; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc by its continued fraction, for x well above 0. Source: the same, 7.1.14. */
function erfcFraction(x: number): number {
  let denominator = x;
  for (let n = terms; n >= 1; n--) denominator = x + n / 2 / denominator;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / denominator;
}
