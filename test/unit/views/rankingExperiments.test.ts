import assert from "node:assert/strict";
import { test } from "node:test";
import { groupOf } from "../../../src/recommend/experiments/assign";
import { PlanError, type Experiment } from "../../../src/recommend/experiments/model";
import { sha256 } from "../../../src/base/sha256";
import { RankingExperiments, type ExperimentMemory } from "../../../src/views/rankingExperiments";
import { minute, someTime } from "../../support/history";

const plan = { name: "Recent?", treatment: "recent-first", minimumUnits: 60 } as const;

/** Experiments of one window, with a memory that gives out copies as the editor's does. */
function aWindow(sessionId = "s1") {
  const state = { now: someTime, byHand: false, ids: 0 };
  let kept: { experiments: readonly Experiment[]; sessions: readonly string[] } = {
    experiments: [],
    sessions: [],
  };
  const memory: ExperimentMemory = {
    get experiments() {
      return structuredClone(kept.experiments);
    },
    keepExperiments: (experiments) => (kept = { ...kept, experiments }),
    get rankedByHand() {
      return structuredClone(kept.sessions);
    },
    keepRankedByHand: (sessions) => (kept = { ...kept, sessions }),
  };
  const windowOf = (session: string) =>
    new RankingExperiments({
      ...{ memory, sessionId: session, sha256 },
      nowMs: () => state.now,
      newId: () => `id-${++state.ids}`,
      isRankedByHand: () => state.byHand,
    });
  return { state, windowOf, experiments: windowOf(sessionId) };
}

test("without an experiment the settings decide, and a report has nothing to tell", () => {
  const { experiments } = aWindow();
  assert.deepEqual(experiments.ranking(), {});
  assert.deepEqual(experiments.forReport(), {});
  assert.equal(experiments.forDatabase(), undefined);
  experiments.stop();
  assert.equal(experiments.open, undefined);
});

test("the database is told of every experiment, ended ones too", () => {
  const { experiments } = aWindow();
  experiments.start(plan);
  experiments.stop();
  experiments.start({ ...plan, name: "Another" });
  assert.deepEqual(
    experiments.forDatabase()?.experiments.map(({ name }) => name),
    ["Recent?", "Another"],
  );
});

test("while one is open each session has the strategy of its group", () => {
  const { windowOf, experiments } = aWindow();
  experiments.start(plan);
  const { open } = experiments;
  assert.ok(open);
  assert.deepEqual([open.control, open.minimumUnits], ["habits", 60]);
  const seen = new Set<unknown>();
  for (let session = 0; session < 30; session++) {
    const { strategy } = windowOf(`s${session}`).ranking();
    assert.equal(strategy, open[groupOf(open, `s${session}`, sha256)]);
    seen.add(strategy);
  }
  assert.deepEqual([...seen].sort(), ["habits", "recent-first"]);
});

test("one that was stopped ranks nothing, is still told of, and lets another begin", () => {
  const { state, experiments } = aWindow();
  experiments.start(plan);
  assert.throws(() => experiments.start({ ...plan, name: "Another" }), PlanError);
  state.now += minute;
  experiments.stop();
  assert.equal(experiments.open, undefined);
  assert.deepEqual(experiments.ranking(), {});
  assert.equal(experiments.forReport().experiment?.experiment.stoppedAtMs, state.now);
  state.now += minute;
  experiments.start({ ...plan, name: "Another" });
  assert.equal(experiments.forReport().experiment?.experiment.name, "Another");
});

test("a ranking chosen by hand goes first, and leaves the session out for good", () => {
  const { state, windowOf, experiments } = aWindow("s1");
  state.byHand = true;
  experiments.update();
  assert.deepEqual(experiments.forReport(), {});
  state.byHand = false;
  experiments.start(plan);
  state.byHand = true;
  experiments.update();
  experiments.update();
  assert.deepEqual(experiments.ranking(), {});
  state.byHand = false;
  assert.deepEqual(windowOf("s2").forReport().experiment?.except, ["s1", "s2"]);
  assert.deepEqual(windowOf("s2").forDatabase()?.except, ["s1"], "this one has a group already");
});
