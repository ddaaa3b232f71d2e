import assert from "node:assert/strict";
import { test } from "node:test";
import { Forecaster } from "../../../src/recommend/predict/forecaster";
import { learn } from "../../../src/recommend/predict/learn";
import { systemLocalTime } from "../../../src/recommend/predict/localTime";
import { Forecasting } from "../../../src/worker/forecasting";
import { day, historyOf, minute, someSkills, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

const runs = Array.from({ length: 120 }, (_, at): Run => ({
  skill: "task:build",
  at: someTime + at * minute,
  ms: 10,
  outcome: at % 3 === 0 ? "failed" : "completed",
}));
const candidate = { skill: "task:build", sessionId: "s9", author: "user" } as const;
const nowMs = someTime + 4 * day;

test("what was learned is kept until the history changes", () => {
  const forecasting = new Forecasting(systemLocalTime());
  const before = forecasting.learningOf(historyOf(runs.slice(0, 50)), 1);
  assert.equal(forecasting.learningOf(historyOf(runs.slice(0, 50)), 1), before);
  const after = forecasting.learningOf(historyOf(runs), 2);
  assert.equal(after.learned.finished, runs.length);
});

test("a forecast says how many runs were learned from, and whether that could be judged", () => {
  const forecasting = new Forecasting(systemLocalTime());
  const few = forecasting.forecast(historyOf(runs.slice(0, 6)), 1, { ...candidate, nowMs });
  assert.deepEqual([few.finished, few.completed, few.learnedFrom, few.isJudged], [6, 4, 6, false]);
  const many = forecasting.forecast(historyOf(runs), 2, { ...candidate, nowMs });
  assert.deepEqual([many.finished, many.learnedFrom, many.isJudged], [120, 120, true]);
});

test("a forecast says how long the skill's runs take, once enough of them say so", () => {
  const forecasting = new Forecasting(systemLocalTime());
  const few = forecasting.forecast(historyOf(runs.slice(0, 12)), 1, { ...candidate, nowMs });
  assert.ok(!("duration" in few));
  const many = forecasting.forecast(historyOf(runs), 2, { ...candidate, nowMs });
  assert.deepEqual(many.duration, { runs: 80, lowMs: 10, medianMs: 10, highMs: 10 });
  const other = { ...candidate, skill: "task:other", nowMs } as const;
  assert.ok(!("duration" in forecasting.forecast(historyOf(runs), 2, other)));
});

test("what is forecast after learning is what one who knows nothing of the learning forecasts", () => {
  const time = systemLocalTime();
  forRandomHistories((history) => {
    const { learned, forecaster } = new Forecasting(time).learningOf(history, 1);
    assert.deepEqual(learned, learn(history, time));
    const another = new Forecaster(history, learned, time);
    for (const skill of someSkills) {
      const asked = { ...candidate, skill, sessionId: "s1", nowMs };
      assert.deepEqual(forecaster.forecast(asked), another.forecast(asked));
    }
  });
});

test("what is learned a step at a time is what is learned at once", () => {
  const time = systemLocalTime();
  const step = (): boolean => true;
  let most = 0;
  forRandomHistories((history) => {
    const forecasting = new Forecasting(time);
    let steps = 1;
    while (!forecasting.learnOn(history, 1, step)) steps++;
    most = Math.max(most, steps);
    const { learned, forecaster } = forecasting.learningOf(history, 1);
    assert.deepEqual(learned, learn(history, time));
    const asked = { ...candidate, nowMs };
    const another = new Forecaster(history, learned, time);
    assert.deepEqual(forecaster.forecast(asked), another.forecast(asked));
  });
  assert.ok(most >= 3, `${most} steps`);
});

test("who asks in between, and a history that changes in between, get all of what is there", () => {
  const time = systemLocalTime();
  const forecasting = new Forecasting(time);
  const before = historyOf(runs.slice(0, 60));
  const after = historyOf(runs);
  assert.equal(
    forecasting.learnOn(before, 1, () => true),
    false,
  );
  assert.deepEqual(forecasting.learningOf(before, 1).learned, learn(before, time));
  assert.equal(
    forecasting.learnOn(before, 2, () => true),
    false,
  );
  assert.equal(
    forecasting.learnOn(after, 3, () => false),
    true,
  );
  const learning = forecasting.learningOf(after, 3);
  assert.deepEqual(learning.learned, learn(after, time));
  assert.equal(
    forecasting.learnOn(after, 3, () => assert.fail("nothing is left to learn")),
    true,
  );
  assert.equal(forecasting.learningOf(after, 3), learning);
});

test("learning that failed fails in the same way again, and goes on once it can", () => {
  const time = systemLocalTime();
  let isBroken = true;
  const hourOf = (ms: number): number => {
    if (isBroken) throw new Error("no time zone");
    return time.hourOf(ms);
  };
  const forecasting = new Forecasting({ ...time, hourOf });
  const history = historyOf(runs);
  assert.throws(() => forecasting.learnOn(history, 1, () => false), /no time zone/);
  assert.throws(() => forecasting.learningOf(history, 1), /no time zone/);
  isBroken = false;
  assert.deepEqual(forecasting.learningOf(history, 1).learned, learn(history, time));
});
