import { atOnce } from "../../base/atOnce";
import type { History } from "../../tracker/history";
import { calibrate, uncalibrated } from "./calibration";
import { columnCount, rateOnly } from "./columns";
import { learnDurations } from "./durations";
import { calibrationTable, scoresOf } from "./evaluate";
import { exampleSteps, type Examples } from "./examples";
import type { LocalTime } from "./localTime";
import type { Calibration, Evaluation, Learned } from "./model";
import { Past } from "./past";
import { OnlineRegression, scoreOf, sigmoid } from "./regression";

/** The first part of the runs teaches, the rest judges. */
const teachingShare = 0.7;
/** Of what teaches, this part sets the weights and the rest the calibration. */
const weightsShare = 0.8;
/** A short history is gone through several times, one with this many runs to teach by only once. */
const steps = 15_000;
const mostRounds = 3;
/** With fewer runs to judge by, chance decides which of two is better. */
export const leastJudged = 30;
/** So many finished runs leave just enough to judge by. */
export const leastFinished = Math.floor((leastJudged - 1) / (1 - teachingShare)) + 1;
/** Forecasts keep to about 0.002–0.998: nobody saw enough runs to be surer. */
const greatestLogOdds = 6;

/** Examples that teach in one step. */
const examplesInStep = 2_000;

type Fitted = Pick<Learned, "weights" | "calibration">;

/**
 * Learns from the newest finished runs what makes a run complete, and judges it.
 *
 * The last 30 % of the runs are forecast by a model that knew only runs that had ended before the
 * first of them began. Only if its Brier score there is lower than that of the skill's smoothed
 * rate is it used, after it has learned from the rest as well; else, and with few runs, the basis is
 * that rate. How long runs take is learned beside it.
 *
 * @param past of the same history, at its beginning; it is moved to the start of the last run.
 */
export function learn(history: History, time: LocalTime, past = new Past(history)): Learned {
  return atOnce(learningSteps(history, time, past));
}

/** The same in steps of a few milliseconds, between which others have a turn. */
export function* learningSteps(
  history: History,
  time: LocalTime,
  past: Past,
): Generator<undefined, Learned> {
  const examples = yield* exampleSteps(history, time, { past });
  const finished = examples.count;
  const durations = learnDurations(history);
  yield;
  const unlearned = { weights: rateOnly(), calibration: uncalibrated };
  const rate = { basis: "rate", ...unlearned, durations } as const;
  const from = Math.floor(finished * teachingShare);
  const splitMs = examples.startMs[from] ?? Infinity;
  const isKnown = (example: number): boolean =>
    example < from && (examples.endMs[example] ?? 0) < splitMs;
  const teaching = chosen(finished, isKnown);
  if (finished - from < leastJudged || teaching.length === 0) return { finished, ...rate };

  const regression = new OnlineRegression();
  const first = Math.floor(teaching.length * weightsShare);
  const rounds = Math.min(mostRounds, Math.ceil(steps / first));
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < first; at += examplesInStep) {
      yield;
      const step = teaching.subarray(at, Math.min(at + examplesInStep, first));
      for (const example of step) teach(regression, examples, example);
    }
  }
  yield;
  const judged = {
    weights: regression.weights,
    calibration: goOn(regression, examples, teaching.subarray(first)),
  };
  yield;
  const evaluation = evaluate(examples, from, teaching, judged);
  if (evaluation.model.brier >= evaluation.rate.brier) return { finished, evaluation, ...rate };
  const rest = chosen(finished, (example) => !isKnown(example));
  const calibration = goOn(regression, examples, rest);
  const { weights } = regression;
  return { basis: "model", finished, evaluation, weights, calibration, durations };
}

/** The numbers below `count` that a test accepts, in order. */
function chosen(count: number, accepts: (example: number) => boolean): Int32Array {
  const examples = new Int32Array(count);
  let size = 0;
  for (let example = 0; example < count; example++) {
    if (accepts(example)) examples[size++] = example;
  }
  return examples.subarray(0, size);
}

/** Log-odds to a probability that is never 0 or 1. */
export function bounded(logOdds: number): number {
  return sigmoid(Math.max(-greatestLogOdds, Math.min(greatestLogOdds, logOdds)));
}

function teach(regression: OnlineRegression, { columns, outcomes }: Examples, example: number) {
  regression.learn(columns, example * columnCount, outcomes[example] ?? 0);
}

/**
 * Learns from further examples and calibrates by them: each is scored before it teaches, since a
 * score of what was learned by heart would look too good.
 */
function goOn(regression: OnlineRegression, examples: Examples, further: Int32Array): Calibration {
  const scores = new Float64Array(further.length);
  const outcomes = new Uint8Array(further.length);
  further.forEach((example, at) => {
    scores[at] = regression.score(examples.columns, example * columnCount);
    outcomes[at] = examples.outcomes[example] ?? 0;
    teach(regression, examples, example);
  });
  return calibrate(scores, outcomes);
}

function evaluate(
  { count, columns, rates, outcomes }: Examples,
  from: number,
  teaching: Int32Array,
  { weights, calibration }: Fitted,
): Evaluation {
  const judged = outcomes.subarray(from, count);
  const forecasts = new Float64Array(judged.length);
  for (let at = 0; at < forecasts.length; at++) {
    const score = scoreOf(weights, columns, (from + at) * columnCount);
    forecasts[at] = bounded(calibration.slope * score + calibration.intercept);
  }
  const completed = teaching.reduce((sum, example) => sum + (outcomes[example] ?? 0), 0);
  // One more run of each kind keeps it away from 0 and 1.
  const base = (completed + 1) / (teaching.length + 2);
  return {
    trainedOn: teaching.length,
    judgedOn: judged.length,
    model: scoresOf(forecasts, judged),
    rate: scoresOf(rates.subarray(from, count), judged),
    base: { ...scoresOf(new Float64Array(judged.length).fill(base), judged), rate: base },
    calibration: calibrationTable(forecasts, judged),
  };
}
