import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { overview } from "../../../src/analysis/overview";
import { buildReport } from "../../../src/analysis/report";
import { select } from "../../../src/analysis/filter";
import type { HistoryFilter } from "../../../src/tracker/history";
import { historyOf, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

const calendar = localCalendar();
const sequence = (...skills: Run["skill"][]): Run[] =>
  skills.map((skill, at) => ({ skill, at: someTime + at }));
const stepsOf = (runs: readonly Run[], filter: HistoryFilter): unknown[] =>
  buildReport(historyOf(runs), { filter, nowMs: someTime, calendar }).skillTransitions.map(
    ({ from, to, count, share }) => [from, to, count, share],
  );

test("leaving out what ran in between makes no two runs neighbours", () => {
  const runs = sequence("terminal:a", "task:b", "terminal:c", "terminal:d");
  assert.deepEqual(stepsOf(runs, { kinds: ["terminal"] }), [["terminal:c", "terminal:d", 1, 1]]);
});

test("a filter on a skill keeps the steps into and out of it, with their shares of all steps", () => {
  const runs = sequence("task:a", "task:b", "task:a", "task:c", "task:d");
  assert.deepEqual(stepsOf(runs, { skill: { kind: "task", name: "c" } }), [
    ["task:a", "task:c", 1, 0.5],
    ["task:c", "task:d", 1, 1],
  ]);
});

test("the choices are those of the whole history, whatever the filter", () => {
  const history = historyOf([
    { skill: "task:a", at: 1, phase: "setup" },
    { skill: "debug:b", at: 2, agent: "alpha" },
  ]);
  const { choices, overview: figures } = buildReport(history, {
    filter: { kinds: ["notebook"] },
    nowMs: someTime,
    calendar,
  });
  assert.equal(figures.total, 0);
  assert.deepEqual(choices, {
    kinds: ["task", "debug"],
    authors: ["user", "agent"],
    phases: ["setup"],
  });
});

test("a report of any history is a plain value whose parts agree with each other", () => {
  forRandomHistories((history, _runs, random) => {
    const filter: HistoryFilter = random.pick([
      {},
      { phase: "setup" },
      { outcomes: ["completed", "failed"] },
      { authors: ["agent"] },
      { fromMs: someTime + 1000 },
    ]);
    const nowMs = someTime + 1e9;
    const report = buildReport(history, { filter, nowMs, calendar });
    assert.deepEqual(structuredClone(report), report);
    const { total } = report.overview;
    assert.deepEqual(report.overview, overview(select(history, filter)));
    const sum = (parts: readonly { total: number }[]): number =>
      parts.reduce((all, part) => all + part.total, 0);
    assert.equal(sum(report.phases), total);
    assert.equal(sum(report.skills), total);
    assert.equal(sum(report.timeline.buckets) + report.timeline.earlier, total);
    assert.equal(report.skills.length, report.overview.skills);
  });
});
