import assert from "node:assert/strict";
import { test } from "node:test";
import { copilotEvents } from "../../../../src/agents/copilot/events";
import type { AgentRunEnded, AgentRunStarted } from "../../../../src/agents/model";
import { readInTwo, readLog } from "../../../support/agentFixtures";

const second = (at: number): string => new Date(at * 1000).toISOString();

/** One line of a log; `at` in seconds since 1970. */
function event(
  type: string,
  data: object,
  { at = 0, ...envelope }: { at?: number; agentId?: string; id?: string } = {},
): string {
  return JSON.stringify({
    type,
    data,
    id: "e",
    timestamp: second(at),
    parentId: null,
    ...envelope,
  });
}

const started = (toolCallId: string, more: object = {}, at = 0): string =>
  event("tool.execution_start", { toolCallId, toolName: "view", ...more }, { at });
const completed = (toolCallId: string, more: object = {}, at = 0): string =>
  event("tool.execution_complete", { toolCallId, ...more }, { at });

const signalsOf = (...lines: string[]) => readLog(copilotEvents, lines.join("\n")).signals;
const startsOf = (...lines: string[]): readonly AgentRunStarted[] =>
  signalsOf(...lines).filter((one) => one.type === "run-started");
const endsOf = (...lines: string[]): readonly AgentRunEnded[] =>
  signalsOf(...lines).filter((one) => one.type === "run-ended");
/** The only one. */
function only<T>(items: readonly T[]): T {
  const [first] = items;
  assert.ok(first !== undefined && items.length === 1, `${items.length} items`);
  return first;
}

test("a tool call is a run from its start to its completion, in the session's folder", () => {
  const signals = signalsOf(
    event("session.start", { sessionId: "s1", context: { cwd: "/work/app" } }),
    started("call-1", { arguments: { path: "/work/app/a.ts" } }, 10),
    completed("call-1", { success: true, result: { content: "secret" } }, 12),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(signals)), [
    {
      type: "run-started",
      ...{ agent: "copilot", sessionId: "s1", runId: "call-1" },
      ...{ kind: "tool", name: "view", atMs: 10_000, cwd: "/work/app" },
    },
    {
      type: "run-ended",
      ...{ agent: "copilot", sessionId: "s1", runId: "call-1", atMs: 12_000 },
      ...{ outcome: "completed", reason: "reported", duration: { ms: 2000, kind: "wall" } },
    },
  ]);
});

test("only a shell tool has a command", () => {
  const commandOf = (toolName: string, more: object = {}): string | undefined =>
    only(startsOf(started("c", { toolName, arguments: { command: "npm test" }, ...more }))).command;
  for (const tool of ["bash", "powershell", "shell", "run_in_terminal"])
    assert.equal(commandOf(tool), "npm test", tool);
  assert.equal(commandOf("ci-run", { shellToolInfo: { possiblePaths: [] } }), "npm test");
  assert.equal(commandOf("view"), undefined);
  assert.equal(commandOf("bash", { arguments: { command: "" } }), undefined);
  assert.equal(commandOf("bash", { arguments: "{}" }), undefined);
});

test("how a call ended is what Copilot says, and an exit code says it better", () => {
  const shell = (exitCode: number) => ({ shellExecution: { exitCode } });
  const error = (code: string) => ({ success: false, error: { code, message: "a message" } });
  const cases: readonly (readonly [object, string])[] = [
    [{ success: true }, "completed/reported"],
    [{ success: false }, "failed/reported"],
    [{}, "unknown/reported"],
    [{ success: "yes" }, "unknown/reported"],
    [{ result: { result_type: "success" } }, "completed/reported"],
    [{ result: { resultType: "failure" } }, "failed/reported/failure"],
    [{ result: { resultType: "denied" } }, "abandoned/rejected"],
    [{ success: true, ...shell(0) }, "completed/reported/0"],
    [{ success: true, ...shell(2) }, "failed/reported/2"],
    [{ success: true, ...shell(130) }, "abandoned/cancelled/130"],
    [{ ...shell(0) }, "completed/reported/0"],
    [{ ...error("failure"), ...shell(0) }, "failed/reported/0/failure"],
    [error("timeout"), "failed/reported/timeout"],
    [error("rejected"), "abandoned/rejected"],
    [error("denied"), "abandoned/rejected"],
    [error("aborted"), "abandoned/cancelled"],
    [error("it broke at line 5"), "failed/reported"],
  ];
  for (const [data, expected] of cases) {
    const { outcome, reason, exitCode, errorType } = only(endsOf(completed("c", data)));
    const told = [outcome, reason, exitCode, errorType].filter((part) => part !== undefined);
    assert.equal(told.join("/"), expected, JSON.stringify(data));
  }
});

test("an exit code is where the version of Copilot writes it, and only a shell has one", () => {
  const result = (content: string) => ({ success: true, result: { content } });
  const outcomeOf = (toolName: string, data: object): string => {
    const { outcome, exitCode } = only(endsOf(started("c", { toolName }), completed("c", data)));
    return `${outcome}/${exitCode ?? ""}`;
  };
  const cases: readonly (readonly [object, string])[] = [
    [result("1 failed\n<exited with exit code 1>"), "failed/1"],
    [result("ok\n<exited with exit code 0>\n"), "completed/0"],
    [result("<shellId: 3 completed with exit code 2>"), "failed/2"],
    [result("x\n<detached command with shellId: a-7 completed with exit code -1>"), "failed/-1"],
    [result("<exited with exit code 1>\nand went on"), "completed/"],
    [result("said <exited with exit code 1>"), "completed/"],
    [{ success: true, toolTelemetry: { metrics: { exit_code: 1 } } }, "failed/1"],
    [{ ...result("<exited with exit code 1>"), shellExecution: { exitCode: 0 } }, "completed/0"],
  ];
  for (const [data, expected] of cases)
    assert.equal(outcomeOf("bash", data), expected, JSON.stringify(data));
  assert.equal(outcomeOf("view", result("<exited with exit code 1>")), "completed/");
});

test("a failure after a denied permission is a refusal, whatever its code", () => {
  const answered = (kind: string): string =>
    event("permission.completed", { requestId: "r", toolCallId: "c", result: { kind } });
  const outcomeAfter = (kind: string, end: object): string => {
    const { outcome, reason } = only(endsOf(started("c"), answered(kind), completed("c", end)));
    return `${outcome}/${reason}`;
  };
  const failure = { success: false, error: { code: "failure" } };
  assert.equal(outcomeAfter("denied-interactively-by-user", failure), "abandoned/rejected");
  assert.equal(outcomeAfter("denied-by-rules", {}), "abandoned/rejected");
  assert.equal(outcomeAfter("approved", failure), "failed/reported");
  assert.equal(outcomeAfter("denied-by-rules", { success: true }), "completed/reported");
});

test("a completion without a start has no duration, nor has one from before its start", () => {
  assert.equal(only(endsOf(completed("c", { success: true }, 5))).duration, undefined);
  assert.equal(only(endsOf(started("c", {}, 9), completed("c", {}, 5))).duration, undefined);
});

test("stopping a turn cancels what its agent was running, and a late result changes nothing", () => {
  const tool = { toolName: "bash", toolCallId: "of-agent" };
  const ends = endsOf(
    started("done", {}, 1),
    completed("done", { success: true }, 2),
    started("open", {}, 3),
    event("tool.execution_start", tool, { at: 3, agentId: "a1" }),
    event("abort", { reason: "user_initiated" }, { at: 5 }),
    completed("open", { success: true }, 6),
    event("abort", { reason: "user_initiated" }, { at: 7, agentId: "a1" }),
  );
  assert.deepEqual(
    ends.map(({ runId, outcome, reason, duration }) => [runId, outcome, reason, duration?.ms]),
    [
      ["done", "completed", "reported", 1000],
      ["open", "abandoned", "cancelled", 2000],
      ["of-agent", "abandoned", "cancelled", 4000],
    ],
  );
});

test("a skill is an instant that nobody judged, and its body is not read", () => {
  const data = { name: "review", path: "/s/SKILL.md", content: "BODY", trigger: "user-invoked" };
  const signals = signalsOf(event("skill.invoked", data, { at: 4, id: "event-7" }));
  const [start, end] = signals;
  assert.ok(start?.type === "run-started" && end?.type === "run-ended" && signals.length === 2);
  assert.deepEqual(
    [start.kind, start.name, start.runId, start.atMs, start.command],
    ["skill", "review", "event-7", 4000, undefined],
  );
  assert.deepEqual(
    [end.runId, end.outcome, end.atMs, end.duration],
    ["event-7", "unknown", 4000, undefined],
  );
  assert.doesNotMatch(JSON.stringify(signals), /BODY|SKILL/);
});

test("a subagent is a run within the call that began it, and its own calls are within it", () => {
  const agentId = "a1";
  const nested = { toolCallId: "call-2", agentName: "helper" };
  const starts = startsOf(
    started("call-1", { toolName: "task" }),
    event("subagent.started", { toolCallId: "call-1", agentName: "explore" }, { agentId }),
    event("tool.execution_start", { toolCallId: "t", toolName: "view" }, { agentId }),
    event("skill.invoked", { name: "notes" }, { agentId, id: "s" }),
    started("old", { parentToolCallId: "call-1" }),
    started("call-2", { toolName: "task" }),
    event("subagent.started", nested, { agentId: "a2" }),
    event("subagent.started", { agentName: "deep", parentId: "a2" }, { agentId: "a3" }),
    event("tool.execution_start", { toolCallId: "u", toolName: "view" }, { agentId: "unheard-of" }),
  );
  assert.deepEqual(
    starts.map(({ kind, name, runId, parentRunId }) => [kind, name, runId, parentRunId]),
    [
      ["tool", "task", "call-1", undefined],
      ["agent", "explore", "agent:call-1", "call-1"],
      ["tool", "view", "t", "agent:call-1"],
      ["skill", "notes", "s", "agent:call-1"],
      ["tool", "view", "old", "agent:call-1"],
      ["tool", "task", "call-2", undefined],
      ["agent", "helper", "agent:call-2", "call-2"],
      ["agent", "deep", "agent:a3", "agent:call-2"],
      ["tool", "view", "u", undefined],
    ],
  );
});

test("a subagent says how it ended and how long it took", () => {
  const begin = event("subagent.started", { toolCallId: "c", agentName: "explore" }, { at: 1 });
  const endOf = (type: string, more: object) =>
    only(endsOf(begin, event(`subagent.${type}`, { toolCallId: "c", ...more }, { at: 9 })));
  const measured = endOf("completed", { durationMs: 700 });
  assert.deepEqual([measured.runId, measured.outcome], ["agent:c", "completed"]);
  assert.deepEqual(measured.duration, { ms: 700, kind: "measured" });
  assert.deepEqual(endOf("completed", {}).duration, { ms: 8000, kind: "wall" });
  assert.deepEqual(endOf("completed", { durationMs: -1 }).duration, { ms: 8000, kind: "wall" });
  const stopped = endOf("completed", { cancelled: true });
  assert.deepEqual([stopped.outcome, stopped.reason], ["abandoned", "cancelled"]);
  const failed = endOf("failed", { error: "a long message" });
  assert.deepEqual([failed.outcome, failed.errorType], ["failed", undefined]);
});

test("the session is the one of the last start, and its folder the last that was told", () => {
  const contexts = startsOf(
    started("a"),
    event("session.start", { sessionId: "s1", context: { cwd: "/one" } }),
    started("b"),
    event("session.resume", { resumeTime: "now", context: { cwd: "C:\\two" } }),
    started("c"),
    event("session.context_changed", { cwd: "/sub" }, { agentId: "a1" }),
    event("session.context_changed", { cwd: "relative" }),
    started("d"),
    event("session.context_changed", { cwd: "/three" }),
    started("e"),
  ).map(({ sessionId, cwd }) => [sessionId, cwd]);
  assert.deepEqual(contexts, [
    ["session", undefined],
    ["s1", "/one"],
    ["s1", "C:\\two"],
    ["s1", "C:\\two"],
    ["s1", "/three"],
  ]);
});

test("a log that begins in the middle takes its session from its path", () => {
  const idAt = (path: string): string | undefined =>
    readLog(copilotEvents, started("c"), path).signals[0]?.sessionId;
  assert.equal(idAt("/home/me/.copilot/session-state/abc/events.jsonl"), "abc");
  assert.equal(idAt("C:\\Users\\me\\.copilot\\jb\\conv\\partition-2.jsonl"), "conv");
  assert.equal(idAt("/ws/GitHub.copilot-chat/transcripts/0b5e.jsonl"), "0b5e");
});

test("what cannot be used is counted: torn lines, missing fields, times that are none", () => {
  const lines = [
    '{"type":"tool.execution_start","data":{"toolCal',
    '{"type":"user.message","data":{"content":"half of a pro',
    "[1]",
    '{"data":{}}',
    JSON.stringify({ type: "tool.execution_start", data: { toolCallId: "c", toolName: "x" } }),
    JSON.stringify({ type: "abort", timestamp: "yesterday", data: {} }),
    JSON.stringify({ type: "skill.invoked", timestamp: second(1), data: { name: "no id" } }),
    started("c", { toolName: "two\nlines" }),
    event("tool.execution_complete", { success: true }),
    event("subagent.started", { agentName: "x" }),
    JSON.stringify({ type: "session.start" }),
  ];
  const { signals, skipped } = readLog(copilotEvents, lines.join("\n"));
  assert.deepEqual(signals, []);
  assert.equal(skipped.unreadable, lines.length);
  assert.equal(skipped.unknownTypes.size, 0);
});

test("unknown types are counted by name, and quiet ones are not, wherever the type stands", () => {
  const lines = [
    event("tool.execution_began", {}),
    event("tool.execution_began", {}),
    event("constructor", {}),
    event("user.message", { content: "hello" }),
    JSON.stringify({ id: "e", type: "user.message", data: { content: "hello" } }),
    JSON.stringify({ id: "e", type: "session.invented", data: {} }),
    "",
  ];
  const { signals, skipped } = readLog(copilotEvents, lines.join("\n"));
  assert.deepEqual(signals, []);
  assert.deepEqual(Object.fromEntries(skipped.unknownTypes), {
    "tool.execution_began": 2,
    constructor: 1,
    "session.invented": 1,
  });
  assert.equal(skipped.unreadable, 0);
});

test("reading goes on after any line as if it had not stopped", () => {
  const agentId = "a1";
  const text = [
    event("session.start", { sessionId: "s1", context: { cwd: "/work" } }),
    event("invented.type", {}),
    started("denied", {}, 1),
    event("permission.completed", { toolCallId: "denied", result: { kind: "denied-by-rules" } }),
    completed("denied", { success: false }, 2),
    started("task", { toolName: "task" }, 3),
    event("subagent.started", { toolCallId: "task", agentName: "explore" }, { agentId, at: 4 }),
    event("tool.execution_start", { toolCallId: "7", toolName: "view" }, { agentId, at: 5 }),
    event("tool.execution_complete", { toolCallId: "7", success: true }, { agentId, at: 6 }),
    "torn",
    event("abort", { reason: "user_initiated" }, { at: 7 }),
    completed("task", { success: true }, 8),
    event("subagent.completed", { toolCallId: "task", cancelled: true }, { agentId, at: 9 }),
  ].join("\n");
  const whole = readLog(copilotEvents, text);
  assert.equal(whole.signals.length, 8);
  for (let at = 0; at <= text.split("\n").length; at++) {
    const parts = readInTwo(copilotEvents, text, at);
    assert.deepEqual(parts.signals, whole.signals, `stopped before line ${at + 1}`);
    assert.equal(parts.skipped.unreadable, 1);
    assert.deepEqual(parts.skipped.unknownTypes, whole.skipped.unknownTypes);
  }
});

test("what is remembered is small and holds no command, however long the log", () => {
  const reader = copilotEvents.open({ path: "/logs/s.jsonl" });
  for (let run = 0; run < 1000; run++) {
    const id = `call_${String(run).padStart(24, "0")}`;
    reader.read(started(id, { toolName: "bash", arguments: { command: "curl -u SECRET" } }));
    reader.read(event("subagent.started", { toolCallId: id, agentName: "explore" }));
    const data = { toolCallId: id, result: { kind: "denied-by-rules" } };
    reader.read(event("permission.completed", data));
    if (run % 9 === 0) reader.read(event("abort", { reason: "user_initiated" }));
  }
  const state = JSON.stringify(reader.state());
  assert.ok(state.length < 16_000);
  assert.doesNotMatch(state, /SECRET/);
});

test("a state of another reader begins anew", () => {
  for (const state of [null, 7, "x", [], { runs: 1, skipped: [], sessionId: 4, cwd: {} }]) {
    const reader = copilotEvents.open({ path: "/logs/s.jsonl" }, state);
    const [start] = reader.read(started("c"));
    assert.equal(start?.sessionId, "s");
  }
});
