import assert from "node:assert/strict";
import test from "node:test";
import type { PhaseEffectiveness, Timeline, Transition } from "../../../../../src/analysis/model";
import { buildReport } from "../../../../../src/analysis/report";
import { localCalendar } from "../../../../../src/analysis/calendar";
import { isSure, minimumSample } from "../../../../../src/views/model/report/sample";
import { heatRows } from "../../../../../src/views/model/report/heat";
import {
  bottlenecksFinding,
  heatmapFinding,
  phasesFinding,
  skillsFinding,
  stepsFinding,
  timelineFinding,
  transitionsFinding,
} from "../../../../../src/views/model/report/findings";
import { historyOf, someTime } from "../../../../support/history";
import { english, rate } from "./support";

function phase(name: string | undefined, completed: number, finished: number): PhaseEffectiveness {
  return {
    ...(name === undefined ? {} : { phase: name }),
    ...rate(completed, finished),
    durations: { count: 0, totalMs: 0 },
    skills: [],
  };
}

function timeline(...halves: readonly (readonly [number, number])[]): Timeline {
  return {
    unit: "day",
    earlier: 0,
    buckets: halves.map(([completed, finished], index) => ({
      startMs: index,
      ...rate(completed, finished),
    })),
  };
}

function step(from: string, to: string, count: number, share: number): Transition {
  return { from, to, count, share };
}

test("claims nothing of phases with fewer finished runs than the minimum", () => {
  const few = minimumSample - 1;
  assert.equal(
    phasesFinding([phase("setup", 0, few), phase("cleanup", few, few)], english),
    "Too few finished runs to judge a phase yet",
  );
});

test("names the one phase that has enough finished runs", () => {
  assert.equal(
    phasesFinding([phase("verification", 199, 214), phase("setup", 1, 2)], english),
    "Verification completes 93% of 214 runs",
  );
});

test("sets two phases against each other only when their intervals do not meet", () => {
  assert.equal(
    phasesFinding([phase("setup", 95, 100), phase("rollback", 20, 50)], english),
    "Setup completes 95% of 100 runs, rollback 40% of 50 runs",
  );
  assert.equal(
    phasesFinding([phase("setup", 18, 20), phase("rollback", 16, 20)], english),
    "No phase clearly completes more than another: 80% to 90%",
  );
});

test("does not judge runs without a phase as a phase", () => {
  assert.equal(
    phasesFinding([phase(undefined, 5, 100), phase("setup", 99, 100)], english),
    "Setup completes 99% of 100 runs",
  );
});

test("says what is abandoned most, or that nothing stands out", () => {
  const bottleneck = {
    phase: "rollback",
    finished: 25,
    abandoned: 9,
    failed: 0,
    abandonmentRate: 0.36,
    lostMs: 1,
    severity: "warning",
    worstSkill: "terminal:git rebase",
  } as const;
  assert.equal(
    bottlenecksFinding([bottleneck], english),
    "Rollback is where work is given up: 36% of 25 runs",
  );
  assert.match(bottlenecksFinding([], english), /^No phase/);
});

test("names a transition as the rule only when it is taken more often than not", () => {
  const rule = [step("a", "b", 12, 0.8), step("a", "c", 3, 0.2)];
  assert.equal(transitionsFinding(rule, english), "A leads to b 80% of the time");
  const even = [step("a", "b", 10, 0.5), step("a", "c", 10, 0.5)];
  assert.equal(transitionsFinding(even, english), "20 changes of phase; no single way leads");
  assert.match(transitionsFinding([step("a", "b", 9, 1)], english), /^Too few/);
  assert.match(transitionsFinding([], english), /^Too few/);
});

test("names a step between skills only when it is frequent and the rule", () => {
  const label = (key: string): string => key.toUpperCase();
  assert.equal(
    stepsFinding([step("a", "b", 30, 0.4), step("c", "d", 11, 0.9)], label, english),
    "C is followed by D 90% of the time",
  );
  assert.match(stepsFinding([step("a", "b", 30, 0.5)], label, english), /^No skill/);
  assert.match(stepsFinding([step("a", "b", 9, 1)], label, english), /^Too few/);
});

test("sees a trend only where the halves differ beyond their intervals", () => {
  assert.equal(
    timelineFinding(timeline([60, 100], [95, 100]), english),
    "Completion rose from 60% to 95%",
  );
  assert.equal(
    timelineFinding(timeline([95, 100], [60, 100]), english),
    "Completion fell from 95% to 60%",
  );
  assert.match(timelineFinding(timeline([8, 10], [9, 10]), english), /^No clear change/);
  assert.match(timelineFinding(timeline([1, 9], [100, 100]), english), /^Too little/);
  assert.match(timelineFinding(timeline(), english), /^Too little/);
});

test("does not take the empty days before the first run for a first half", () => {
  const quiet = Array.from({ length: 20 }, (): readonly [number, number] => [0, 0]);
  assert.equal(
    timelineFinding(timeline(...quiet, [60, 100], [95, 100]), english),
    "Completion rose from 60% to 95%",
  );
});

test("points at the cell that lies clearly below everything together", () => {
  const runs = Array.from({ length: 120 }, (_, index) => ({
    skill: index % 2 === 0 ? ("terminal:good" as const) : ("terminal:bad" as const),
    at: someTime + index,
    phase: "verification",
    outcome: index % 2 === 0 || index % 3 === 0 ? ("completed" as const) : ("failed" as const),
  }));
  const report = buildReport(historyOf(runs), {
    filter: {},
    nowMs: someTime,
    calendar: localCalendar(),
  });
  const rows = heatRows(report.heatmap);
  assert.equal(
    heatmapFinding(rows, report.overview.rate, english),
    "bad completes least in verification: 33% of 60 runs",
  );
  assert.match(heatmapFinding(rows, 0.3, english), /^No skill/);
  assert.match(heatmapFinding([], undefined, english), /^No skill/);
});

test("says of no skills that there are none", () => {
  assert.equal(skillsFinding([], english), "No skills in this range");
});

test("is never sure of a rate nobody knows", () => {
  assert.equal(isSure(rate(0, 0, { unknown: 500 })), false);
  assert.equal(isSure(rate(0, minimumSample)), true);
});
