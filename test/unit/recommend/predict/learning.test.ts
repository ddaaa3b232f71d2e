import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrate } from "../../../../src/recommend/predict/calibration";
import { columnCount, columnFeatures, rateOnly } from "../../../../src/recommend/predict/columns";
import { calibrationTable, scoresOf } from "../../../../src/recommend/predict/evaluate";
import { OnlineRegression, sigmoid } from "../../../../src/recommend/predict/regression";
import { seededRandom } from "../../../support/random";

const byAgent = columnFeatures.indexOf("byAgent");

test("the regression finds a weight it is shown, and leaves alone what it is not", () => {
  const random = seededRandom(1);
  const regression = new OnlineRegression();
  for (let run = 0; run < 20_000; run++) {
    const columns = new Float32Array(columnCount);
    const [rate, agent] = [random.next() * 2 - 1, random.int(0, 1)];
    columns[0] = rate;
    columns[byAgent] = agent;
    const truth = 0.8 * rate - 1.5 * agent;
    regression.learn(columns, 0, random.chance(sigmoid(truth)) ? 1 : 0);
  }
  assert.ok(Math.abs((regression.weights[0] ?? 0) - 0.8) < 0.1, `${regression.weights[0]}`);
  assert.ok(Math.abs((regression.weights[byAgent] ?? 0) + 1.5) < 0.15);
  regression.weights.forEach((weight, column) => {
    if (column !== 0 && column !== byAgent) assert.equal(weight, 0);
  });
});

test("a model begins as the smoothed rate, and no weight passes its limit", () => {
  const regression = new OnlineRegression();
  assert.deepEqual(regression.weights, rateOnly());
  const columns = new Float32Array(columnCount);
  columns[0] = 0.25;
  assert.equal(regression.score(columns, 0), 0.25);
  columns[byAgent] = 1000;
  for (let run = 0; run < 1000; run++) regression.learn(columns, 0, run % 7 === 0 ? 0 : 1);
  assert.ok(regression.weights.every((weight) => Math.abs(weight) <= 4));
});

test("a weight that nothing speaks for goes back to where it started", () => {
  const regression = new OnlineRegression();
  regression.weights[byAgent] = 3;
  const columns = new Float32Array(columnCount);
  columns[0] = 30;
  columns[byAgent] = 1;
  for (let run = 0; run < 5000; run++) regression.learn(columns, 0, 1);
  const weight = regression.weights[byAgent];
  assert.ok(weight > 0 && weight < 2.5, `${weight}`);
});

test("calibration finds how far scores overstate", () => {
  const random = seededRandom(2);
  const scores = Float64Array.from({ length: 20_000 }, () => random.next() * 6 - 3);
  const outcomes = Uint8Array.from(scores, (score) =>
    random.chance(sigmoid(0.5 * score + 0.7)) ? 1 : 0,
  );
  const { slope, intercept } = calibrate(scores, outcomes);
  assert.ok(Math.abs(slope - 0.5) < 0.04, `${slope}`);
  assert.ok(Math.abs(intercept - 0.7) < 0.06, `${intercept}`);
});

test("calibration stays near the scores where it saw little, and never turns them around", () => {
  const none = calibrate(new Float64Array(0), new Uint8Array(0));
  assert.deepEqual(none, { slope: 1, intercept: 0 });
  const allGood = calibrate(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 1));
  assert.ok(Math.abs(allGood.slope - 1) < 0.2 && allGood.intercept < 0.2);
  const scores = Float64Array.from({ length: 1000 }, (_, at) => (at % 2 === 0 ? 3 : -3));
  const inverse = calibrate(
    scores,
    Uint8Array.from(scores, (score) => (score > 0 ? 0 : 1)),
  );
  assert.equal(inverse.slope, 0);
  const extreme = calibrate(new Float64Array(500).fill(40), new Uint8Array(500));
  assert.ok(Number.isFinite(extreme.slope) && Number.isFinite(extreme.intercept));
});

test("Brier score and log loss follow their definitions", () => {
  const { brier, logLoss } = scoresOf(Float64Array.of(0.8, 0.8, 0.3), Uint8Array.of(1, 0, 0));
  assert.ok(Math.abs(brier - (0.04 + 0.64 + 0.09) / 3) < 1e-12);
  assert.ok(Math.abs(logLoss + (Math.log(0.8) + Math.log(0.2) + Math.log(0.7)) / 3) < 1e-12);
});

test("the calibration table holds every forecast once, with what came of it", () => {
  const random = seededRandom(3);
  const forecasts = Float64Array.from({ length: 500 }, () => random.pick([0.05, 0.1, 0.999, 0.45]));
  const outcomes = Uint8Array.from(forecasts, () => random.int(0, 1));
  const table = calibrationTable(forecasts, outcomes);
  assert.equal(table.length, 10);
  assert.equal(
    table.reduce((sum, { runs }) => sum + runs, 0),
    500,
  );
  for (const { from, to, runs, meanForecast, completionRate } of table) {
    const inside = [...forecasts].flatMap((p, at) =>
      p >= from && p < to ? [{ p, outcome: outcomes[at] ?? 0 }] : [],
    );
    assert.equal(runs, inside.length);
    if (runs === 0) {
      assert.deepEqual([meanForecast, completionRate], [undefined, undefined]);
      continue;
    }
    const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / runs;
    assert.ok(Math.abs((meanForecast ?? 0) - mean(inside.map(({ p }) => p))) < 1e-9);
    assert.equal(completionRate, mean(inside.map(({ outcome }) => outcome)));
  }
  assert.equal(calibrationTable(Float64Array.of(1), Uint8Array.of(1))[9]?.runs, 1);
});
