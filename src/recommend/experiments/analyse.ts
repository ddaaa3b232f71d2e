import { statusAt } from "./lifecycle";
import type { MetricName } from "./metrics";
import type { Experiment, ExperimentStatus, Group } from "./model";
import {
  cohensH,
  differenceOf,
  estimateOf,
  zTest,
  type Interval,
  type Sample,
} from "./proportions";
import { alwaysValid, type AlwaysValid } from "./sequential";
import type { StrategyId } from "./strategies";
import type { UnitOutcome } from "./units";

export type Winner = Group | "inconclusive";

/** One group's units that say something about a metric. Mean and interval are absent without any. */
export interface GroupFigures {
  readonly strategy: StrategyId;
  readonly units: number;
  /** Mean of the units' values, 0–1. */
  readonly mean?: number;
  /** 95 % Wilson interval of the mean. */
  readonly interval?: Interval;
}

/** One metric, compared. What needs units in both groups is absent without them; nothing is NaN. */
export interface MetricResult {
  readonly metric: MetricName;
  readonly control: GroupFigures;
  readonly treatment: GroupFigures;
  /** Treatment − control, −1…1, with its 95 % interval for a single look (Newcombe). */
  readonly difference?: { readonly value: number; readonly interval: Interval };
  readonly cohensH?: number;
  /** Two-proportion z test, right for a single look only: told, but it decides nothing. */
  readonly zTestP?: number;
  /** What decides; absent under the minimum of units. */
  readonly alwaysValid?: AlwaysValid;
  readonly winner: Winner;
}

/** What to do now, as figures; the view makes a sentence of it. */
export type Advice =
  | {
      /** Below the minimum: while it runs, and where it ended like this. */
      readonly kind: "collect-more" | "too-few-units";
      readonly control: number;
      readonly treatment: number;
      readonly needed: number;
    }
  | { readonly kind: "keep-collecting" | "no-difference-found"; readonly pValue: number }
  | {
      readonly kind: "use-treatment" | "keep-control";
      readonly strategy: StrategyId;
      readonly difference: number;
      readonly pValue: number;
    };

export interface ExperimentResult {
  readonly experiment: Experiment;
  readonly status: ExperimentStatus;
  /** In the experiment's order; the first one decides. */
  readonly metrics: readonly MetricResult[];
  readonly winner: Winner;
  readonly advice: Advice;
}

/** What an experiment shows so far. Asking every day makes no false discovery more likely. */
export function analyse(
  experiment: Experiment,
  outcomes: readonly UnitOutcome[],
  nowMs: number,
): ExperimentResult {
  const status = statusAt(experiment, nowMs);
  const metrics = experiment.metrics.map((metric) => compare(experiment, metric, outcomes));
  const [first] = metrics;
  if (first === undefined) throw new RangeError("An experiment needs a metric.");
  const advice = adviceOf(experiment, first, status);
  return { experiment, status, metrics, winner: first.winner, advice };
}

function compare(
  experiment: Experiment,
  metric: MetricName,
  outcomes: readonly UnitOutcome[],
): MetricResult {
  const control = sampleOf(outcomes, metric, "control");
  const treatment = sampleOf(outcomes, metric, "treatment");
  const difference = differenceOf(control, treatment);
  const h = cohensH(control, treatment);
  const zTestP = zTest(control, treatment);
  const enough = Math.min(control.units, treatment.units) >= experiment.minimumUnits;
  const decisive = enough ? alwaysValid(control, treatment) : undefined;
  return {
    metric,
    control: figuresOf(experiment.control, control),
    treatment: figuresOf(experiment.treatment, treatment),
    ...(difference === undefined ? {} : { difference }),
    ...(h === undefined ? {} : { cohensH: h }),
    ...(zTestP === undefined ? {} : { zTestP }),
    ...(decisive === undefined ? {} : { alwaysValid: decisive }),
    winner: winnerOf(decisive, difference?.interval),
  };
}

function sampleOf(outcomes: readonly UnitOutcome[], metric: MetricName, group: Group): Sample {
  let units = 0;
  let sum = 0;
  for (const outcome of outcomes) {
    const value = outcome.group === group ? outcome.values[metric] : undefined;
    if (value === undefined) continue;
    units++;
    sum += value;
  }
  return { units, sum };
}

function figuresOf(strategy: StrategyId, sample: Sample): GroupFigures {
  return { strategy, units: sample.units, ...estimateOf(sample) };
}

/** A group wins when both intervals of the difference lie on its side of 0. */
function winnerOf(decisive: AlwaysValid | undefined, single: Interval | undefined): Winner {
  if (decisive === undefined || single === undefined) return "inconclusive";
  if (Math.min(decisive.interval[0], single[0]) > 0) return "treatment";
  return Math.max(decisive.interval[1], single[1]) < 0 ? "control" : "inconclusive";
}

function adviceOf(experiment: Experiment, result: MetricResult, status: ExperimentStatus): Advice {
  const { winner, difference } = result;
  if (result.alwaysValid === undefined || difference === undefined) {
    return {
      kind: status === "running" ? "collect-more" : "too-few-units",
      control: result.control.units,
      treatment: result.treatment.units,
      needed: experiment.minimumUnits,
    };
  }
  const { pValue } = result.alwaysValid;
  if (winner === "inconclusive") {
    return { kind: status === "running" ? "keep-collecting" : "no-difference-found", pValue };
  }
  return {
    kind: winner === "treatment" ? "use-treatment" : "keep-control",
    strategy: experiment[winner],
    difference: difference.value,
    pValue,
  };
}
