import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { sessionSummaries } from "../../../../src/analysis/sessions";
import { workflowMetrics } from "../../../../src/analysis/workflowMetrics";
import { newestOther, runningRows } from "../../../../src/serve/mcp/tools/currentSession";
import { ordered } from "../../../../src/serve/mcp/tools/sessionAnalytics";
import { sessionRow } from "../../../../src/serve/mcp/tools/sessionRow";
import {
  insightsOf,
  metricsOf,
  requireProject,
} from "../../../../src/serve/mcp/tools/workflowMetrics";
import { hour, historyOf, someTime, type Run } from "../../../support/history";
import { anInvocation } from "../../../support/views";

const runs: readonly Run[] = [
  { skill: "task:build", at: someTime, ms: 90_000, session: "short" },
  { skill: "task:build", at: someTime + hour, session: "long" },
  { skill: "tool:read", at: someTime + 4 * hour, session: "long", agent: "me" },
  { skill: "tool:read", at: someTime + 5 * hour, session: "point" },
];
const sessions = sessionSummaries(historyOf(runs));
const idsBy = (order: Parameters<typeof ordered>[1]): readonly string[] =>
  ordered(sessions, order).map(({ sessionId }) => sessionId);

test("sessions come in the order asked for, those without the figure last", () => {
  assert.deepEqual(idsBy("duration"), ["long", "short", "point"]);
  assert.deepEqual(idsBy("started"), ["point", "long", "short"]);
  assert.deepEqual(idsBy("invocations"), ["long", "point", "short"]);
  assert.deepEqual(idsBy("skills"), ["long", "point", "short"]);
  for (const order of ["quality", "commits", "checkpoints"] as const) {
    assert.throws(() => idsBy(order), /not measured; orders are duration, /);
  }
});

test("a session is told with its length only where two moments are known", () => {
  const rows = new Map(sessions.map((session) => [session.sessionId, sessionRow(session)]));
  assert.equal(rows.get("short")?.duration_seconds, 90);
  assert.equal(rows.get("long")?.duration_seconds, 3 * 3600);
  assert.equal(rows.get("point")?.duration_seconds, null);
  assert.equal(rows.get("long")?.by_agents, 1);
  assert.equal(rows.get("point")?.started_at, "2026-03-04T15:00:00.000Z");
});

test("the newest session of somebody else is found, and what runs of one's own", () => {
  assert.equal(newestOther(sessions, "point")?.sessionId, "long");
  assert.equal(newestOther(sessions, "mine")?.sessionId, "point");
  assert.equal(newestOther([], "mine"), undefined);
  const invocations = [anInvocation("2", { outcome: "running" }), anInvocation("1")];
  assert.deepEqual(
    runningRows(invocations).map(({ invocation_id }) => invocation_id),
    ["2"],
  );
});

test("figures that nothing measures are null, and each says why", () => {
  const metrics = metricsOf(
    workflowMetrics(historyOf(runs), 0, (ms) => new Date(ms).getUTCHours()),
    "/work",
  );
  assert.equal(metrics.total_sessions, 3);
  assert.equal(metrics.avg_session_duration_minutes, (180 + 1.5) / 2);
  assert.equal(metrics.sessions_with_duration, 2);
  assert.deepEqual(metrics.active_projects, ["/work"]);
  const empty = metricsOf({ sessions: 0, spans: 0, mostUsed: [] }, "/work");
  assert.equal(empty.avg_session_duration_minutes, null);
  assert.equal(empty.period_start, null);
  assert.deepEqual(empty.active_projects, []);
  const nulls = Object.entries(metrics).flatMap(([name, value]) => (value === null ? [name] : []));
  assert.deepEqual(nulls.sort(), metrics.not_measured.map(({ field }) => field).sort());
  for (const { reason } of metrics.not_measured) assert.match(reason, /^\w.*\.$/);
});

test("only averages that stand out are worth a word", () => {
  assert.deepEqual(insightsOf(null), []);
  assert.deepEqual(insightsOf(30), []);
  assert.deepEqual(insightsOf(120), []);
  assert.match(insightsOf(121)[0] ?? "", /long/);
  assert.match(insightsOf(29)[0] ?? "", /short/);
});

test("another project than the server's is refused", () => {
  requireProject(undefined, resolve("/work"));
  requireProject(resolve("/work/x/.."), resolve("/work"));
  assert.throws(() => requireProject(resolve("/other"), resolve("/work")), /--folder/);
});
