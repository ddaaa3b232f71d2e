import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../../../../src/base/sha256";
import { groupOf } from "../../../../src/recommend/experiments/assign";
import { stopExperiment } from "../../../../src/recommend/experiments/lifecycle";
import { metricNames } from "../../../../src/recommend/experiments/metrics";
import type { Experiment } from "../../../../src/recommend/experiments/model";
import { unitOutcomes, type UnitOutcome } from "../../../../src/recommend/experiments/units";
import { day, historyOf, hour, someTime, type Run } from "../../../support/history";
import { groupBy } from "../../../support/naive";
import { forRandomHistories } from "../../../support/randomHistories";
import { inShare } from "../../../support/seeds";
import { anExperiment } from "./experiments";

const nobody = new Set<string>();

function naiveOutcomes(
  runs: readonly Run[],
  experiment: Experiment,
  endMs: number,
  except: ReadonlySet<string>,
): UnitOutcome[] {
  const share = (part: readonly Run[], whole: readonly Run[]): number | undefined =>
    whole.length === 0 ? undefined : part.length / whole.length;
  const done = (run: Run): boolean => run.outcome !== "running" && run.outcome !== "unknown";
  const outcomes: UnitOutcome[] = [];
  for (const [session, all] of groupBy(runs, (run) => run.session ?? "")) {
    const first = all[0]?.at ?? 0;
    if (first < experiment.startMs || first >= endMs || except.has(session)) continue;
    const own = all.filter((run) => run.at < endMs && run.agent === undefined);
    const chosen = own.filter((run) => run.rank !== undefined);
    const succeeded = (run: Run): boolean => run.outcome === "completed";
    const values = {
      completionRate: share(own.filter(succeeded), own.filter(done)),
      acceptanceRate: share(chosen, own),
      firstChoiceRate: share(
        chosen.filter(({ rank }) => rank === 1),
        chosen,
      ),
      chosenCompletionRate: share(chosen.filter(succeeded), chosen.filter(done)),
    };
    const known = experiment.metrics.flatMap((name) =>
      values[name] === undefined ? [] : [[name, values[name]]],
    );
    outcomes.push({
      group: groupOf(experiment, session, sha256),
      values: Object.fromEntries(known) as UnitOutcome["values"],
    });
  }
  return outcomes;
}

test("random histories give the outcomes that plain counting gives", () => {
  let outcomes = 0;
  forRandomHistories((_, plain, random) => {
    const runs = plain.map((run) =>
      random.chance(0.4) ? { ...run, rank: random.int(1, 3) } : run,
    );
    const startMs = someTime + random.int(-6, 12) * hour;
    const planned = anExperiment({
      startMs,
      metrics: random.shuffle(metricNames).slice(0, random.int(1, 4)),
      ...(random.chance(0.5) ? { endMs: startMs + random.int(1, 60) * hour } : {}),
    });
    const stopMs = startMs + random.int(0, 60) * hour;
    const experiment = random.chance(0.3) ? stopExperiment(planned, stopMs) : planned;
    const endMs = Math.min(experiment.endMs ?? Infinity, experiment.stoppedAtMs ?? Infinity);
    const except = new Set(random.chance(0.3) ? ["s1"] : []);
    const found = unitOutcomes(historyOf(runs), experiment, sha256, except);
    assert.deepEqual(found, naiveOutcomes(runs, experiment, endMs, except));
    outcomes += found.length;
  });
  assert.ok(outcomes > inShare(100));
});

test("a hundred runs of one session are one outcome", () => {
  const runs = Array.from({ length: 100 }, (_, at): Run => ({
    skill: "task:build",
    at: someTime + at,
    outcome: at < 75 ? "completed" : "failed",
  }));
  const outcomes = unitOutcomes(historyOf(runs), anExperiment(), sha256, nobody);
  assert.deepEqual(
    outcomes.map(({ values }) => values),
    [{ completionRate: 0.75 }],
  );
});

test("what comes after the end, or from a session begun before the start, does not count", () => {
  const experiment = stopExperiment(anExperiment(), someTime + day);
  const runs: Run[] = [
    { skill: "task:build", at: someTime - 1, session: "early" },
    { skill: "task:build", at: someTime + hour, session: "early" },
    { skill: "task:build", at: someTime + hour, session: "within" },
    { skill: "task:build", at: someTime + day, session: "within", outcome: "failed" },
    { skill: "task:build", at: someTime + day, session: "late" },
  ];
  assert.deepEqual(
    unitOutcomes(historyOf(runs), experiment, sha256, nobody).map(({ values }) => values),
    [{ completionRate: 1 }],
  );
});
