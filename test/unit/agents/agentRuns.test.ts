import assert from "node:assert/strict";
import { test } from "node:test";
import { AgentRuns } from "../../../src/agents/agentRuns";
import type { AgentRunEnded, AgentRunStarted } from "../../../src/agents/model";
import { invocationIdOf, sessionIdOf } from "../../../src/agents/runIds";
import { isUuid } from "../../../src/store/uuid";
import { recognize } from "../../../src/tracker/recognize";
import type { ArgumentDetail } from "../../../src/tracker/recognition";
import type { JournalRecord } from "../../../src/tracker/record";
import { redact } from "../../../src/tracker/redact";
import type { Invocation } from "../../../src/tracker/model";
import { anInvocation } from "../../support/views";

const run = { agent: "claude", sessionId: "s1", runId: "toolu_1" } as const;

function aStart(changes: Partial<AgentRunStarted> = {}): AgentRunStarted {
  return {
    ...{ type: "run-started", ...run, kind: "tool", name: "Bash", atMs: 1_000 },
    cwd: "/work/src",
    ...changes,
  };
}

function anEnd(changes: Partial<AgentRunEnded> = {}): AgentRunEnded {
  const { outcome, reason } = { outcome: "completed", reason: "reported" } as const;
  return { type: "run-ended", ...run, atMs: 3_000, outcome, reason, ...changes };
}

function someRuns() {
  const records: JournalRecord[] = [];
  const seen: Invocation[] = [];
  const state: { paused: boolean; detail: ArgumentDetail; ignored: string[]; changes: number } = {
    ...{ paused: false, detail: "full", ignored: [], changes: 0 },
  };
  const runs = new AgentRuns({
    append: (record) => records.push(record),
    redact,
    recognize,
    argumentDetail: () => state.detail,
    phaseFor: ({ phase }) => phase,
    shortenPath: (path) => (path.startsWith("/work/") ? path.slice("/work/".length) : undefined),
    isIgnored: (name) => state.ignored.includes(name),
    seen: () => seen,
    isPaused: () => state.paused,
    nowMs: () => 9_000,
  });
  runs.onDidChange(() => state.changes++);
  return { runs, records, seen, state };
}

test("a run is written down as it began and as it ended, in a session of its conversation", () => {
  const { runs, records } = someRuns();
  runs.accept(aStart({ parentRunId: "toolu_0" }), "log");
  runs.accept(anEnd({ duration: { ms: 1_500, kind: "measured" }, exitCode: 0 }), "log");
  const sessionId = sessionIdOf(run);
  const id = invocationIdOf(run);
  assert.ok(isUuid(id) && isUuid(sessionId) && id !== sessionId);
  const defined = JSON.parse(JSON.stringify(records)) as unknown;
  assert.deepEqual(defined, [
    { type: "session-started", sessionId, atMs: 1_000, appName: "Claude Code" },
    {
      ...{ type: "started", id, sessionId, atMs: 1_000, source: "log", category: "Agent tools" },
      ...{ skill: { kind: "tool", name: "Bash" }, cwd: "src" },
      author: { kind: "agent", agentName: "claude" },
      parentId: invocationIdOf({ ...run, runId: "toolu_0" }),
    },
    {
      ...{ type: "ended", id, atMs: 3_000, outcome: "completed", reason: "reported" },
      ...{ durationMs: 1_500, exitCode: 0 },
    },
  ]);
  assert.equal(runs.invocations[0]?.outcome, "completed");
});

test("a time between two log entries is kept apart from one that was measured", () => {
  const { runs, records } = someRuns();
  runs.accept(aStart(), "log");
  runs.accept(anEnd({ duration: { ms: 2_000, kind: "wall" } }), "log");
  const ended = records.find((record) => record.type === "ended");
  assert.ok(ended?.type === "ended");
  assert.deepEqual([ended.durationMs, ended.wallMs], [undefined, 2_000]);
});

test("what the user refused is abandoned, and says so", () => {
  const { runs, records } = someRuns();
  runs.accept(aStart(), "log");
  runs.accept(anEnd({ outcome: "abandoned", reason: "rejected" }), "log");
  assert.deepEqual(
    records.flatMap((record) => (record.type === "ended" ? [[record.outcome, record.reason]] : [])),
    [["abandoned", "rejected"]],
  );
});

test("a shell tool's command is the skill it runs; how much of it is kept is the setting's to say", () => {
  const { runs, records, state } = someRuns();
  const command = "GITHUB_TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz npm test -- --watch=false";
  runs.accept(aStart({ command }), "log");
  state.detail = "none";
  runs.accept(aStart({ command, runId: "toolu_2" }), "log");
  const started = records.flatMap((record) => (record.type === "started" ? [record] : []));
  assert.deepEqual(
    started.map(({ skill }) => skill.name),
    ["npm test", "npm test"],
  );
  assert.match(started[0]?.command ?? "", /npm test -- --watch=false$/);
  assert.equal(started[1]?.command, undefined);
  assert.ok(!JSON.stringify(records).includes("ghp_"), "no secret reaches the journal");
});

test("told twice, by whatever way, a run is written once", () => {
  const { runs, records } = someRuns();
  for (const via of ["log", "hook", "log"] as const) {
    runs.accept(aStart(), via);
    runs.accept(anEnd(), via);
  }
  assert.deepEqual(
    records.map(({ type }) => type),
    ["session-started", "started", "ended"],
  );
});

test("the end of a run that began before the window did is written as well", () => {
  const { runs, records } = someRuns();
  runs.accept(anEnd(), "log");
  assert.deepEqual(
    records.map((record) => record.type === "ended" && record.id),
    [invocationIdOf(run)],
  );
  assert.deepEqual(runs.invocations, []);
});

test("what began in a pause, or is ignored, is not written, nor is its end", () => {
  const { runs, records, state } = someRuns();
  state.paused = true;
  runs.accept(aStart(), "log");
  state.paused = false;
  runs.accept(anEnd(), "log");
  state.ignored.push("Read");
  runs.accept(aStart({ name: "Read", runId: "r" }), "log");
  runs.accept(anEnd({ runId: "r" }), "log");
  assert.deepEqual([records, state.changes], [[], 0]);
});

test("a command that the agent's own terminal told of is not told again by its log", () => {
  const { runs, records, seen } = someRuns();
  const author = { kind: "agent", agentName: "copilot" } as const;
  const skill = "test:npm test";
  seen.push(anInvocation("t", { skill, author, source: "terminal", startedAtMs: 2_900 }));
  seen.push(anInvocation("u", { skill: "test:npm run e2e", source: "terminal", startedAtMs: 900 }));
  const first = aStart({ command: "npm test" });
  runs.accept(first, "log");
  runs.accept(anEnd(), "log");
  assert.deepEqual(records, []);
  runs.accept({ ...first, runId: "later", atMs: 5_000 }, "log");
  runs.accept({ ...first, runId: "user's", command: "npm run e2e" }, "log");
  assert.equal(records.filter(({ type }) => type === "started").length, 2);
});

test("what is forgotten is shown no longer, and what runs on is not shown again", () => {
  const { runs, state } = someRuns();
  runs.accept(aStart(), "log");
  runs.accept(aStart({ runId: "toolu_2", name: "Read" }), "log");
  const before = state.changes;
  runs.forget(({ skill }) => skill.name === "Bash");
  assert.equal(state.changes, before + 1);
  runs.accept(anEnd(), "log");
  assert.deepEqual(
    runs.invocations.map(({ skill }) => skill.name),
    ["Read"],
  );
});

test("a folder outside of the workspace is not kept", () => {
  const { runs, records } = someRuns();
  runs.accept(aStart({ cwd: "/home/dev/secret" }), "log");
  assert.ok(!JSON.stringify(records).includes("secret"));
});

test("a fork of a conversation tells of the runs before it again, and they stay the same runs", () => {
  const { runs, records } = someRuns();
  for (const sessionId of ["s1", "fork"]) {
    runs.accept(aStart({ sessionId }), "log");
    runs.accept(anEnd({ sessionId }), "log");
  }
  assert.deepEqual(
    records.map(({ type }) => type),
    ["session-started", "started", "ended"],
  );
});

test("ids differ for everything that makes a run another one", () => {
  const copilot = { ...run, agent: "copilot" } as const;
  const ids = new Set(
    [
      run,
      { ...run, runId: "toolu_2" },
      copilot,
      { ...copilot, sessionId: "s2" },
      { ...copilot, runId: "toolu_2" },
      { ...copilot, sessionId: "s1toolu_", runId: "1" },
    ].map(invocationIdOf),
  );
  assert.equal(ids.size, 6);
  for (const id of ids) assert.match(id, /^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
});
