import assert from "node:assert/strict";
import { test } from "node:test";
import { Forecaster } from "../../../../src/recommend/predict/forecaster";
import { leastJudged, learn } from "../../../../src/recommend/predict/learn";
import type { Candidate } from "../../../../src/recommend/predict/model";
import { sigmoid } from "../../../../src/recommend/predict/regression";
import type { SkillKey } from "../../../../src/tracker/model";
import { day, historyOf, hour, minute, someTime, type Run } from "../../../support/history";
import { seededRandom, type Random } from "../../../support/random";
import { forRandomHistories } from "../../../support/randomHistories";
import { utc } from "./utc";

interface Known extends Run {
  /** The probability it was drawn with. */
  readonly p: number;
}

/** Sessions of twenty runs, each completing with the probability `p` gives it. */
function drawn(
  count: number,
  random: Random,
  p: (run: { skill: number; afterLoss: boolean; evening: boolean }) => number,
): Known[] {
  const runs: Known[] = [];
  let at = someTime;
  let afterLoss = false;
  while (runs.length < count) {
    if (runs.length % 20 === 0) {
      at += random.int(3, 20) * hour;
      afterLoss = false;
    }
    const skill = random.int(0, 9);
    const chance = p({ skill, afterLoss, evening: utc.hourOf(at) >= 18 });
    const completed = random.chance(chance);
    afterLoss = !completed;
    runs.push({
      skill: `task:${skill}`,
      at,
      ms: random.int(100, 20_000),
      outcome: completed ? "completed" : random.pick(["failed", "abandoned"]),
      session: `s${Math.floor(runs.length / 20)}`,
      p: chance,
    });
    at += random.int(minute, 5 * minute);
  }
  return runs;
}

const realistic = ({ skill, afterLoss, evening }: Parameters<Parameters<typeof drawn>[2]>[0]) =>
  sigmoid(0.3 * skill - (afterLoss ? 1.5 : 0) - (evening ? 1 : 0));

const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  skill: "task:build",
  sessionId: "s1",
  author: "user",
  nowMs: someTime + day,
  ...changes,
});

test("with no history at all the odds are even", () => {
  const history = historyOf([]);
  const learned = learn(history, utc);
  assert.deepEqual([learned.basis, learned.finished, learned.evaluation], ["rate", 0, undefined]);
  const { probability, basis, finished } = new Forecaster(history, learned, utc).forecast(
    candidate(),
  );
  assert.deepEqual([probability, basis, finished], [0.5, "rate", 0]);
});

test("with few runs a forecast is the smoothed rate, says so, and says of how many runs", () => {
  const outcomes = ["completed", "failed", "completed", "completed", "unknown"] as const;
  const runs = outcomes.map((outcome, at): Run => ({
    skill: at === 1 ? "task:other" : "task:build",
    at: someTime + at * minute,
    ms: 10,
    outcome,
  }));
  const history = historyOf(runs);
  const forecast = new Forecaster(history, learn(history, utc), utc).forecast(candidate());
  const all = (3 + 2) / (4 + 4);
  assert.ok(Math.abs(forecast.probability - (3 + 4 * all) / (3 + 4)) < 1e-6);
  assert.deepEqual([forecast.basis, forecast.completed, forecast.finished], ["rate", 3, 3]);
  assert.deepEqual(
    forecast.effects.map(({ feature }) => feature),
    ["rate"],
  );
});

test("too few runs to judge by leave the rate, however well the model would do", () => {
  const random = seededRandom(4);
  const runs = drawn(400, random, ({ afterLoss }) => (afterLoss ? 0.02 : 0.98));
  // 30 % of 97, rounded up, are the first 30.
  assert.equal(leastJudged, 30);
  assert.equal(learn(historyOf(runs.slice(0, 96)), utc).evaluation, undefined);
  assert.equal(learn(historyOf(runs.slice(0, 97)), utc).evaluation?.judgedOn, 30);
  assert.equal(learn(historyOf(runs), utc).basis, "model");
});

test("forecasts are calibrated on runs whose probabilities are known", () => {
  const runs = drawn(12_000, seededRandom(5), realistic);
  const { basis, evaluation } = learn(historyOf(runs), utc);
  assert.ok(evaluation);
  assert.equal(basis, "model");
  assert.equal(evaluation.judgedOn, 3600);
  let judged = 0;
  for (const { runs: count, meanForecast, completionRate } of evaluation.calibration) {
    judged += count;
    if (count < 100 || meanForecast === undefined || completionRate === undefined) continue;
    const error = Math.sqrt((meanForecast * (1 - meanForecast)) / count);
    const off = Math.abs(meanForecast - completionRate);
    assert.ok(off < 3 * error + 0.03, `${meanForecast} came true in ${completionRate}`);
  }
  assert.equal(judged, evaluation.judgedOn);

  const held = runs.slice(-evaluation.judgedOn);
  const best =
    held.reduce((sum, { p, outcome }) => sum + ((outcome === "completed" ? 1 : 0) - p) ** 2, 0) /
    held.length;
  assert.ok(evaluation.model.brier < best + 0.006, `${evaluation.model.brier}, best ${best}`);
  assert.ok(evaluation.model.brier < evaluation.rate.brier - 0.01);
  assert.ok(evaluation.rate.brier < evaluation.base.brier);
  assert.ok(evaluation.model.logLoss < evaluation.rate.logLoss);
});

test("where outcomes are coin tosses no forecast is better than the base rate", () => {
  for (const rate of [0.5, 0.8]) {
    const history = historyOf(drawn(8000, seededRandom(6), () => rate));
    const { evaluation } = learn(history, utc);
    assert.ok(evaluation);
    const { model, base } = evaluation;
    assert.ok(Math.abs(model.brier - base.brier) < 0.004, `${model.brier} ${base.brier}`);
    assert.ok(Math.abs(base.rate - rate) < 0.02);
  }
});

test("a model that is not better than the smoothed rate is not used", () => {
  let refused = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const runs = drawn(1500, seededRandom(seed), ({ skill }) => 0.05 + 0.1 * skill);
    const { basis, evaluation } = learn(historyOf(runs), utc);
    assert.ok(evaluation);
    const better = evaluation.model.brier < evaluation.rate.brier;
    assert.equal(basis, better ? "model" : "rate");
    if (!better) refused++;
  }
  assert.ok(refused > 0 && refused < 12, `${refused}`);
});

test("what a run of the last part became does not teach the model that forecasts it", () => {
  const random = seededRandom(8);
  const runs = drawn(3000, random, realistic);
  const slow = runs.map((run) => (random.chance(0.01) ? { ...run, ms: 3 * day } : run));
  const from = Math.floor(slow.length * 0.7);
  const splitMs = slow[from]?.at ?? 0;
  const { evaluation } = learn(historyOf(slow), utc);
  assert.equal(
    evaluation?.trainedOn,
    slow.slice(0, from).filter((run) => run.at + (run.ms ?? hour) < splitMs).length,
  );
  assert.ok(evaluation.trainedOn < from);
  const other = slow.map((run) =>
    run.at + (run.ms ?? hour) < splitMs || run.at >= splitMs
      ? run
      : { ...run, outcome: "failed" as const },
  );
  assert.equal(learn(historyOf(other), utc).evaluation?.base.rate, evaluation.base.rate);
});

test("effects and start add up to the log-odds of the forecast, largest effect first", () => {
  const runs = drawn(6000, seededRandom(9), realistic);
  const history = historyOf(runs);
  const learned = learn(history, utc);
  assert.equal(learned.basis, "model");
  const forecaster = new Forecaster(history, learned, utc);
  const nowMs = (runs.at(-1)?.at ?? 0) + hour;
  const features = new Set<string>();
  for (const skill of ["task:0", "task:9", "task:unheard of"] as const) {
    for (const author of ["user", "agent"] as const) {
      const sessionId = runs.at(-1)?.session ?? "";
      const forecast = forecaster.forecast({ skill, author, sessionId, nowMs });
      const { probability, effects, startLogOdds } = forecast;
      const sum = effects.reduce((total, { logOdds }) => total + logOdds, startLogOdds);
      assert.ok(Math.abs(sigmoid(sum) - probability) < 1e-12);
      assert.ok(probability > 0 && probability < 1);
      effects.forEach(({ feature, logOdds }, at) => {
        features.add(feature);
        const before = effects[at - 1];
        assert.ok(before === undefined || Math.abs(logOdds) <= Math.abs(before.logOdds));
      });
    }
  }
  assert.equal(features.size, 12);
});

test("after a failure success is less likely where it was less likely before", () => {
  const runs = drawn(6000, seededRandom(10), realistic);
  const last = runs.at(-1);
  assert.ok(last);
  const after = (outcome: "completed" | "failed"): number => {
    const session = `after ${outcome}`;
    const more: Run = { skill: "task:5", at: last.at + hour, ms: 10, outcome, session };
    const history = historyOf([...runs, more]);
    const forecaster = new Forecaster(history, learn(history, utc), utc);
    return forecaster.forecast({
      skill: "task:4",
      sessionId: session,
      author: "user",
      nowMs: more.at + minute,
    }).probability;
  };
  assert.ok(after("failed") < after("completed") - 0.1);
});

test("a forecaster asked as each run begins sees what the model was taught", () => {
  forRandomHistories(
    (history, runs) => {
      const learned = learn(history, utc);
      const forecaster = new Forecaster(history, learned, utc);
      for (const run of runs) {
        const ended = runs.filter(
          (other) =>
            other.skill === run.skill &&
            other.outcome !== "running" &&
            other.outcome !== "unknown" &&
            other.at + (other.ms ?? hour) < run.at,
        );
        const { finished, completed } = forecaster.forecast({
          skill: run.skill,
          sessionId: run.session ?? "",
          author: run.agent === undefined ? "user" : "agent",
          nowMs: run.at,
          ...(run.phase === undefined ? {} : { phase: run.phase }),
        });
        assert.equal(finished, ended.length);
        assert.equal(completed, ended.filter(({ outcome }) => outcome === "completed").length);
      }
    },
    { histories: 60 },
  );
});

test("learning twice from the same history gives the same", () => {
  const key: SkillKey = "task:3";
  const runs = drawn(2000, seededRandom(11), realistic);
  const forecasts = [1, 2].map(() => {
    const history = historyOf(runs);
    return new Forecaster(history, learn(history, utc), utc).forecast(candidate({ skill: key }));
  });
  assert.deepEqual(forecasts[0], forecasts[1]);
});
