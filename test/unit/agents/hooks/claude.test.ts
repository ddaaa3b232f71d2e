import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSession } from "../../../../src/agents/hooks/check";
import { ClaudeHooks } from "../../../../src/agents/hooks/claude";
import { addsToLog } from "../../../../src/agents/hooks/hookOnly";
import type { AgentSignal } from "../../../../src/agents/model";

/** What Claude Code posts for every event. */
const base = { session_id: "s1", transcript_path: "/t.jsonl", cwd: "/repo", prompt_id: "p1" };
const bash = { tool_name: "Bash", tool_input: { command: "npm test" }, tool_use_id: "toolu_1" };
const id = { agent: "claude", sessionId: "s1", runId: "toolu_1" } as const;

const payload = (hook_event_name: string, more: object = {}) => ({
  ...base,
  hook_event_name,
  ...more,
});
const read = (given: unknown, atMs = 10_000): readonly AgentSignal[] =>
  new ClaudeHooks().read(given, atMs);
const endOf = (signals: readonly AgentSignal[]) =>
  signals.find((signal) => signal.type === "run-ended");

test("a tool that ran is a start, by the time the agent measured, and an end", () => {
  const signals = read(
    payload("PostToolUse", { ...bash, tool_response: { stdout: "ok" }, duration_ms: 1_500 }),
  );
  const duration = { ms: 1_500, kind: "measured" };
  assert.deepEqual(signals, [
    {
      ...{ type: "run-started", ...id, kind: "tool", name: "Bash", atMs: 8_500, cwd: "/repo" },
      command: "npm test",
    },
    { type: "run-ended", ...id, atMs: 10_000, outcome: "completed", reason: "reported", duration },
  ]);
});

test("where nobody took its time a run began when it ended, and has no duration", () => {
  const [started, ended] = read(payload("PostToolUse", { ...bash, tool_response: {} }));
  assert.equal(started?.atMs, 10_000);
  assert.equal(ended?.type === "run-ended" && ended.duration, undefined);
});

test("a failure is failed with its exit code, and a cancelled run when the user pressed Escape", () => {
  const failure = (more: object) =>
    endOf(read(payload("PostToolUseFailure", { ...bash, duration_ms: 5, ...more })));
  const failed = failure({ error: "Exit code 2\nsecret output" });
  assert.deepEqual([failed?.outcome, failed?.exitCode, failed?.duration?.ms], ["failed", 2, 5]);
  const stopped = failure({ error: "x", is_interrupt: true });
  assert.deepEqual([stopped?.outcome, stopped?.reason], ["abandoned", "cancelled"]);
});

test("a call that was denied is abandoned as rejected, without a duration", () => {
  const end = endOf(read(payload("PermissionDenied", { ...bash, reason: "no" })));
  assert.deepEqual(
    [end?.outcome, end?.reason, end?.duration],
    ["abandoned", "rejected", undefined],
  );
});

test("a skill and a subagent are named after what they are", () => {
  const named = (tool_name: string, tool_input: object, more: object = {}) => {
    const [started] = read(
      payload("PostToolUse", { ...bash, tool_name, tool_input, tool_response: {}, ...more }),
    );
    return started?.type === "run-started" ? [started.kind, started.name, started.atMs] : [];
  };
  // The time of a skill is that of its text being loaded.
  assert.deepEqual(named("Skill", { skill: "pdf" }, { duration_ms: 9 }), ["skill", "pdf", 10_000]);
  assert.deepEqual(named("Agent", { subagent_type: "Explore", prompt: "find it" }), [
    "agent",
    "Explore",
    10_000,
  ]);
});

test("a subagent in the background ends when it stops; one that is waited for ends with its tool", () => {
  const hooks = new ClaudeHooks();
  const agent = { tool_name: "Agent", tool_input: { subagent_type: "Explore" } };
  const stop = payload("SubagentStop", { agent_id: "a1", agent_type: "Explore" });
  assert.deepEqual(hooks.read(stop, 1_000), []);
  const launched = payload("PostToolUse", {
    ...agent,
    tool_use_id: "toolu_2",
    tool_response: { status: "async_launched", agentId: "a1" },
  });
  const started = hooks.read(launched, 2_000);
  assert.deepEqual(
    started.map(({ type, runId }) => [type, runId]),
    [["run-started", "toolu_2"]],
  );
  const ended = hooks.read(stop, 5_000);
  assert.equal(ended.length, 1);
  assert.deepEqual(endOf(ended)?.duration, { ms: 3_000, kind: "wall" });
  assert.deepEqual([ended[0]?.runId, endOf(ended)?.outcome], ["toolu_2", "completed"]);
  assert.deepEqual(hooks.read(stop, 6_000), []);
});

test("a slash command is known by its prompt, which the log does not name", () => {
  const given = payload("UserPromptExpansion", {
    expansion_type: "slash_command",
    command_name: "review",
    command_args: "my secret",
    prompt: "/review my secret",
  });
  const signals = read(given);
  assert.deepEqual(
    signals.map((signal) => (signal.type === "run-started" ? signal.name : signal.outcome)),
    ["/review", "unknown"],
  );
  assert.equal(signals[0]?.runId, "hook:p1:/review");
  assert.ok(signals.every((signal) => !addsToLog(signal)));
  assert.deepEqual(read({ ...given, expansion_type: "mcp_prompt" }), []);
});

test("nothing of a payload is kept but ids, names, the folder and the shell's command line", () => {
  const secrets = { prompt: "SECRET", last_assistant_message: "SECRET", error: "SECRET" };
  const inputs: object[] = [
    { ...bash, tool_input: { command: "ls", description: "SECRET" } },
    { ...bash, tool_name: "Write", tool_input: { file_path: "/SECRET", content: "SECRET" } },
    { ...bash, tool_name: "PowerTool", tool_input: { command: "SECRET" } },
    { ...bash, tool_name: "Task", tool_input: { prompt: "SECRET", description: "SECRET" } },
  ];
  for (const event of ["PostToolUse", "PostToolUseFailure", "PermissionDenied"])
    for (const input of inputs) {
      const tool_response = { stdout: "SECRET", content: "SECRET" };
      const signals = read(payload(event, { ...secrets, ...input, tool_response }));
      assert.equal(signals.length, 2);
      assert.doesNotMatch(JSON.stringify(signals), /SECRET/);
    }
});

test("what is no event of a tool tells nothing, whatever it is", () => {
  const given: unknown[] = [
    undefined,
    null,
    7,
    "PostToolUse",
    [],
    {},
    { hook_event_name: "PostToolUse" },
    payload("PostToolUse"),
    payload("PostToolUse", { ...bash, tool_use_id: 7 }),
    payload("PostToolUseFailure", { ...bash, tool_name: "" }),
    payload("Stop", bash),
    payload("SubagentStop"),
    payload("UserPromptExpansion", { expansion_type: "slash_command" }),
    { ...payload("PostToolUse", bash), session_id: checkSession },
  ];
  for (const one of given) assert.deepEqual(read(one), [], JSON.stringify(one));
});

test("what other agents post to the hooks of Claude Code is not taken for its own", () => {
  // Copilot reads the same settings file; it names no call, or calls the session otherwise.
  const tool = { hook_event_name: "PostToolUse", tool_name: "Bash", tool_input: {}, cwd: "/repo" };
  assert.deepEqual(read({ ...tool, session_id: "s1", timestamp: "2026-01-01T00:00:00Z" }), []);
  assert.deepEqual(read({ ...tool, sessionId: "s1", tool_use_id: "call_1" }), []);
});

test("a run that the log tells of by the same id adds to it", () => {
  assert.ok(read(payload("PostToolUse", bash)).every(addsToLog));
});
