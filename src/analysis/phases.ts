import type { History } from "../tracker/history";
import { durationsBy } from "./durations";
import type { Effectiveness, PhaseEffectiveness, Rate } from "./model";
import { rateOf, sumOfCounts, Tally } from "./rates";
import { compareText, greatest } from "./ranking";
import { smoothed, smoothedRate } from "./smoothedRate";

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
 * how little that is. Smoothed, a phase tends to the rate of all runs, and a skill to that of its
 * phase.
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
  const all = sumOfCounts(Array.from({ length: none + 1 }, (_, group) => tally.counts(group)));
  const overall = smoothed(all.completed, rateOf(all).finished);
  return [...phasesByUse(history), ...(tally.total(none) > 0 ? [none] : [])].map((group) => {
    const phase = history.phases[group];
    const own = tally.rate(group);
    const expected = smoothed(own.counts.completed, own.finished, overall);
    return {
      ...(phase === undefined ? {} : { phase }),
      ...effectiveness(own, overall),
      durations: durationsOf(group),
      skills: greatest(
        history,
        (skill) => bySkill.total(group * skills + skill),
        skillsPerPhase,
      ).map(({ index, key, label }) => ({
        key,
        label,
        ...effectiveness(bySkill.rate(group * skills + index), expected),
      })),
    };
  });
}

/** @param expected of any run like these, 0–1. */
function effectiveness(rate: Rate, expected: number): Effectiveness {
  if (rate.finished === 0) return rate;
  return { ...rate, smoothed: smoothedRate(rate.counts.completed, rate.finished, expected) };
}
