import assert from "node:assert/strict";
import { test } from "node:test";
import type { SkillSummary } from "../../../src/analysis/model";
import { summarizeSkills } from "../../../src/analysis/skills";
import { completionRate, parseSkillKey, type Outcome } from "../../../src/tracker/model";
import { historyOf, someTime, type Run } from "../../support/history";
import {
  groupBy,
  naiveCounts,
  naiveQuantile,
  naiveTypical,
  withoutUndefined,
} from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

const runsWith = (ends: readonly Outcome[]): Run[] =>
  ends.map((outcome, at) => ({ skill: "task:a", at: someTime + at, outcome }));
const many = (outcome: Outcome, count: number): Outcome[] => Array<Outcome>(count).fill(outcome);
const trendOf = (ends: readonly Outcome[]): number | undefined =>
  summarizeSkills(historyOf(runsWith(ends)))[0]?.trend;

test("a trend compares the newest ten finished runs with all before, and needs five of those", () => {
  assert.equal(trendOf([...many("failed", 5), ...many("completed", 10)]), 1);
  assert.equal(trendOf([...many("completed", 5), ...many("abandoned", 10)]), -1);
  assert.equal(trendOf([...many("failed", 4), ...many("completed", 10)]), undefined);
  assert.equal(
    trendOf([...many("failed", 5), ...many("completed", 10), ...many("running", 3), "unknown"]),
    1,
  );
});

test("what a person said of a skill is in its summary", () => {
  const [summary] = summarizeSkills(
    historyOf(runsWith(["completed"]), {
      skills: {
        "task:a": {
          label: "Everything",
          category: "Build",
          hidden: true,
          pinned: true,
          phase: "setup",
          lastCommand: "make all",
          lastCwd: "lib",
        },
      },
    }),
  );
  assert.deepEqual(summary, {
    key: "task:a",
    kind: "task",
    name: "a",
    label: "Everything",
    category: "Build",
    phase: "setup",
    hidden: true,
    pinned: true,
    command: "make all",
    cwd: "lib",
    counts: { running: 0, completed: 1, failed: 0, abandoned: 0, unknown: 0 },
    total: 1,
    completionRate: 1,
    firstStartedAtMs: someTime,
    lastStartedAtMs: someTime,
  });
});

test("a skill that was never used, or only forgotten uses of it, is not listed", () => {
  assert.deepEqual(summarizeSkills(historyOf([], { skills: { "task:a": { pinned: true } } })), []);
});

test("summaries equal those made from plain invocations", () => {
  let trends = 0;
  forRandomHistories((history, runs) => {
    const expected = [...groupBy(runs, (run) => run.skill)]
      .sort(([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1))
      .map(([key, own]) => {
        const name = parseSkillKey(key)?.name ?? "";
        return withoutUndefined<SkillSummary>({
          key,
          kind: parseSkillKey(key)?.kind ?? "chat",
          name,
          label: name,
          category: "Other",
          hidden: false,
          pinned: false,
          counts: naiveCounts(own),
          total: own.length,
          completionRate: completionRate(naiveCounts(own)),
          medianDurationMs: naiveQuantile(naiveTypical(own), 0.5),
          firstStartedAtMs: own[0]?.at ?? 0,
          lastStartedAtMs: own.at(-1)?.at ?? 0,
          trend: naiveTrend(own),
        });
      });
    const found = summarizeSkills(history);
    assert.deepEqual(found, expected);
    trends += found.filter(({ trend }) => trend !== undefined).length;
  });
  assert.ok(trends > inShare(50));
});

function naiveTrend(runs: readonly Run[]): number | undefined {
  const ends = runs
    .map((run) => run.outcome)
    .filter((end) => end !== "running" && end !== "unknown");
  if (ends.length < 15) return undefined;
  const rate = (part: readonly unknown[]): number =>
    part.filter((end) => end === "completed").length / part.length;
  return rate(ends.slice(-10)) - rate(ends.slice(0, -10));
}
