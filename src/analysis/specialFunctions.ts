/** From here on Stirling's series is right to thirteen digits. */
const stirlingFrom = 12;

/**
 * ln Γ(x) for x > 0: Stirling's series, reached by Γ(x) = Γ(x + 1) ÷ x.
 * Source: Abramowitz and Stegun (1964), 6.1.15 and 6.1.41.
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  for (; shifted < stirlingFrom; shifted++) product *= shifted;
  const square = shifted * shifted;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / shifted;
  const main = (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2;
  return main + series - Math.log(product);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * The regularised incomplete beta function Iₓ(a, b): the chance that a variable of the beta
 * distribution is at most x. Small values are as exact as great ones.
 *
 * @param x 0–1.
 * @param a > 0.
 * @param b > 0.
 * @returns 0–1.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  // Each side has its own fraction, which comes to an end fast below the mean.
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Some √max(a, b) steps suffice. */
const mostSteps = 100_000;
const tiny = 1e-300;

/** The continued fraction of Iₓ(a, b), DLMF 8.17.22, by Lentz's method, DLMF 3.10(iii). */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1;
  let ascending = 1;
  let descending = 0;
  for (let step = 0; step < mostSteps; step++) {
    const m = step >> 1;
    const even = step % 2 === 0;
    const part = even
      ? -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
      : ((m + 1) * (b - m - 1) * x) / ((a + 2 * m + 1) * (a + 2 * m + 2));
    descending = 1 / notZero(1 + part * descending);
    ascending = notZero(1 + part / ascending);
    const change = ascending * descending;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return 1 / value;
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
