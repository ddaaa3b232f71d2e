import assert from "node:assert/strict";
import { test } from "node:test";
import { partOfDay, workflowMetrics } from "../../../src/analysis/workflowMetrics";
import { sessionSummaries } from "../../../src/analysis/sessions";
import { day, historyOf, hour, minute, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";

const utcHour = (ms: number): number => new Date(ms).getUTCHours();
const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

test("means and counts equal those taken from the sessions themselves", () => {
  forRandomHistories((history, runs, random) => {
    const fromMs = someTime + random.int(-1, 40) * hour;
    const sessions = sessionSummaries(history, { fromMs });
    const metrics = workflowMetrics(history, fromMs, utcHour);
    assert.equal(metrics.sessions, sessions.length);
    assert.equal(metrics.meanSpanMs, mean(sessions.flatMap(({ spanMs }) => spanMs ?? [])));
    assert.equal(metrics.meanInvocations, mean(sessions.map(({ total }) => total)));
    assert.equal(metrics.firstStartedAtMs, sessions.at(-1)?.startedAtMs);
    assert.equal(metrics.lastStartedAtMs, sessions[0]?.startedAtMs);
    for (const { key, sessions: count } of metrics.mostUsed) {
      const using = sessions.filter(({ sessionId }) =>
        runs.some(({ skill, session = "s1" }) => skill === key && session === sessionId),
      );
      assert.equal(count, using.length);
    }
    const counts = metrics.mostUsed.map(({ sessions: count }) => count);
    assert.deepEqual(
      counts,
      [...counts].sort((one, other) => other - one),
    );
    assert.ok(counts.length <= 5);
  });
});

test("the hours of a day belong to four parts of it", () => {
  const parts = Array.from({ length: 24 }, (_, at) => partOfDay(at));
  const lengths = ["morning", "afternoon", "evening", "night"].map(
    (part) => parts.filter((one) => one === part).length,
  );
  assert.deepEqual(lengths, [7, 5, 4, 8]);
  assert.deepEqual(
    [parts[4], parts[5], parts[11], parts[12]],
    ["night", "morning", "morning", "afternoon"],
  );
  assert.deepEqual(
    [parts[16], parts[17], parts[20], parts[21]],
    ["afternoon", "evening", "evening", "night"],
  );
});

test("sessions are busiest when they complete most on average, not when there are most of them", () => {
  const at = (hours: number, days: number): number => Date.UTC(2026, 2, days, hours);
  const runs: Run[] = [
    { skill: "task:build", at: at(9, 1), session: "a" },
    { skill: "task:build", at: at(9, 2), session: "b" },
    { skill: "task:build", at: at(18, 3), session: "c" },
    { skill: "task:build", at: at(18, 3) + minute, session: "c" },
    { skill: "task:build", at: at(14, 4), session: "d", outcome: "failed" },
  ];
  assert.equal(workflowMetrics(historyOf(runs), 0, utcHour).busiest, "evening");
  const failed = runs.map((run) => ({ ...run, outcome: "failed" as const }));
  assert.equal(workflowMetrics(historyOf(failed), 0, utcHour).busiest, undefined);
});

test("without a session in the stretch there are no figures", () => {
  const history = historyOf([{ skill: "task:build", at: someTime }]);
  const nothing = { sessions: 0, spans: 0, mostUsed: [] };
  assert.deepEqual(workflowMetrics(history, someTime + day, utcHour), nothing);
  assert.deepEqual(workflowMetrics(historyOf([]), 0, utcHour), nothing);
});
