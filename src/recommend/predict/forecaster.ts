import type { History } from "../../tracker/history";
import { optional } from "../../tracker/completion";
import { skillKey, type SessionId, type SkillKey } from "../../tracker/model";
import { columnCount, columnFeatures, encode } from "./columns";
import { countFigures } from "./figures";
import { bounded } from "./learn";
import type { LocalTime } from "./localTime";
import {
  featureNames,
  type Candidate,
  type FeatureEffect,
  type Forecast,
  type Learned,
} from "./model";
import { Past } from "./past";

/**
 * Says how likely runs are to complete, here and now, and how long that takes.
 *
 * Made for one state of the history: when that changes, make another. It sees what `learn` saw of
 * each earlier run, by the same code, so that what it was taught is what it is asked.
 */
export class Forecaster {
  private readonly skills: ReadonlyMap<SkillKey, number>;
  private readonly sessions: ReadonlyMap<SessionId, number>;

  /** @param past of the same history; moments before it are taken as it. */
  constructor(
    private readonly history: History,
    private readonly learned: Learned,
    private readonly time: LocalTime,
    private readonly past = new Past(history),
  ) {
    this.skills = new Map(history.skills.map((skill, at) => [skillKey(skill), at]));
    this.sessions = new Map(history.sessions.map((session, at) => [session, at]));
  }

  /** A forecast for one candidate. Moments may not go back: an earlier one is taken as the last. */
  forecast(candidate: Candidate): Forecast {
    const { history, past, learned } = this;
    const skill = this.skills.get(candidate.skill) ?? -1;
    past.moveTo(candidate.nowMs);
    const figures = new Float64Array(featureNames.length);
    countFigures(
      past,
      {
        skill,
        session: this.sessions.get(candidate.sessionId) ?? -1,
        phase: candidate.phase === undefined ? -1 : history.phases.indexOf(candidate.phase),
        byAgent: candidate.author === "agent",
        startMs: candidate.nowMs,
      },
      this.time,
      figures,
    );
    const effects = effectsOf(learned, figures);
    const startLogOdds = learned.calibration.intercept;
    const logOdds = effects.reduce((sum, effect) => sum + effect.logOdds, startLogOdds);
    return {
      probability: bounded(logOdds),
      basis: learned.basis,
      finished: past.bySkill.finished(skill),
      completed: past.bySkill.completed(skill),
      effects,
      startLogOdds,
      ...optional("duration", learned.durations.bySkill[skill]),
    };
  }
}

/** What each feature that counts adds, largest first. With basis `rate` that is the rate alone. */
function effectsOf(
  { basis, weights, calibration }: Learned,
  figures: Float64Array,
): readonly FeatureEffect[] {
  const columns = new Float32Array(columnCount);
  encode(figures, columns, 0);
  const effects = featureNames.map((feature, at): FeatureEffect => {
    let sum = 0;
    columnFeatures.forEach((name, column) => {
      if (name === feature) sum += (weights[column] ?? 0) * (columns[column] ?? 0);
    });
    return { feature, value: figures[at] ?? 0, logOdds: calibration.slope * sum };
  });
  return effects
    .filter(({ feature }) => basis === "model" || feature === "rate")
    .sort((one, other) => Math.abs(other.logOdds) - Math.abs(one.logOdds));
}
