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

/** Below this p a score no longer grows: 37 is far enough. */
const leastP = 1e-300;

/**
 * The z ≥ 0 of which `twoSidedP` is `p`, by Newton's method on ln p. That function is concave, so
 * from an upper bound, √(−2 ln p), every step comes nearer from the same side.
 *
 * @param p 0–1; 1e-300 at the least.
 * @returns 0–37, right to ten digits.
 */
export function twoSidedZ(p: number): number {
  const wanted = Math.max(p, leastP);
  let z = Math.sqrt(Math.max(0, -2 * Math.log(wanted)));
  for (let step = 0; step < 50 && z > 0; step++) {
    const reached = twoSidedP(z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const less = (Math.log(wanted / reached) * reached) / (2 * density);
    z = Math.max(0, z - less);
    if (Math.abs(less) < 1e-12 * z) break;
  }
  return z;
}
