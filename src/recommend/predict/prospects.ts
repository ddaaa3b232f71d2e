import { labelOf } from "../../analysis/ranking";
import type { History, SkillEntry } from "../../tracker/history";
import { skillKey, type SkillKey } from "../../tracker/model";
import type { Forecaster } from "./forecaster";
import { leastFinished } from "./learn";
import type { Candidate, Evaluation, Forecast, Learned } from "./model";

/** More skills than that are not forecast in a report. */
export const mostForecast = 10;

/** How likely one skill is to complete if it is run now. */
export interface SkillForecast extends Pick<Forecast, "probability" | "finished" | "completed"> {
  readonly key: SkillKey;
  readonly label: string;
}

/** How well runs are forecast here, and what is forecast now: a plain value. */
export interface Prospects {
  /** What forecasts rest on: the skill's smoothed completion rate alone, or what was learned. */
  readonly basis: Learned["basis"];
  /** Finished runs it rests on, and how many it takes to judge what was learned. */
  readonly finished: number;
  readonly needed: number;
  /** Absent where there are too few runs to judge by. */
  readonly evaluation?: Evaluation;
  /** The skills used most, most used first, at most `mostForecast`. */
  readonly skills: readonly SkillForecast[];
}

/** Where and when runs would begin. */
export type Beginnings = Pick<Candidate, "sessionId" | "phase" | "nowMs">;

/**
 * Forecasts the skills used most, as if the user ran each of them now.
 *
 * Hidden skills and those that never finished are left out. Without a phase of its own, `at` stands
 * for a run in the phase each skill was last in.
 */
export function prospects(
  history: History,
  learned: Learned,
  forecaster: Forecaster,
  at: Beginnings,
): Prospects {
  const skills: SkillForecast[] = [];
  for (const skill of mostUsedFirst(history)) {
    if (skills.length === mostForecast) break;
    const key = skillKey(skill);
    const phase = at.phase ?? skill.phase;
    const inPhase = phase === undefined ? {} : { phase };
    const forecast = forecaster.forecast({ ...at, skill: key, author: "user", ...inPhase });
    const { probability, finished, completed } = forecast;
    if (finished > 0) skills.push({ key, label: labelOf(skill), probability, finished, completed });
  }
  const { basis, finished, evaluation } = learned;
  return {
    basis,
    finished,
    needed: leastFinished,
    ...(evaluation === undefined ? {} : { evaluation }),
    skills,
  };
}

/** Skills that were used and are not hidden. */
function mostUsedFirst({ skills, skill: used, length }: History): readonly SkillEntry[] {
  const uses = new Float64Array(skills.length);
  for (let row = 0; row < length; row++) {
    const skill = used[row] ?? -1;
    uses[skill] = (uses[skill] ?? 0) + 1;
  }
  return skills
    .map((skill, index) => ({ skill, uses: uses[index] ?? 0 }))
    .filter(({ skill, uses }) => uses > 0 && !skill.hidden)
    .sort((one, other) => other.uses - one.uses)
    .map(({ skill }) => skill);
}
