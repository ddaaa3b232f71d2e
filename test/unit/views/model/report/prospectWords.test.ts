import assert from "node:assert/strict";
import { test } from "node:test";
import type { Evaluation, SourcedForecast } from "../../../../../src/recommend/predict/model";
import type { Prospects } from "../../../../../src/recommend/predict/prospects";
import { prospectTables } from "../../../../../src/views/model/export/prospectTables";
import { durationSentence, forecastSentence } from "../../../../../src/views/model/forecastWords";
import {
  durationRange,
  durationsSentence,
} from "../../../../../src/views/model/report/durationForecastWords";
import {
  basisSentence,
  prospectsFinding,
  scoreRows,
} from "../../../../../src/views/model/report/prospectWords";
import { english } from "./support";

const evaluation: Evaluation = {
  trainedOn: 840,
  judgedOn: 360,
  model: { brier: 0.12, logLoss: 0.4 },
  rate: { brier: 0.16, logLoss: 0.5 },
  base: { brier: 0.2, logLoss: 0.6, rate: 0.7 },
  calibration: [
    { from: 0, to: 0.1, runs: 0 },
    { from: 0.8, to: 0.9, runs: 12, meanForecast: 0.85, completionRate: 0.75 },
  ],
};
const learned: Prospects = {
  basis: "model",
  finished: 1200,
  needed: 97,
  evaluation,
  durations: {
    ...{ runsNeeded: 9, forecasts: 1500, forecastsNeeded: 30 },
    errors: { inside: 1170, medianError: 0.25, lastError: 0.4 },
  },
  skills: [
    {
      ...{ key: "task:a|b", label: "a|b", probability: 0.92, finished: 5, completed: 4 },
      duration: { lowMs: 800, medianMs: 12_000, highMs: 90_000, runs: 99 },
    },
    { key: "task:c", label: "c", probability: 0.5, finished: 2, completed: 1 },
  ],
};
const thin: Prospects = {
  ...{ basis: "rate", finished: 12, needed: 97, skills: [] },
  durations: { runsNeeded: 9, forecasts: 0, forecastsNeeded: 30 },
};

test("the finding says by how much what was learned is better, only where it is", () => {
  assert.equal(
    prospectsFinding(learned, english),
    "What was learned forecasts 25% better than the completion rate",
  );
  assert.equal(
    prospectsFinding({ ...learned, basis: "rate" }, english),
    "Nothing forecasts better than the completion rate so far",
  );
  assert.equal(
    prospectsFinding(thin, english),
    "Too few finished runs to learn what makes them complete",
  );
  assert.equal(
    prospectsFinding({ ...thin, finished: 0 }, english),
    "No run has finished yet, so nothing can be forecast",
  );
});

test("the basis is said with the scores and runs it was chosen by", () => {
  assert.equal(
    basisSentence(learned, english),
    "In use is what was learned: taught by 840 and judged on the next 360 runs, its Brier score is 0.120, below 0.160 of the completion rate.",
  );
  const worse = { ...evaluation, model: { brier: 0.1615, logLoss: 0.5 } };
  assert.match(
    basisSentence({ ...learned, basis: "rate", evaluation: worse }, english),
    /^In use is the completion rate: .* score of 0\.162, not below 0\.160 of the rate\.$/,
  );
});

test("where runs are missing it says how many there are and how many it takes", () => {
  assert.match(basisSentence(thin, english), /12 of the 97 finished runs/);
  assert.match(basisSentence({ ...thin, finished: 100 }, english), /too few runs ended before/);
});

test("how good forecasts of durations were is said beside what they mean", () => {
  assert.equal(
    durationsSentence(learned, english),
    "If they complete, 8 of 10 runs should take a time in the range given: of the last 1,500 runs forecast so, 78% did. In half of all, the median was off by 25% or less, and the time their skill took before by 40% or less.",
  );
});

test("where durations are missing it says how many it takes, to forecast and to judge", () => {
  assert.equal(
    durationsSentence(thin, english),
    "How long runs take is forecast for skills of which 9 completed runs say how long they took.",
  );
  const { skills } = learned;
  const unjudged = "range given; 0 of the 30 forecasts it takes to judge that are there.";
  assert.ok(durationsSentence({ ...thin, skills }, english).endsWith(unjudged));
  const durations = { ...thin.durations, forecasts: 29 };
  assert.match(durationsSentence({ ...thin, durations }, english), /; 29 of the 30 forecasts/);
});

test("a range of one duration is that duration", () => {
  const alike = { lowMs: 61_000, medianMs: 61_200, highMs: 61_300, runs: 9 };
  assert.equal(durationRange(alike, english), "1 min 1 s");
});

test("three ways to forecast are compared, none without runs to judge by", () => {
  assert.deepEqual(
    scoreRows(learned, english).map(({ brier, logLoss }) => [brier, logLoss]),
    [
      [0.12, 0.4],
      [0.16, 0.5],
      [0.2, 0.6],
    ],
  );
  assert.deepEqual(scoreRows(thin, english), []);
});

test("the Markdown has forecasts, errors and the bins that hold runs, and no table of nothing", () => {
  const [forecasts = "", errors = "", bins = "", ...more] = prospectTables(learned, english);
  assert.match(forecasts, /^\| a\\\|b \| 92% \| 4 \| 5 \| 12 s \| 800 ms – 1 min 30 s \|$/m);
  assert.match(forecasts, /^\| c \| 50% \| 1 \| 2 \| – \| – \|$/m);
  assert.match(errors, /^\| One rate for everything \| 0\\\.200 \| 0\\\.600 \|$/m);
  assert.equal(bins.split("\n").length, 3);
  assert.match(bins, /^\| 80% – 90% \| 12 \| 85% \| 75% \|$/m);
  assert.deepEqual(more, []);
  assert.deepEqual(prospectTables(thin, english), []);
});

const forecast: SourcedForecast = {
  probability: 0.92,
  basis: "model",
  finished: 5,
  completed: 4,
  effects: [],
  startLogOdds: 0,
  learnedFrom: 412,
  isJudged: true,
};
const sentences: readonly (readonly [Partial<SourcedForecast>, string])[] = [
  [{}, "learned from 412 runs"],
  [{ basis: "rate" }, "its rate over 5 runs; nothing learned forecasts better"],
  [{ basis: "rate", isJudged: false }, "its rate over 5 runs; too few to learn from"],
  [
    { basis: "rate", isJudged: false, finished: 0 },
    "the rate of everything; it never finished here",
  ],
  [{ basis: "rate", isJudged: false, finished: 0, learnedFrom: 0 }, "nothing finished here yet"],
];

test("a forecast says what it rests on", () => {
  for (const [changes, source] of sentences) {
    assert.equal(
      forecastSentence({ ...forecast, ...changes }, english),
      `Likely to complete: 92% (${source})`,
    );
  }
});

test("a forecast says how long the run takes, or that too few say so", () => {
  const duration = { lowMs: 800, medianMs: 12_000, highMs: 90_000, runs: 40 };
  assert.equal(
    durationSentence({ ...forecast, duration }, english),
    "Usually takes 12 s if it completes, in 8 of 10 cases 800 ms – 1 min 30 s (its last 40 runs that did)",
  );
  assert.equal(
    durationSentence(forecast, english),
    "Too few of its completed runs say how long it takes",
  );
});
