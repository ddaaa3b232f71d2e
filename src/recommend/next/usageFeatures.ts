import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import { depthClass, type RecencyStack } from "./recencyStack";
import type { Rhythm } from "./rhythm";
import type { Uses } from "./uses";

const minuteMs = 60_000;

/**
 * Sets what follows from when and how often each skill was run, whatever came before.
 *
 * @param last the skill that came last in this stretch of work; −1 for none.
 */
export function setUsageFeatures(
  matrix: FeatureMatrix,
  uses: Uses,
  stack: RecencyStack,
  rhythm: Rhythm,
  nowMs: number,
  last: number,
): void {
  const logShares = stack.logShareByClass();
  const skills = stack.skills();
  for (let depth = 0; depth < skills.length; depth++) {
    const skill = skills[depth] ?? 0;
    const age = uses.age(skill);
    matrix.set(skill, column.recency, -Math.log(1 + age));
    matrix.set(skill, column.reach, logShares[depthClass(depth)] ?? 0);
    matrix.set(skill, column.habit, matrix.logUsual[skill] ?? 0);
    matrix.set(skill, column.rhythm, rhythm.lift(skill, age));
    matrix.set(skill, column.tier, 1);
    const idleMs = nowMs - (uses.lastMs[skill] ?? 0);
    // Not a number where times are not known.
    if (idleMs > 0) matrix.set(skill, column.idle, -Math.log(1 + idleMs / minuteMs));
  }
  if (last >= 0) matrix.set(last, column.repeat, 1);
}
