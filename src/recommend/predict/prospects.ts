import { greatest } from "../../analysis/ranking";
import type { History } from "../../tracker/history";
import type { SkillKey } from "../../tracker/model";
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
  /** The skills used most, most used first, then by key; at most `mostForecast`. */
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
  for (const { index, key, label } of greatest(history, shownUses(history), Infinity)) {
    if (skills.length === mostForecast) break;
    const phase = at.phase ?? history.skills[index]?.phase;
    const inPhase = phase === undefined ? {} : { phase };
    const forecast = forecaster.forecast({ ...at, skill: key, author: "user", ...inPhase });
    const { probability, finished, completed } = forecast;
    if (finished > 0) skills.push({ key, label, probability, finished, completed });
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

/** How often a skill was used; 0 of a hidden one, which no report shows. */
function shownUses({ skills, skill: used, length }: History): (skill: number) => number {
  const uses = new Float64Array(skills.length);
  for (let row = 0; row < length; row++) {
    const skill = used[row] ?? -1;
    uses[skill] = (uses[skill] ?? 0) + 1;
  }
  return (skill) => (skills[skill]?.hidden === true ? 0 : (uses[skill] ?? 0));
}
