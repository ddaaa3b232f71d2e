import assert from "node:assert/strict";
import { test } from "node:test";
import { Forecaster } from "../../../../src/recommend/predict/forecaster";
import { leastFinished, leastJudged, learn } from "../../../../src/recommend/predict/learn";
import { mostForecast, prospects } from "../../../../src/recommend/predict/prospects";
import {
  day,
  historyOf,
  minute,
  someTime,
  type HistoryExtras,
  type Run,
} from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { utc } from "./utc";

function found(runs: readonly Run[], extras: HistoryExtras = {}, phase?: string) {
  const history = historyOf(runs, extras);
  const learned = learn(history, utc);
  const forecaster = new Forecaster(history, learned, utc);
  const at = { sessionId: "s9", nowMs: someTime + 9 * day };
  return prospects(history, learned, forecaster, phase === undefined ? at : { ...at, phase });
}

/** So many runs of each skill, one a minute, some of which fail. */
function runsOf(counts: readonly number[]): readonly Run[] {
  const random = seededRandom(2);
  return counts.flatMap((count, skill) =>
    Array.from({ length: count }, (_, run): Run => ({
      skill: `task:${skill}`,
      at: someTime + (skill * 1000 + run) * minute,
      ms: 10,
      outcome: random.chance(0.7) ? "completed" : "failed",
    })),
  );
}

test("the skills used most are forecast, most used first, and no more than ten", () => {
  const counts = [3, 9, 1, 4, 8, 2, 12, 6, 5, 7, 10, 11, 13];
  const { skills } = found(runsOf(counts));
  assert.equal(skills.length, mostForecast);
  const finished = skills.map((skill) => skill.finished);
  assert.deepEqual(finished, [...counts].sort((one, other) => other - one).slice(0, mostForecast));
  for (const { key, finished: runs } of skills) assert.equal(counts[Number(key.slice(5))], runs);
});

test("of skills used as often the order is that of their keys, whatever came first", () => {
  const runs = (["task:b", "task:c", "task:a"] as const).map((skill, at): Run => ({
    skill,
    at: someTime + at * minute,
    ms: 1,
  }));
  const keys = found(runs).skills.map(({ key }) => key);
  assert.deepEqual(keys, ["task:a", "task:b", "task:c"]);
});

test("hidden skills, unused ones and those that never finished are not forecast", () => {
  const { skills } = found(
    [
      { skill: "task:seen", at: someTime, ms: 1 },
      { skill: "task:hidden", at: someTime, ms: 1 },
      { skill: "task:server", at: someTime, outcome: "running" },
    ],
    { skills: { "task:hidden": { hidden: true }, "task:unused": {} } },
  );
  assert.deepEqual(
    skills.map(({ key }) => key),
    ["task:seen"],
  );
});

test("a person's own name for a skill is the label", () => {
  const { skills } = found([{ skill: "task:build", at: someTime, ms: 1 }], {
    skills: { "task:build": { label: "Make it" } },
  });
  assert.equal(skills[0]?.label, "Make it");
});

test("the least number of finished runs is the first with something to judge by", () => {
  const few = found(runsOf([leastFinished - 1]));
  assert.deepEqual([few.basis, few.evaluation, few.needed], ["rate", undefined, leastFinished]);
  assert.equal(found(runsOf([leastFinished])).evaluation?.judgedOn, leastJudged);
});

test("each forecast is the forecaster's for a run by the user in the skill's phase, or the given one", () => {
  const runs = Array.from({ length: 400 }, (_, at): Run => ({
    skill: "task:build",
    at: someTime + at * minute,
    ms: 10,
    phase: at % 2 === 0 ? "setup" : "cleanup",
    outcome: at % 2 === 0 ? "completed" : "failed",
    session: `s${Math.floor(at / 20)}`,
  }));
  const extras = { skills: { "task:build": { phase: "setup" } } };
  const history = historyOf(runs, extras);
  const learned = learn(history, utc);
  const expected = (phase: string): number =>
    new Forecaster(history, learned, utc).forecast({
      ...{ skill: "task:build", sessionId: "s9", author: "user", phase },
      nowMs: someTime + 9 * day,
    }).probability;
  assert.equal(learned.basis, "model");
  assert.equal(found(runs, extras).skills[0]?.probability, expected("setup"));
  assert.equal(found(runs, extras, "cleanup").skills[0]?.probability, expected("cleanup"));
  assert.ok(expected("setup") > expected("cleanup") + 0.2);
});

test("how long a skill takes is forecast where enough runs say so, and judged over all skills", () => {
  const runs = runsOf([8, 100]).map((run): Run => ({ ...run, outcome: "completed" }));
  const { skills, durations } = found(runs);
  const alike = { runs: 99, lowMs: 10, medianMs: 10, highMs: 10 };
  assert.deepEqual(
    skills.map(({ key, duration }) => [key, duration]),
    [
      ["task:1", alike],
      ["task:0", undefined],
    ],
  );
  assert.ok(!("duration" in (skills[1] ?? {})));
  assert.deepEqual(durations, {
    ...{ runsNeeded: 9, forecasts: 91, forecastsNeeded: 30 },
    errors: { inside: 91, medianError: 0, lastError: 0 },
  });
  assert.deepEqual(found(runs.slice(0, 12)).durations, {
    ...{ runsNeeded: 9, forecasts: 0, forecastsNeeded: 30 },
  });
});
