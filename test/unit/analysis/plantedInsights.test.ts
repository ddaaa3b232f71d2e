import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { findInsights } from "../../../src/analysis/insights";
import { findRoutines } from "../../../src/analysis/routines";
import { sessionPatterns } from "../../../src/analysis/sessionPatterns";
import { skillPairs } from "../../../src/analysis/skillPairs";
import { skillChanges } from "../../../src/analysis/skillTrends";
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
const slower = skillKey(facts.slower.skill);
const declining = skillKey(facts.declining.skill);
const spike = skillKey(facts.spike.skill);
const pair = facts.pair.map(({ skill }) => skillKey(skill)).sort();
const routine = facts.routine.map(({ skill }) => skillKey(skill));

test("what became slower and what completes less are the changes that are told, and no others", () => {
  const changesOf = (history: History): readonly string[] =>
    skillChanges(history, { nowMs, calendar }).changes.map(
      ({ key, metric, direction }) => `${key} ${metric} ${direction}`,
    );
  assert.deepEqual([...changesOf(planted)].sort(), [
    `${slower} duration declining`,
    `${declining} completion-rate declining`,
  ]);
  assert.deepEqual(changesOf(plain), []);
});

test("four steps that are run in a row are a routine, from the first to the last", () => {
  const routinesOf = (history: History): readonly string[] =>
    findRoutines(history).map(({ skills }) => skills.join(" "));
  assert.ok(routinesOf(planted).includes(routine.join(" ")));
  const isPart = (text: string): boolean => routine.some((skill) => text.includes(skill));
  assert.deepEqual(routinesOf(plain).filter(isPart), []);
});

test("two skills that nearly always share sessions are a pair", () => {
  const pairsOf = (history: History): readonly string[] =>
    skillPairs(history, { minSessions: 40 }).map(
      ({ first, second }) => `${first.key} ${second.key}`,
    );
  assert.ok(pairsOf(planted).includes(pair.join(" ")));
  const isTheirs = (text: string): boolean => pair.some((key) => text.includes(key));
  assert.deepEqual(pairsOf(plain).filter(isTheirs), []);
});

test("more completes in the morning than in the afternoon, beyond doubt", () => {
  const partsOf = (history: History) => {
    const place = { nowMs, calendar, hourOf: (ms: number) => new Date(ms).getHours() };
    const { parts } = sessionPatterns(history, place);
    const intervalOf = (name: string) => parts.find(({ part }) => part === name)?.interval;
    return { morning: intervalOf("morning"), afternoon: intervalOf("afternoon") };
  };
  const { morning, afternoon } = partsOf(planted);
  assert.ok(Number(morning?.[0]) > Number(afternoon?.[1]));
  const same = partsOf(plain);
  assert.ok(Number(same.morning?.[0]) < Number(same.afternoon?.[1]));
});

test("the insights tell what was planted, and nothing of the kind where nothing was", () => {
  const idsOf = (history: History): readonly string[] => {
    const place = { nowMs, calendar, routines: findRoutines(history), limit: 20 };
    return findInsights(history, place).insights.map(({ id }) => id);
  };
  const found = idsOf(planted);
  const wanted = [
    ["change", "completion-rate", "declining", declining],
    ["change", "duration", "declining", slower],
    ["anomaly", "spike", spike],
    ["bottleneck", facts.bottleneck],
    ["routine", ...routine],
    ["pair", ...pair],
  ];
  for (const words of wanted) {
    const begin = JSON.stringify(words).slice(0, -1);
    assert.ok(
      found.some((id) => id.startsWith(begin)),
      `${begin} in ${found.join()}`,
    );
  }
  const ofFacts = [...routine, ...pair];
  const isClaim = (id: string): boolean =>
    /^\["(?:change|anomaly|bottleneck)"/.test(id) ||
    (/^\["(?:routine|pair)"/.test(id) && ofFacts.some((key) => id.includes(key)));
  assert.deepEqual(idsOf(plain).filter(isClaim), []);
});
