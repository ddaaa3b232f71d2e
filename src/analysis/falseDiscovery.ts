/**
 * What each p-value means when it is one of many: the q-value, that is the share of false alarms to
 * expect among everything that is at least as sure. With p₍₁₎ ≤ … ≤ p₍ₘ₎ it is
 * q₍ₖ₎ = min over j ≥ k of p₍ⱼ₎ · m ÷ j. Right for tests that are independent or rise together.
 *
 * Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995), p. 289.
 *
 * @param pValues 0–1 each, in any order.
 * @returns 0–1 each, never below p, in the order of `pValues`.
 */
export function qValues(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, at) => at);
  order.sort((one, other) => (pValues[other] ?? 0) - (pValues[one] ?? 0));
  const q = pValues.map(() => 1);
  let least = 1;
  order.forEach((at, above) => {
    const rank = pValues.length - above;
    least = Math.min(least, ((pValues[at] ?? 0) * pValues.length) / rank);
    q[at] = least;
  });
  return q;
}
