import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSession } from "../../../../src/agents/hooks/check";
import { addsToLog } from "../../../../src/agents/hooks/hookOnly";
import { codexInbox, copilotInbox } from "../../../../src/agents/hooks/inbox";
import { readInTwo, readLog } from "../../../support/agentFixtures";

const line = (event: string, payload: object, more: object = {}): string =>
  JSON.stringify({ v: 1, at: 5_000, event, payload, ...more });

const codexTool = { session_id: "s1", tool_use_id: "call_1", tool_name: "Bash", cwd: "/repo" };
const copilotTool = { sessionId: "s2", timestamp: 4_000, cwd: "/repo", toolName: "bash" };

test("Codex tells which call returned, and neither how it ended nor how long it took", () => {
  const { signals } = readLog(codexInbox, line("PostToolUse", codexTool));
  const id = { agent: "codex", sessionId: "s1", runId: "call_1", atMs: 5_000 };
  assert.deepEqual(signals, [
    { type: "run-started", ...id, kind: "tool", name: "Bash", cwd: "/repo" },
    { type: "run-ended", ...id, outcome: "unknown", reason: "reported" },
  ]);
  assert.ok(signals.every((signal) => !addsToLog(signal)));
});

test("Copilot tells how a tool ended, by a time of its own and without the call's id", () => {
  const text = [
    line("postToolUse", copilotTool),
    line("postToolUseFailure", { ...copilotTool, timestamp: 4_001 }),
    line("preToolUse", copilotTool),
  ].join("\n");
  const { signals } = readLog(copilotInbox, text);
  assert.deepEqual(
    signals.map((one) => [one.runId, one.atMs, one.type === "run-ended" && one.outcome]),
    [
      ["hook:4000:bash", 4_000, false],
      ["hook:4000:bash", 4_000, "completed"],
      ["hook:4001:bash", 4_001, false],
      ["hook:4001:bash", 4_001, "failed"],
    ],
  );
  assert.ok(signals.every((signal) => !addsToLog(signal)));
});

test("a skill and a subagent of Copilot are named after what they are", () => {
  const named = (toolName: string, toolArgs: object) => {
    const { signals } = readLog(
      copilotInbox,
      line("postToolUse", { ...copilotTool, toolName, toolArgs }),
    );
    const [started] = signals;
    return started?.type === "run-started" ? [started.kind, started.name] : [];
  };
  assert.deepEqual(named("skill", { skill: "pdf" }), ["skill", "pdf"]);
  assert.deepEqual(named("task", { agent_type: "explore" }), ["agent", "explore"]);
  assert.deepEqual(named("task", {}), ["agent", "task"]);
});

test("what cannot be used is counted and tells nothing; a check tells nothing and is not counted", () => {
  const text = [
    "not JSON",
    "[]",
    line("PostToolUse", codexTool, { at: "now" }),
    line("PostToolUse", codexTool, { payload: "text" }),
    line("PostToolUse", codexTool, { v: 2 }),
    line("PostToolUse", { ...codexTool, session_id: checkSession }),
    line("PostToolUse", { ...codexTool, tool_use_id: undefined }),
  ].join("\n");
  const { signals, skipped } = readLog(codexInbox, text);
  assert.deepEqual(signals, []);
  assert.equal(skipped.unreadable, 4);
  assert.deepEqual([...skipped.unknownTypes], [["v2", 1]]);
});

test("reading goes on where it stopped", () => {
  const text = `torn\n${line("PostToolUse", codexTool)}\nagain torn\n`;
  for (const at of [0, 1, 2, 3])
    assert.deepEqual(readInTwo(codexInbox, text, at).signals, readLog(codexInbox, text).signals);
  assert.equal(readInTwo(codexInbox, text, 2).skipped.unreadable, 2);
});
