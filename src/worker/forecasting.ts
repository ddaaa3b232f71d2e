import { atOnce } from "../base/atOnce";
import { Forecaster } from "../recommend/predict/forecaster";
import { learningSteps } from "../recommend/predict/learn";
import type { LocalTime } from "../recommend/predict/localTime";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import { Past } from "../recommend/predict/past";
import type { Learning } from "../recommend/workflowReport";
import type { History } from "../tracker/history";

/**
 * Forecasts from the newest state of the history. What was learned is kept until that changes, and
 * then learned anew: a little at a time while nobody waits, or at once when somebody asks.
 */
export class Forecasting {
  private kept: { readonly version: number; readonly learning: Learning } | undefined;
  private begun:
    { readonly version: number; readonly steps: Iterator<undefined, Learning> } | undefined;

  constructor(private readonly time: LocalTime) {}

  /**
   * Goes on learning.
   *
   * @param version another one for each state of the history.
   * @returns whether all is learned.
   */
  learnOn(history: History, version: number, isEnough: () => boolean): boolean {
    if (this.kept?.version === version) return true;
    const steps = this.takeSteps(history, version);
    do {
      const step = steps.next();
      if (step.done === true) {
        this.kept = { version, learning: step.value };
        return true;
      }
    } while (!isEnough());
    this.begun = { version, steps };
    return false;
  }

  /** What there is to learn of the history; what is missing is learned now. */
  learningOf(history: History, version: number): Learning {
    if (this.kept?.version === version) return this.kept.learning;
    const learning = atOnce(this.takeSteps(history, version));
    this.kept = { version, learning };
    return learning;
  }

  forecast(history: History, version: number, candidate: Candidate): SourcedForecast {
    const { learned, forecaster } = this.learningOf(history, version);
    return {
      ...forecaster.forecast(candidate),
      learnedFrom: learned.finished,
      isJudged: learned.evaluation !== undefined,
    };
  }

  /** Steps that fail are not gone on with: a generator that threw ends without a value. */
  private takeSteps(history: History, version: number): Iterator<undefined, Learning> {
    const { begun } = this;
    this.begun = undefined;
    return begun?.version === version ? begun.steps : stepsToLearn(history, this.time);
  }
}

function* stepsToLearn(history: History, time: LocalTime): Generator<undefined, Learning> {
  // Who forecasts goes on from where learning came to: to walk there again takes as long.
  const past = new Past(history);
  const learned = yield* learningSteps(history, time, past);
  return { learned, forecaster: new Forecaster(history, learned, time, past) };
}
