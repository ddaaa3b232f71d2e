import assert from "node:assert/strict";
import { test } from "node:test";
import type { Anomaly } from "../../../../src/analysis/anomalies";
import { relationshipOf } from "../../../../src/analysis/dependencies";
import { recentSkills } from "../../../../src/analysis/recentSkills";
import { anomalyRows } from "../../../../src/serve/mcp/tools/anomalies";
import { dependencyRows } from "../../../../src/serve/mcp/tools/dependencies";
import { recentRows } from "../../../../src/serve/mcp/tools/realTimeMetrics";
import { trendRow } from "../../../../src/serve/mcp/tools/trend";
import { hour, historyOf, minute, someTime } from "../../../support/history";

test("what runs now is told with rates only where something finished", () => {
  const history = historyOf([
    { skill: "task:build", at: someTime, ms: 2500 },
    { skill: "task:build", at: someTime + minute, outcome: "failed" },
    { skill: "tool:read", at: someTime + 2 * minute, outcome: "running" },
  ]);
  const [build, read] = recentRows(recentSkills(history, { nowMs: someTime + hour }));
  assert.deepEqual(build, {
    skill_name: "build",
    kind: "task",
    invocation_count: 2,
    completed_count: 1,
    counts: { running: 0, completed: 1, failed: 1, abandoned: 0, unknown: 0 },
    completion_rate: 0.5,
    median_duration_seconds: 2.5,
    last_invocation_at: "2026-03-04T10:01:00.000Z",
  });
  assert.equal(read?.completion_rate, null);
  assert.equal(read.median_duration_seconds, null);
});

test("an anomaly says what its two values are", () => {
  const anomaly: Anomaly = {
    skill: { kind: "task", name: "build" },
    ...{ type: "pattern-shift", baseline: 0.9, observed: 0.2, score: -3, pValue: 0.002, days: 9 },
    detectedAtMs: someTime,
  };
  const [slower] = anomalyRows([{ ...anomaly, type: "slower", baseline: 2000, observed: 5500 }]);
  assert.deepEqual(
    [slower?.anomaly_type, slower?.measure, slower?.baseline_value, slower?.observed_value],
    ["slower", "duration_seconds", 2, 5.5],
  );
  assert.deepEqual(anomalyRows([anomaly, { ...anomaly, type: "spike", score: 3 }]), [
    {
      skill_name: "build",
      kind: "task",
      ...{ anomaly_type: "pattern_shift", measure: "completion_rate" },
      ...{ baseline_value: 0.9, observed_value: 0.2, deviation_score: -3, p_value: 0.002 },
      baseline_days: 9,
      detected_at: "2026-03-04T10:00:00.000Z",
    },
    {
      skill_name: "build",
      kind: "task",
      ...{ anomaly_type: "spike", measure: "runs" },
      ...{ baseline_value: 0.9, observed_value: 0.2, deviation_score: 3, p_value: 0.002 },
      baseline_days: 9,
      detected_at: "2026-03-04T10:00:00.000Z",
    },
  ]);
});

test("a trend that cannot be said is null with a reason, and confidence is surer when greater", () => {
  const none = trendRow({ direction: "unknown", days: 0, runs: 0 });
  assert.deepEqual(
    [none.slope, none.start_value, none.change_percent, none.confidence, none.p_value],
    [null, null, null, null, null],
  );
  assert.match(none.reason ?? "", /No run finished/);
  assert.match(trendRow({ direction: "unknown", days: 3, runs: 9 }).reason ?? "", /only 3 days/);
  const known = trendRow({
    direction: "declining",
    ...{ slopePerDay: -0.1, startValue: 0.8, endValue: 0.2, changePercent: -75 },
    ...{ pValue: 0.01, days: 7, runs: 40 },
  });
  assert.equal(known.confidence, 0.99);
  assert.equal(known.slope, -0.1);
  assert.equal(known.reason, null);
});

test("every word for a lift is told, with underscores", () => {
  const lifts = [4, 2.5, 1.6, 1.2, 1, 0.8, 0.1];
  const rows = dependencyRows(
    lifts.map((lift) => ({
      skill: { kind: "tool", name: "read" },
      ...{ sessions: 3, support: 0.1, confidence: 0.5, lift },
      relationship: relationshipOf(lift),
    })),
  );
  assert.deepEqual(
    rows.map(({ relationship_type }) => relationship_type),
    lifts.map((lift) => relationshipOf(lift).replaceAll("-", "_")),
  );
  assert.deepEqual(rows[0], {
    skill_b: "read",
    kind: "tool",
    ...{ co_occurrence_count: 3, lift_score: 4, support: 0.1, confidence: 0.5 },
    relationship_type: "very_strong_positive",
  });
});
