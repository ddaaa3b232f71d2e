import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { groupValues } from "./groups";
import type { Transition } from "./model";
import { median } from "./quantiles";
import { greatest } from "./ranking";
import { stepsBetween, type Steps, type StepScope } from "./steps";

/** At most this many transitions between phases, and between skills, are listed. */
export const maxTransitions = 200;

/**
 * Steps from one phase to another, most frequent first. A run without a phase is passed over.
 * `commonSkill` is the skill most often run on arrival.
 */
export function phaseTransitions(
  history: History,
  within: StepScope = everything(history),
): readonly Transition[] {
  const steps = stepsBetween(history, history.phase, history.phases, within, maxTransitions);
  const commonSkillOf = commonSkills(history, steps);
  return listed(steps, history.phases).map((transition, pair) => {
    const commonSkill = commonSkillOf(pair);
    return { ...transition, ...(commonSkill === undefined ? {} : { commonSkill }) };
  });
}

/**
 * Steps from one skill to another, most frequent first. `from` and `to` are skill keys; the arrival
 * is `to` itself, so there is no `commonSkill`.
 */
export function skillTransitions(
  history: History,
  within: StepScope = everything(history),
): readonly Transition[] {
  const keys = history.skills.map(skillKey);
  return listed(stepsBetween(history, history.skill, keys, within, maxTransitions), keys);
}

function listed(
  { pairs, pairOf, gapMs, leaving }: Steps,
  names: readonly string[],
): readonly Transition[] {
  const gaps = groupValues(gapMs, pairOf, pairOf.length, pairs.length);
  return pairs.map(({ from, to, count }, pair) => {
    const medianGapMs = median(gaps.of(pair));
    return {
      from: names[from] ?? "",
      to: names[to] ?? "",
      count,
      share: count / (leaving[from] ?? 0),
      ...(medianGapMs === undefined ? {} : { medianGapMs }),
    };
  });
}

/** The skill most often arrived at by each pair; of several, the first by key. */
function commonSkills(
  history: History,
  { pairs, pairOf }: Steps,
): (pair: number) => SkillKey | undefined {
  const skills = history.skills.length;
  const arrivals = new Uint32Array(pairs.length * skills);
  for (let row = 0; row < history.length; row++) {
    const pair = pairOf[row] ?? -1;
    if (pair < 0) continue;
    const cell = pair * skills + (history.skill[row] ?? 0);
    arrivals[cell] = (arrivals[cell] ?? 0) + 1;
  }
  return (pair) => greatest(history, (skill) => arrivals[pair * skills + skill] ?? 0, 1)[0]?.key;
}

function everything(history: History): StepScope {
  const all = new Uint8Array(history.length).fill(1);
  return { scope: all, focus: all };
}
