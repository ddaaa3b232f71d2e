import { Forecaster } from "../recommend/predict/forecaster";
import { learn } from "../recommend/predict/learn";
import type { LocalTime } from "../recommend/predict/localTime";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import { Past } from "../recommend/predict/past";
import type { Learning } from "../recommend/workflowReport";
import type { History } from "../tracker/history";

/**
 * Forecasts from the newest state of the history. What was learned is kept until that changes;
 * nothing is learned before somebody asks.
 */
export class Forecasting {
  private kept: { readonly version: number; readonly learning: Learning } | undefined;

  constructor(private readonly time: LocalTime) {}

  /** @param version another one for each state of the history. */
  learningOf(history: History, version: number): Learning {
    if (this.kept?.version === version) return this.kept.learning;
    // Who forecasts goes on from where learning came to: to walk there again takes as long.
    const past = new Past(history);
    const learned = learn(history, this.time, past);
    const learning = { learned, forecaster: new Forecaster(history, learned, this.time, past) };
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
}
