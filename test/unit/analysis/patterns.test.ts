import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { workflowPatterns } from "../../../src/analysis/patterns";
import type { HistoryFilter } from "../../../src/tracker/history";
import { day, historyOf, minute, someTime, type Run } from "../../support/history";

/** Forty days of two sessions each: one of git, one of builds that fail more and more. */
const runs = Array.from({ length: 40 }, (_, back): Run[] => {
  const at = someTime - back * day;
  const outcome = (step: number) => (back < 14 && step % 4 !== 0 ? "failed" : "completed");
  return [
    { skill: "terminal:git add", session: `g${back}`, at, ms: 100, phase: "cleanup" },
    { skill: "terminal:git push", session: `g${back}`, at: at + minute, ms: 900, phase: "cleanup" },
    ...Array.from({ length: 8 }, (__, step): Run => ({
      ...{ skill: "task:build", session: `b${back}`, ms: 5000, phase: "execution" },
      ...{ at: at + (30 + step) * minute, outcome: outcome(step) },
    })),
  ];
}).flat();

function patternsOf(filter: HistoryFilter) {
  const place = { nowMs: someTime + 60 * minute, calendar: localCalendar(), hourOf: () => 12 };
  return workflowPatterns(historyOf(runs), { filter, ...place });
}

test("what is changing does not depend on the range or the session of the filter", () => {
  const all = patternsOf({});
  assert.deepEqual(
    all.changes.changes.map(({ key, direction }) => [key, direction]),
    [["task:build", "declining"]],
  );
  for (const filter of [{ fromMs: someTime - day }, { toMs: someTime }, { sessionId: "b0" }]) {
    const { changes, anomalies } = patternsOf(filter);
    assert.deepEqual([changes, anomalies], [all.changes, all.anomalies]);
  }
  assert.equal(patternsOf({ phase: "cleanup" }).changes.changes.length, 0);
});

test("durations and sessions are those of the range", () => {
  const { durationHistogram, patterns } = patternsOf({ fromMs: someTime });
  assert.equal(durationHistogram.count, 2 + 2);
  assert.equal(patterns.sessions, 2);
});

test("a filter on a skill keeps the pairs, groups and routines it has part in, and no others", () => {
  const all = patternsOf({});
  const git = { kind: "terminal", name: "git add" } as const;
  assert.ok(all.pairs.length > 0 && all.clusters.length > 0 && all.routines.length > 0);
  const kept = patternsOf({ skill: git });
  assert.deepEqual(kept.pairs, all.pairs);
  assert.deepEqual(kept.routines, all.routines);
  assert.deepEqual(kept.clusters, all.clusters);
  const other = patternsOf({ skill: { kind: "task", name: "build" } });
  assert.deepEqual([other.pairs, other.clusters, other.routines], [[], [], []]);
});
