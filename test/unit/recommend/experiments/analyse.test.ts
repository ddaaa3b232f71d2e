import assert from "node:assert/strict";
import { test } from "node:test";
import { analyse } from "../../../../src/recommend/experiments/analyse";
import { stopExperiment } from "../../../../src/recommend/experiments/lifecycle";
import { metricNames, type MetricName } from "../../../../src/recommend/experiments/metrics";
import type { Group } from "../../../../src/recommend/experiments/model";
import type { UnitOutcome } from "../../../../src/recommend/experiments/units";
import { day, someTime } from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { anExperiment } from "./experiments";

const units = (
  group: Group,
  successes: number,
  count: number,
  metric: MetricName = "completionRate",
): UnitOutcome[] =>
  Array.from({ length: count }, (_, at) => ({
    group,
    values: { [metric]: at < successes ? 1 : 0 },
  }));

const resultOf = (control: [number, number], treatment: [number, number]) =>
  analyse(
    anExperiment(),
    [...units("control", ...control), ...units("treatment", ...treatment)],
    someTime + day,
  );

test("under the minimum nothing is concluded, however clear it looks", () => {
  const { winner, advice, metrics } = resultOf([0, 200], [99, 99]);
  assert.equal(winner, "inconclusive");
  assert.deepEqual(advice, { kind: "collect-more", control: 200, treatment: 99, needed: 100 });
  assert.equal(metrics[0]?.alwaysValid, undefined);
});

test("the treatment wins where it is better, the control only where the treatment is worse", () => {
  const better = resultOf([120, 200], [180, 200]);
  assert.equal(better.winner, "treatment");
  assert.ok(better.advice.kind === "use-treatment");
  assert.equal(better.advice.strategy, "recent-first");
  assert.ok(Math.abs(better.advice.difference - 0.3) < 1e-12);

  const worse = resultOf([180, 200], [120, 200]);
  assert.equal(worse.winner, "control");
  assert.ok(worse.advice.kind === "keep-control");
  assert.equal(worse.advice.strategy, "habits");

  for (const same of [resultOf([150, 200], [150, 200]), resultOf([150, 200], [155, 200])]) {
    assert.equal(same.winner, "inconclusive");
    assert.equal(same.advice.kind, "keep-collecting");
  }
});

test("p less than 0.05 for one look is not enough to stop looking", () => {
  for (const { metrics, winner } of [
    resultOf([60, 100], [74, 100]),
    resultOf([74, 100], [60, 100]),
  ]) {
    const [low = 0, high = 0] = metrics[0]?.difference?.interval ?? [];
    assert.ok((metrics[0]?.zTestP ?? 1) < 0.05);
    assert.ok(low > 0 || high < 0);
    assert.ok((metrics[0]?.alwaysValid?.pValue ?? 0) > 0.05);
    assert.equal(winner, "inconclusive");
  }
});

test("where it ended without a winner it says that, and no longer asks for more", () => {
  const stopped = stopExperiment(anExperiment(), someTime + day);
  const equal = [...units("control", 90, 150), ...units("treatment", 90, 150)];
  const few = equal.slice(0, 200);
  assert.equal(analyse(stopped, equal, someTime + day).advice.kind, "no-difference-found");
  assert.equal(analyse(stopped, few, someTime + day).advice.kind, "too-few-units");
  const planned = anExperiment({ endMs: someTime + day });
  const { status, advice } = analyse(planned, equal, someTime + 2 * day);
  assert.deepEqual([status, advice.kind], ["completed", "no-difference-found"]);
});

test("the first metric decides and every metric is told", () => {
  const experiment = anExperiment({ metrics: ["acceptanceRate", "completionRate"] });
  const outcomes = [
    ...units("control", 20, 200),
    ...units("treatment", 180, 200),
    ...units("control", 100, 150, "acceptanceRate"),
    ...units("treatment", 100, 150, "acceptanceRate"),
  ];
  const { metrics, winner } = analyse(experiment, outcomes, someTime);
  assert.deepEqual(
    metrics.map(({ metric, control, winner: best }) => [metric, control.units, best]),
    [
      ["acceptanceRate", 150, "inconclusive"],
      ["completionRate", 200, "treatment"],
    ],
  );
  assert.equal(winner, "inconclusive");
});

test("no figure is ever NaN or infinite", () => {
  const random = seededRandom(3);
  const check = (value: unknown, path: string): void => {
    if (typeof value === "number") assert.ok(Number.isFinite(value), path);
    else if (typeof value === "object" && value !== null) {
      for (const [name, part] of Object.entries(value)) check(part, `${path}.${name}`);
    }
  };
  for (let round = 0; round < 300; round++) {
    const size = (): number => random.pick([0, 1, 60, 150]);
    const outcomes = (["control", "treatment"] as const).flatMap((group) => {
      const rate = random.pick([0, 0.3, 1]);
      return Array.from({ length: size() }, (): UnitOutcome => ({
        group,
        values: random.chance(0.9)
          ? { completionRate: random.chance(rate) ? 1 : random.pick([0, rate]) }
          : {},
      }));
    });
    const experiment = anExperiment({ metrics: random.shuffle(metricNames), minimumUnits: 50 });
    check(analyse(experiment, outcomes, someTime), "result");
  }
});
