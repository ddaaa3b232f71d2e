import {
  defaults,
  leastMinimumUnits,
  PlanError,
  type Experiment,
  type ExperimentPlan,
  type ExperimentStatus,
  type PlanProblem,
} from "./model";

/**
 * Makes an experiment of a plan.
 *
 * @param id new and unique: it decides which unit gets which group.
 * @param existing all experiments there are. Names differ, and no two are open at the same time: a
 *   list can be ranked in one way only.
 * @throws PlanError when the plan cannot be carried out.
 */
export function createExperiment(
  plan: ExperimentPlan,
  id: string,
  existing: readonly Experiment[],
): Experiment {
  const experiment = { ...defaults, ...plan, name: plan.name.trim(), id };
  const problem = problemOf(experiment, existing);
  if (problem !== undefined) throw new PlanError(problem);
  return experiment;
}

/** Ends an experiment now; one that has ended already stays as it is. */
export function stopExperiment(experiment: Experiment, nowMs: number): Experiment {
  return statusAt(experiment, nowMs) === "running"
    ? { ...experiment, stoppedAtMs: nowMs }
    : experiment;
}

/** How it stands at a moment. One whose start is still to come is `running`, but not open. */
export function statusAt(experiment: Experiment, nowMs: number): ExperimentStatus {
  const { endMs = Infinity, stoppedAtMs = Infinity } = experiment;
  if (nowMs < endOf(experiment)) return "running";
  return stoppedAtMs < endMs ? "stopped" : "completed";
}

/** When it ended or will end, milliseconds since 1970 UTC; Infinity where that is not known. */
export function endOf({
  endMs = Infinity,
  stoppedAtMs = Infinity,
}: Pick<Experiment, "endMs" | "stoppedAtMs">): number {
  return Math.min(endMs, stoppedAtMs);
}

/** Whether units get groups at this moment: it has begun and has not ended. */
export function isOpen(experiment: Experiment, nowMs: number): boolean {
  return nowMs >= experiment.startMs && nowMs < endOf(experiment);
}

function problemOf(plan: Experiment, existing: readonly Experiment[]): PlanProblem | undefined {
  const { name, metrics, controlShare, minimumUnits, startMs, endMs } = plan;
  if (name === "") return "name-empty";
  if (existing.some((other) => other.name === name || other.id === plan.id)) return "name-taken";
  if (plan.control === plan.treatment) return "same-strategy";
  if (metrics.length === 0) return "no-metric";
  if (new Set(metrics).size < metrics.length) return "metric-twice";
  if (!(controlShare > 0 && controlShare < 1)) return "share-out-of-range";
  if (!Number.isInteger(minimumUnits) || minimumUnits < leastMinimumUnits) {
    return "minimum-out-of-range";
  }
  if (!Number.isFinite(startMs) || Number.isNaN(endMs)) return "date-invalid";
  if (endMs !== undefined && endMs <= startMs) return "ends-before-start";
  return existing.some((other) => overlap(plan, other)) ? "another-open" : undefined;
}

function overlap(one: Experiment, other: Experiment): boolean {
  return one.startMs < endOf(other) && other.startMs < endOf(one);
}
