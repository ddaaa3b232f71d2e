import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createExperiment,
  endOf,
  isOpen,
  statusAt,
  stopExperiment,
} from "../../../../src/recommend/experiments/lifecycle";
import {
  PlanError,
  type ExperimentPlan,
  type PlanProblem,
} from "../../../../src/recommend/experiments/model";
import { day, someTime } from "../../../support/history";
import { anExperiment, aPlan } from "./experiments";

test("what a plan leaves out has a default", () => {
  assert.deepEqual(createExperiment({ ...aPlan, name: "  Recent first? " }, "e1", []), {
    id: "e1",
    name: "Recent first?",
    description: "",
    control: "habits",
    treatment: "recent-first",
    metrics: ["completionRate"],
    controlShare: 0.5,
    minimumUnits: 100,
    startMs: someTime,
  });
});

test("a plan that cannot be carried out says why", () => {
  const wrong: [Partial<ExperimentPlan>, PlanProblem][] = [
    [{ name: "  " }, "name-empty"],
    [{ treatment: "habits" }, "same-strategy"],
    [{ metrics: [] }, "no-metric"],
    [{ metrics: ["acceptanceRate", "acceptanceRate"] }, "metric-twice"],
    [{ controlShare: 0 }, "share-out-of-range"],
    [{ controlShare: 1 }, "share-out-of-range"],
    [{ controlShare: NaN }, "share-out-of-range"],
    [{ minimumUnits: 49 }, "minimum-out-of-range"],
    [{ minimumUnits: 100.5 }, "minimum-out-of-range"],
    [{ endMs: someTime }, "ends-before-start"],
    [{ startMs: NaN }, "date-invalid"],
    [{ endMs: NaN }, "date-invalid"],
  ];
  for (const [changes, problem] of wrong) {
    assert.throws(
      () => createExperiment({ ...aPlan, ...changes }, "e1", []),
      (error) => error instanceof PlanError && error.problem === problem,
      JSON.stringify(changes),
    );
  }
});

test("names are told apart, and two experiments are never open at once", () => {
  const first = anExperiment({ endMs: someTime + day }, "e1");
  const create = (changes: Partial<ExperimentPlan>, id = "e2"): unknown =>
    createExperiment({ ...aPlan, ...changes }, id, [first]);
  const problem = (name: PlanProblem) => (error: unknown) =>
    error instanceof PlanError && error.problem === name;
  assert.throws(() => create({ startMs: someTime + day }), problem("name-taken"));
  assert.throws(() => create({ name: "B", startMs: someTime + day }, "e1"), problem("name-taken"));
  assert.throws(() => create({ name: "B", startMs: someTime + day - 1 }), problem("another-open"));
  assert.throws(
    () => create({ name: "B", startMs: someTime - day, endMs: someTime + 1 }),
    problem("another-open"),
  );
  assert.ok(create({ name: "B", startMs: someTime + day }));
  assert.ok(create({ name: "B", startMs: someTime - day, endMs: someTime }));
});

test("an experiment is open from its start until before its end", () => {
  const experiment = anExperiment({ endMs: someTime + day });
  assert.deepEqual(
    [-1, 0, day - 1, day].map((after) => [
      isOpen(experiment, someTime + after),
      statusAt(experiment, someTime + after),
    ]),
    [
      [false, "running"],
      [true, "running"],
      [true, "running"],
      [false, "completed"],
    ],
  );
});

test("stopping ends it for good, once, and only while it runs", () => {
  const experiment = anExperiment({ endMs: someTime + 2 * day });
  const stopped = stopExperiment(experiment, someTime + day);
  assert.equal(statusAt(stopped, someTime + day), "stopped");
  assert.equal(isOpen(stopped, someTime + day), false);
  assert.equal(endOf(stopped), someTime + day);
  assert.equal(statusAt(stopped, someTime + 3 * day), "stopped");
  assert.equal(stopExperiment(stopped, someTime + day + 1), stopped);
  assert.equal(stopExperiment(experiment, someTime + 2 * day), experiment);
  assert.equal(experiment.stoppedAtMs, undefined);
});
