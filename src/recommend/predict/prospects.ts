import { greatest } from "../../analysis/ranking";
import { optional } from "../../tracker/completion";
import type { History } from "../../tracker/history";
import type { SkillKey } from "../../tracker/model";
import type { Forecaster } from "./forecaster";
import { leastForecasts } from "./durationErrors";
import { leastFinished } from "./learn";
import type { Candidate, DurationErrors, Evaluation, Forecast, Learned } from "./model";
import { leastDurations } from "./orderInterval";

/** More skills than that are not forecast in a report. */
export const mostForecast = 10;

/** How likely one skill is to complete if it is run now, and how long it takes then. */
export interface SkillForecast extends Pick<
  Forecast,
  "probability" | "finished" | "completed" | "duration"
> {
  readonly key: SkillKey;
  readonly label: string;
}

/** How well durations are forecast here. */
export interface DurationProspects {
  /** How many runs of a skill have to say how long they took before one is forecast. */
  readonly runsNeeded: number;
  /** Forecasts that can be judged, and how many that takes. */
  readonly forecasts: number;
  readonly forecastsNeeded: number;
  /** Absent where there are fewer. */
  readonly errors?: DurationErrors;
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
  readonly durations: DurationProspects;
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
    const { probability, finished, completed, duration } = forecast;
    if (finished === 0) continue;
    const counts = { probability, finished, completed };
    skills.push({ key, label, ...counts, ...optional("duration", duration) });
  }
  const { basis, finished, evaluation, durations } = learned;
  return {
    basis,
    finished,
    needed: leastFinished,
    ...(evaluation === undefined ? {} : { evaluation }),
    durations: {
      runsNeeded: leastDurations,
      forecasts: durations.forecasts,
      forecastsNeeded: leastForecasts,
      ...optional("errors", durations.errors),
    },
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
