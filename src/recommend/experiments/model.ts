import type { MetricName } from "./metrics";
import type { StrategyId } from "./strategies";

export type Group = "control" | "treatment";

/** What a person decides about an experiment. What is left out has the default of `defaults`. */
export interface ExperimentPlan {
  readonly name: string;
  readonly description?: string;
  readonly control: StrategyId;
  readonly treatment: StrategyId;
  /** The first one decides; the others are told beside it. */
  readonly metrics?: readonly MetricName[];
  /** Share of units that get the control, more than 0 and less than 1. */
  readonly controlShare?: number;
  /** Units each group needs before anything is concluded, at least `leastMinimumUnits`. */
  readonly minimumUnits?: number;
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly startMs: number;
  /** Exclusive. Without one it runs until it is stopped. */
  readonly endMs?: number;
}

/**
 * An experiment as it is kept. Nothing of it changes once it is there, except that it can be
 * stopped: another share of the control would move units that have outcomes to the other group.
 */
export interface Experiment extends Required<Omit<ExperimentPlan, "endMs">> {
  readonly id: string;
  readonly endMs?: number;
  readonly stoppedAtMs?: number;
}

/** `completed`: its end has come; `stopped`: a person ended it before. */
export type ExperimentStatus = "running" | "completed" | "stopped";

export const defaults = {
  description: "",
  metrics: ["completionRate"],
  controlShare: 0.5,
  minimumUnits: 100,
} as const satisfies Partial<ExperimentPlan>;

/** With fewer units the tests, which rest on the normal distribution, say too much. */
export const leastMinimumUnits = 50;

/** Why a plan is no experiment. */
export type PlanProblem =
  | "name-empty"
  | "name-taken"
  | "same-strategy"
  | "no-metric"
  | "metric-twice"
  | "share-out-of-range"
  | "minimum-out-of-range"
  | "ends-before-start"
  | "date-invalid"
  | "another-open";

/** A plan that cannot be carried out; the view turns the problem into a sentence. */
export class PlanError extends Error {
  override readonly name = "PlanError";

  constructor(readonly problem: PlanProblem) {
    super(problem);
  }
}
