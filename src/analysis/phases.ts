import type { History } from "../tracker/history";
import { durationsBy } from "./durations";
import type { PhaseEffectiveness } from "./model";
import { Tally } from "./rates";
import { compareText, greatest } from "./ranking";

/** How many skills a phase lists. */
const skillsPerPhase = 8;

/** The phases that occur, most used first, then by name: indices into `history.phases`. */
export function phasesByUse(history: History): readonly number[] {
  const uses = new Uint32Array(history.phases.length);
  for (let row = 0; row < history.length; row++) {
    const phase = history.phase[row] ?? -1;
    if (phase >= 0) uses[phase] = (uses[phase] ?? 0) + 1;
  }
  const nameOf = (phase: number): string => history.phases[phase] ?? "";
  return history.phases
    .map((_, phase) => phase)
    .filter((phase) => uses[phase] !== 0)
    .sort(
      (one, other) =>
        (uses[other] ?? 0) - (uses[one] ?? 0) || compareText(nameOf(one), nameOf(other)),
    );
}

/**
 * Outcomes and durations for each phase that occurs, most used first; runs without a phase come
 * last, if there are any. No minimum: a phase with one run is shown, with the interval that says
 * how little that is.
 */
export function phaseEffectiveness(history: History): readonly PhaseEffectiveness[] {
  const skills = history.skills.length;
  const none = history.phases.length;
  const tally = new Tally(none + 1);
  const bySkill = new Tally((none + 1) * skills);
  const groupOf = new Int32Array(history.length);
  for (let row = 0; row < history.length; row++) {
    const phase = history.phase[row] ?? -1;
    const group = phase < 0 ? none : phase;
    const outcome = history.outcome[row] ?? 0;
    groupOf[row] = group;
    tally.add(group, outcome);
    bySkill.add(group * skills + (history.skill[row] ?? 0), outcome);
  }
  const durationsOf = durationsBy(history, groupOf, none + 1);
  return [...phasesByUse(history), ...(tally.total(none) > 0 ? [none] : [])].map((group) => {
    const phase = history.phases[group];
    return {
      ...(phase === undefined ? {} : { phase }),
      ...tally.rate(group),
      durations: durationsOf(group),
      skills: greatest(
        history,
        (skill) => bySkill.total(group * skills + skill),
        skillsPerPhase,
      ).map(({ index, key, label }) => ({
        key,
        label,
        ...bySkill.rate(group * skills + index),
      })),
    };
  });
}
