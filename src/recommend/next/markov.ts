import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import type { Votes } from "./votes";

/** What is taken from each count, and spread as the shorter context has it. */
export const discount = 0.6;

const columns = [column.after1, column.after2, column.after3];

/**
 * Lifts of longer contexts over shorter ones, by absolute discounting:
 * p(c|h) = max(0, n − d) ÷ N + d·K ÷ N · p(c|shorter h), n of N counts after h, K kinds of them.
 *
 * @param orders counts after the last step, the last two, and so on.
 * @param lower room for one number a skill.
 */
export function setContextLifts(
  matrix: FeatureMatrix,
  orders: readonly Votes[],
  lower: Float64Array,
): void {
  const { size, usual } = matrix;
  for (let skill = 0; skill < size; skill++) lower[skill] = usual[skill] ?? 0;
  orders.forEach(({ total, size: kinds, voted }, at) => {
    if (total === 0) return;
    const to = columns[at] ?? column.afterMore;
    const left = (discount * kinds) / total;
    const logLeft = Math.log(left);
    matrix.addAll(to, logLeft);
    for (let skill = 0; skill < size; skill++) lower[skill] = (lower[skill] ?? 0) * left;
    for (let one = 0; one < kinds; one++) {
      const skill = voted[one] ?? 0;
      const spread = lower[skill] ?? 0;
      const count = orders[at]?.of(skill) ?? 0;
      const now = (count - discount) / total + spread;
      matrix.add(skill, to, Math.log((now / spread) * left) - logLeft);
      matrix.raiseTier(skill, at + 1);
      lower[skill] = now;
    }
  });
}
