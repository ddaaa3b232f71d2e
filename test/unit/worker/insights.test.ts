import assert from "node:assert/strict";
import { test } from "node:test";
import { findAnomalies } from "../../../src/analysis/anomalies";
import { localCalendar } from "../../../src/analysis/calendar";
import { skillDependencies } from "../../../src/analysis/dependencies";
import { recentSkills } from "../../../src/analysis/recentSkills";
import { sessionSummaries } from "../../../src/analysis/sessions";
import { summarizeSkills } from "../../../src/analysis/skills";
import { skillTrend } from "../../../src/analysis/trend";
import { workflowMetrics } from "../../../src/analysis/workflowMetrics";
import { systemLocalTime } from "../../../src/recommend/predict/localTime";
import { Insights } from "../../../src/worker/insights";
import { day, historyOf, randomRuns, someTime } from "../../support/history";
import { seededRandom } from "../../support/random";
import { aWorkspace } from "../store/support";
import { aRealClient } from "./realWorker";

test("each question is answered from the newest history, with the local days of the worker", () => {
  const random = seededRandom(3);
  const history = historyOf(randomRuns(random, { count: 400, sessions: 30, spanMs: 20 * day }));
  let reads = 0;
  const localTime = systemLocalTime();
  const calendar = localCalendar();
  const newest = () => {
    reads++;
    return history;
  };
  const passes = new Uint8Array(history.length).fill(1);
  const runs = () => ({ history, passes, worded: new Map() });
  const insights = new Insights({ history: newest, runs, localTime, calendar });
  const nowMs = someTime + 20 * day;
  const skill = { kind: "task", name: "build" } as const;
  const fromMs = someTime + day;
  assert.deepEqual(insights.sessions({ fromMs }), sessionSummaries(history, { fromMs }));
  assert.deepEqual(
    insights.workflowMetrics({ fromMs }),
    workflowMetrics(history, fromMs, (ms) => localTime.hourOf(ms)),
  );
  const recent = { nowMs, windowMs: 2 * day, limit: 3 };
  assert.deepEqual(insights.recentSkills(recent), recentSkills(history, recent));
  const unusual = { nowMs, threshold: 0 };
  assert.deepEqual(insights.anomalies(unusual), findAnomalies(history, { ...unusual, calendar }));
  const trend = { nowMs, days: 14 };
  assert.deepEqual(
    insights.skillTrend({ skill, ...trend }),
    skillTrend(history, skill, { ...trend, calendar }),
  );
  const together = { minLift: 0, limit: 4, minSessions: 1 };
  assert.deepEqual(
    insights.skillDependencies({ skill, ...together }),
    skillDependencies(history, skill, together),
  );
  const usage = insights.usage({ filter: {} });
  assert.deepEqual(
    usage.map(({ key, label, counts }) => ({ key, label, counts })),
    summarizeSkills(history).map(({ key, label, counts }) => ({ key, label, counts })),
  );
  assert.equal(reads, 6);
});

test("the worker itself answers every one of them, also where nothing was recorded", async () => {
  const client = await aRealClient(aWorkspace());
  const skill = { kind: "task", name: "build" } as const;
  assert.deepEqual(await client.call("sessions", {}), []);
  assert.equal((await client.call("workflowMetrics", { fromMs: 0 })).sessions, 0);
  assert.deepEqual(await client.call("recentSkills", { nowMs: someTime }), []);
  assert.deepEqual(await client.call("anomalies", { nowMs: someTime }), []);
  const trend = await client.call("skillTrend", { skill, nowMs: someTime });
  assert.equal(trend.direction, "unknown");
  assert.deepEqual(await client.call("skillDependencies", { skill }), []);
  assert.deepEqual(await client.call("usage", { filter: {} }), []);
  client.dispose();
});
