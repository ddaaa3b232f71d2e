import { createExperiment } from "../../../../src/recommend/experiments/lifecycle";
import type { Experiment, ExperimentPlan } from "../../../../src/recommend/experiments/model";
import { someTime } from "../../../support/history";

export const aPlan: ExperimentPlan = {
  name: "Recent first?",
  control: "habits",
  treatment: "recent-first",
  startMs: someTime,
};

export function anExperiment(changes: Partial<ExperimentPlan> = {}, id = "test-1"): Experiment {
  return createExperiment({ ...aPlan, ...changes }, id, []);
}
