import { assertNever } from "../../../base/assert";
import type {
  Advice,
  ExperimentResult,
  GroupFigures,
} from "../../../recommend/experiments/analyse";
import type { MetricName } from "../../../recommend/experiments/metrics";
import type { PlanProblem } from "../../../recommend/experiments/model";
import type { StrategyId } from "../../../recommend/experiments/strategies";
import { unknownValue, type Words } from "./words";

/** The name of a way to rank. */
export function strategyName(strategy: StrategyId, { t }: Words): string {
  switch (strategy) {
    case "habits":
      return t("What usually comes next");
    case "recent-first":
      return t("What was used lately");
    case "reliable-first":
      return t("What usually completes");
    case "meaning-first":
      return t("What the words of a query say");
    default:
      return assertNever(strategy);
  }
}

function metricName(metric: MetricName, { t }: Words): string {
  switch (metric) {
    case "completionRate":
      return t("Completion rate");
    case "acceptanceRate":
      return t("Chosen from a recommendation");
    case "firstChoiceRate":
      return t("Offered first, of those chosen");
    case "chosenCompletionRate":
      return t("Completion rate of those chosen");
    default:
      return assertNever(metric);
  }
}

/** What to do now; without an experiment, how to start one. */
export function experimentFinding(result: ExperimentResult | undefined, words: Words): string {
  return result === undefined
    ? words.t("No ranking experiment: Start Ranking Experiment… compares two ways to rank")
    : adviceSentence(result.advice, words);
}

function adviceSentence(advice: Advice, words: Words): string {
  const { t, count } = words;
  switch (advice.kind) {
    case "collect-more":
      return t("Too early to compare: {control} and {treatment} of {needed} sessions each", {
        control: count(advice.control),
        treatment: count(advice.treatment),
        needed: count(advice.needed),
      });
    case "too-few-units":
      return t("It ended too early: {control} and {treatment} of {needed} sessions each", {
        control: count(advice.control),
        treatment: count(advice.treatment),
        needed: count(advice.needed),
      });
    case "keep-collecting":
      return t("No difference found so far: keep collecting");
    case "no-difference-found":
      return t("It ended without a difference between the two");
    case "use-treatment":
      return t("“{ranking}” is better by {points}: take it with Change Ranking…", {
        ranking: strategyName(advice.strategy, words),
        points: points(Math.abs(advice.difference), words),
      });
    case "keep-control":
      return t("Keep “{ranking}”: the other one is worse by {points}", {
        ranking: strategyName(advice.strategy, words),
        points: points(Math.abs(advice.difference), words),
      });
    default:
      return assertNever(advice);
  }
}

/** Which rankings are compared since when, and how to read what decides. */
export function experimentNote(result: ExperimentResult | undefined, words: Words): string {
  const { t, day } = words;
  if (result === undefined) return t("A session gets one of the two rankings, by chance");
  const { experiment, status } = result;
  const values = {
    name: experiment.name,
    control: strategyName(experiment.control, words),
    treatment: strategyName(experiment.treatment, words),
    day: day(experiment.startMs),
  };
  return status === "running"
    ? t("“{name}”: “{treatment}” against “{control}”, since {day}", values)
    : t("“{name}”, ended: “{treatment}” against “{control}”, since {day}", values);
}

/** One group of one metric. */
export interface GroupRow {
  readonly metric: string;
  readonly ranking: string;
  readonly sessions: string;
  readonly mean: string;
  readonly interval: string;
}

export function groupRows({ metrics }: ExperimentResult, words: Words): readonly GroupRow[] {
  const { count, percent } = words;
  const row = (
    metric: MetricName,
    { strategy, units, mean, interval }: GroupFigures,
  ): GroupRow => ({
    metric: metricName(metric, words),
    ranking: strategyName(strategy, words),
    sessions: count(units),
    mean: percent(mean),
    interval: interval === undefined ? unknownValue : interval.map(percent).join(" – "),
  });
  return metrics.flatMap(({ metric, control, treatment }) => [
    row(metric, control),
    row(metric, treatment),
  ]);
}

/** Treatment − control of one metric. */
export interface DifferenceRow {
  readonly metric: string;
  readonly difference: string;
  readonly interval: string;
  readonly effect: string;
}

export function differenceRows(
  { metrics }: ExperimentResult,
  words: Words,
): readonly DifferenceRow[] {
  return metrics.map(({ metric, difference, alwaysValid, cohensH }) => ({
    metric: metricName(metric, words),
    difference: difference === undefined ? unknownValue : signed(difference.value, words),
    interval:
      alwaysValid?.interval.map((bound) => signed(bound, words)).join(" … ") ?? unknownValue,
    effect: cohensH === undefined ? unknownValue : words.decimal(cohensH),
  }));
}

function signed(value: number, words: Words): string {
  return `${value < 0 ? "−" : "+"}${points(Math.abs(value), words)}`;
}

function points(size: number, { t, count }: Words): string {
  const whole = Math.round(size * 100);
  return whole === 1 ? t("1 pt") : t("{n} pts", { n: count(whole) });
}

/** Why an experiment cannot begin. */
export function planProblemSentence(problem: PlanProblem, { t }: Words): string {
  switch (problem) {
    case "name-empty":
      return t("An experiment needs a name.");
    case "name-taken":
      return t("There was an experiment of that name already.");
    case "same-strategy":
      return t("An experiment compares two different rankings.");
    case "another-open":
      return t("An experiment is running already: stop it first.");
    case "minimum-out-of-range":
      return t("Each group needs at least 50 sessions.");
    case "no-metric":
    case "metric-twice":
    case "share-out-of-range":
    case "ends-before-start":
    case "date-invalid":
      return t("The experiment cannot be carried out.");
    default:
      return assertNever(problem);
  }
}
