import type { SessionId, SkillKey } from "../../tracker/model";

/** What is looked at, all of it known before a run begins. `countFigures` says how each is counted. */
export const featureNames = [
  "rate",
  "recentRate",
  "phaseRate",
  "afterOutcomeRate",
  "failuresInARow",
  "sessionMinutes",
  "runsLastDay",
  "completedInSession",
  "firstInSession",
  "byAgent",
  "hours",
  "weekday",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** A run that may be about to begin. */
export interface Candidate {
  readonly skill: SkillKey;
  readonly sessionId: SessionId;
  readonly phase?: string;
  readonly author: "user" | "agent";
  readonly nowMs: number;
}

/** What one feature adds. */
export interface FeatureEffect {
  readonly feature: FeatureName;
  /** As it was counted: a rate 0–1, a number of runs, minutes, or the number of a bucket. */
  readonly value: number;
  /** Above 0 it makes success likelier, below 0 less likely. */
  readonly logOdds: number;
}

/** How long a run takes if it completes, milliseconds. */
export interface DurationForecast {
  /** Four of five such runs should take from `lowMs` to `highMs`, both inclusive. */
  readonly lowMs: number;
  readonly medianMs: number;
  readonly highMs: number;
  /** How many runs of the skill it rests on: the newest 99 at most. */
  readonly runs: number;
}

/** How likely a run is to complete, and why; and how long that will take. */
export interface Forecast {
  /** 0–1. */
  readonly probability: number;
  /** `rate`: only the skill's smoothed completion rate; `model`: the other features count too. */
  readonly basis: "rate" | "model";
  /** Finished runs of this skill it rests on, and how many of them completed. */
  readonly finished: number;
  readonly completed: number;
  /**
   * Largest effect first. Their sum and `startLogOdds` are the log-odds of `probability`, unless
   * that would leave the range a forecast keeps to.
   */
  readonly effects: readonly FeatureEffect[];
  readonly startLogOdds: number;
  /** Absent where too few of its runs say how long they took. */
  readonly duration?: DurationForecast;
}

/** A forecast with what it takes to say where it comes from. */
export interface SourcedForecast extends Forecast {
  /** Finished runs, of all skills, that were learned from. */
  readonly learnedFrom: number;
  /** Whether there were enough of them to see if learning helps. */
  readonly isJudged: boolean;
}

/** How good probabilities were on runs they did not know; lower is better. */
export interface Scores {
  /** Mean of (p − y)², 0–1. Source: Brier, Monthly Weather Review 78 (1950). */
  readonly brier: number;
  /** Mean of −ln of the probability given to what happened. */
  readonly logLoss: number;
}

/** Forecasts from `from` (inclusive) to `to`, and what came of them. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly runs: number;
  /** 0–1; absent without runs. */
  readonly meanForecast?: number;
  readonly completionRate?: number;
}

/** Judged on the last 30 % of the finished runs, by a model that knew the first 70 % only. */
export interface Evaluation {
  readonly trainedOn: number;
  readonly judgedOn: number;
  readonly model: Scores;
  /** The skill's smoothed completion rate at the time. */
  readonly rate: Scores;
  /** One number for every run: the completion rate of the first part. */
  readonly base: Scores & { readonly rate: number };
  /** Ten bins of the model's forecasts. */
  readonly calibration: readonly CalibrationBin[];
}

/** What became of forecasts of durations. Errors are the longer ÷ the shorter − 1; lower is better. */
export interface DurationErrors {
  /** How many runs took from `lowMs` to `highMs` of their forecasts. */
  readonly inside: number;
  /** Median of the errors of `medianMs`. */
  readonly medianError: number;
  /** The same, had each run been forecast to take as long as the one of its skill before it. */
  readonly lastError: number;
}

/** What the runs of a history say of how long further ones take. */
export interface LearnedDurations {
  /** One for each skill of the history; undefined where too few runs say how long they took. */
  readonly bySkill: readonly (DurationForecast | undefined)[];
  /** How many of the newest runs were forecast in hindsight, from what was known as they began. */
  readonly forecasts: number;
  /** Of these; absent where they are too few. */
  readonly errors?: DurationErrors;
}

/** log-odds → log-odds: slope · x + intercept. */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/** What was learned from a history: a plain value, to be kept and passed between threads. */
export interface Learned {
  readonly basis: "rate" | "model";
  /** Finished runs it rests on: the newest 30,000 at most. */
  readonly finished: number;
  /** Absent where there are too few runs to judge by. */
  readonly evaluation?: Evaluation;
  /** One for each column of `columns.ts`. */
  readonly weights: Float64Array;
  readonly calibration: Calibration;
  readonly durations: LearnedDurations;
}
