import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnomalies, type Anomaly } from "../../../src/analysis/anomalies";
import { bottlenecks } from "../../../src/analysis/bottlenecks";
import { localCalendar } from "../../../src/analysis/calendar";
import { skillDependencies } from "../../../src/analysis/dependencies";
import { heatmap } from "../../../src/analysis/heatmap";
import type { HeatmapCell } from "../../../src/analysis/model";
import { skillTransitions } from "../../../src/analysis/transitions";
import { skillTrend } from "../../../src/analysis/trend";
import type { History } from "../../../src/tracker/history";
import { skillKey } from "../../../src/tracker/model";
import { facts } from "../../support/made/facts";
import { madeHistory } from "../../support/made/history";

/** A Wednesday at eleven, local time: what began yesterday afternoon is less than a day ago. */
const nowMs = new Date(2026, 2, 4, 11).getTime();
const options = { rows: 25_000, days: 120, seed: 1, nowMs };
const planted = madeHistory({ ...options, isPlain: false });
const plain = madeHistory({ ...options, isPlain: true });
const calendar = localCalendar();

test("a bottleneck that is there is found, and no other", () => {
  const found = bottlenecks(planted);
  assert.deepEqual(
    found.map(({ phase, severity }) => ({ phase, severity })),
    [{ phase: facts.bottleneck, severity: "warning" }],
  );
  assert.deepEqual(bottlenecks(plain), []);
});

test("a spike of yesterday is the greatest anomaly", () => {
  const spikesOf = (history: History): readonly Anomaly[] =>
    findAnomalies(history, { nowMs, threshold: 4, calendar }).filter(
      ({ type }) => type === "spike",
    );
  assert.deepEqual(
    spikesOf(planted).map(({ skill }) => skill),
    [facts.spike.skill],
  );
  assert.deepEqual(spikesOf(plain), []);
});

test("a completion rate that declines is told from one that does not", () => {
  const trendOf = (history: History) =>
    skillTrend(history, facts.declining.skill, { nowMs, days: 28, calendar });
  const { direction, changePercent } = trendOf(planted);
  assert.equal(direction, "declining");
  assert.ok(Number(changePercent) < -30, `${changePercent} %`);
  assert.notEqual(trendOf(plain).direction, "declining");
});

test("a pair of skills that share their sessions is found from either of them", () => {
  const [one, other] = facts.pair.map(({ skill }) => skill);
  assert.ok(one && other);
  for (const [asked, partner] of [
    [one, other],
    [other, one],
  ] as const) {
    const [first, second] = skillDependencies(planted, asked, { minLift: 0, minSessions: 40 });
    assert.deepEqual(first?.skill, partner);
    assert.equal(first.relationship, "very-strong-positive");
    assert.ok(first.confidence > 0.85);
    assert.ok(Number(second?.lift) < 1.5, "Nothing else belongs to them.");
    const there = skillDependencies(plain, asked, { minLift: 0, limit: 100 });
    assert.ok(Number(there.find(({ skill }) => skill === partner)?.lift ?? 0) < 1.5);
  }
});

test("a skill that fails in one phase is the worst cell of the heat map", () => {
  const worstOf = (history: History): HeatmapCell | undefined =>
    heatmap(history)
      .cells.filter(({ finished }) => finished >= 20)
      .sort((a, b) => (a.rate ?? 1) - (b.rate ?? 1))[0];
  const worst = worstOf(planted);
  assert.equal(worst?.key, skillKey(facts.cell.skill.skill));
  assert.equal(worst.phase, facts.cell.phase);
  assert.ok(Number(worst.interval?.[1]) < 0.3);
  assert.ok(Number(worstOf(plain)?.rate) > 0.7);
});

test("each step of a routine is what mostly follows the one before", () => {
  const steps = facts.routine.map(({ skill }) => skillKey(skill));
  const shareOf = (history: History, from: string, to: string | undefined): number =>
    skillTransitions(history).find((step) => step.from === from && step.to === to)?.share ?? 0;
  steps.slice(0, -1).forEach((from, at) => {
    assert.ok(shareOf(planted, from, steps[at + 1]) > 0.5, `${from} → ${steps[at + 1]}`);
    assert.ok(shareOf(plain, from, steps[at + 1]) < 0.2);
  });
});
