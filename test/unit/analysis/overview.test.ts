import assert from "node:assert/strict";
import { test } from "node:test";
import { overview } from "../../../src/analysis/overview";
import { historyOf, minute, someTime } from "../../support/history";
import { naiveDurations, naiveRate, withoutUndefined } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

test("counts what occurs, not what is known", () => {
  const figures = overview(
    historyOf(
      [
        { skill: "task:build", at: someTime, ms: 2000 },
        { skill: "task:build", at: someTime + minute, outcome: "failed", ms: 6000, agent: "" },
        { skill: "task:watch", at: someTime + 2 * minute, ms: 9e6, background: true },
      ],
      { skills: { "task:unused": {} } },
    ),
  );
  assert.equal(figures.skills, 2);
  assert.equal(figures.sessions, 1);
  assert.equal(figures.byAgents, 1);
  assert.deepEqual(figures.durations, { count: 1, medianMs: 2000, p90Ms: 2000, totalMs: 8000 });
});

test("an empty history has counts of 0 and nothing else", () => {
  const figures = overview(historyOf([]));
  assert.equal(figures.total, 0);
  assert.equal(figures.rate, undefined);
  assert.equal(figures.firstStartedAtMs, undefined);
  assert.deepEqual(figures.durations, { count: 0, totalMs: 0 });
});

test("figures equal those counted from plain invocations", () => {
  forRandomHistories((history, runs) => {
    assert.deepEqual(
      overview(history),
      withoutUndefined({
        ...naiveRate(runs),
        sessions: new Set(runs.map((run) => run.session)).size,
        skills: new Set(runs.map((run) => run.skill)).size,
        byAgents: runs.filter((run) => run.agent !== undefined).length,
        durations: naiveDurations(runs),
        firstStartedAtMs: runs[0]?.at,
        lastStartedAtMs: runs.at(-1)?.at,
      }),
    );
  });
});
