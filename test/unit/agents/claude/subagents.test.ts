import assert from "node:assert/strict";
import { test } from "node:test";
import { claudeTranscript } from "../../../../src/agents/claude/transcript";
import { readLog } from "../../../support/agentFixtures";
import {
  endText,
  endsIn,
  entry,
  notification,
  prompt,
  startsIn,
  toolResult,
  toolUse,
} from "../../../support/claudeEntries";

const signalsOf = (...lines: string[]) => readLog(claudeTranscript, lines.join("\n")).signals;
const endsOf = (...lines: string[]) => endsIn(signalsOf(...lines)).map(endText);
const parentsOf = (...lines: string[]) =>
  startsIn(signalsOf(...lines)).map(
    ({ runId, parentRunId }) => `${runId} in ${parentRunId ?? "-"}`,
  );

const agentLog = "/home/dev/.claude/projects/-work-app/s9/subagents/agent-a1.jsonl";

test("a subagent's own transcript is part of the run that launched it, in the session of its folder", () => {
  const open = (companion?: unknown) => claudeTranscript.open({ path: agentLog, companion });
  const line = toolUse(
    "t1",
    "Bash",
    { command: "ls" },
    { sessionId: "agent-a1", isSidechain: true },
  );
  const launched = open({ agentType: "Explore", toolUseId: "toolu_7" }).read(line);
  assert.deepEqual(
    startsIn(launched).map(({ sessionId, parentRunId }) => [sessionId, parentRunId]),
    [["s9", "toolu_7"]],
  );
  for (const companion of [undefined, null, "x", { agentType: "Explore" }, { toolUseId: 7 }]) {
    const [start] = startsIn(open(companion).read(line));
    assert.equal(start?.parentRunId, undefined);
  }
});

test("a subagent's transcript does not speak of the run that launched it", () => {
  const reader = claudeTranscript.open({ path: agentLog, companion: { toolUseId: "toolu_7" } });
  const told = [
    toolUse("toolu_7", "Agent", { subagent_type: "Explore" }),
    toolResult("toolu_7", { content: "### FORKING CONVERSATION CONTEXT ###" }),
    toolUse("t1", "Read", {}),
  ].flatMap((line) => reader.read(line));
  assert.deepEqual(
    told.map(({ runId }) => runId),
    ["t1"],
  );
  assert.equal(reader.skipped.unreadable, 0);
});

test("the file that tells what launched a subagent lies beside its transcript", () => {
  const { companionOf } = claudeTranscript;
  assert.ok(companionOf);
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["/p/s9/subagents/agent-a1.jsonl", "/p/s9/subagents/agent-a1.meta.json"],
    ["C:\\p\\s9\\subagents\\agent-a1.jsonl", "C:\\p\\s9\\subagents\\agent-a1.meta.json"],
    [
      "/p/s9/subagents/workflows/wf_1/agent-a1.jsonl",
      "/p/s9/subagents/workflows/wf_1/agent-a1.meta.json",
    ],
    ["/p/s9.jsonl", undefined],
    ["/p/agent-a1.jsonl", undefined],
  ];
  for (const [path, expected] of cases) assert.equal(companionOf(path), expected, path);
});

test("a subagent that wrote into the main transcript was the only one at work, or is not known", () => {
  const inside = (id: string) => toolUse(id, "Read", {}, { isSidechain: true });
  const task = (id: string) => toolUse(id, "Task", { subagent_type: "Explore" });
  assert.deepEqual(
    parentsOf(
      inside("t0"),
      task("a"),
      inside("t1"),
      toolUse("t2", "Read", {}),
      task("b"),
      inside("t3"),
      toolResult("a"),
      inside("t4"),
    ),
    ["t0 in -", "a in -", "t1 in a", "t2 in -", "b in -", "t3 in -", "t4 in b"],
  );
});

test("what the main transcript repeats of a subagent is part of the run it names", () => {
  const repeated = (message: object) =>
    entry("progress", {
      parentToolUseID: "a",
      data: { type: "agent_progress", agentId: "a1", message: { type: "assistant", message } },
    });
  const lines = [
    toolUse("a", "Task", { subagent_type: "Explore" }),
    repeated({ content: [{ type: "tool_use", id: "t1", name: "Read", input: {} }] }),
    repeated({ content: [{ type: "tool_result", tool_use_id: "t1", content: "x" }] }),
    repeated({ content: "[Request interrupted by user]" }),
  ];
  assert.deepEqual(parentsOf(...lines), ["a in -", "t1 in a"]);
  assert.deepEqual(endsOf(...lines), ["t1 completed/reported, wall 0"]);
});

test("a subagent in the background ends when its session is told so, and only once", () => {
  const launch = [
    toolUse("a", "Agent", { subagent_type: "Explore" }, { at: 1 }),
    toolResult(
      "a",
      {},
      { at: 2, toolUseResult: { isAsync: true, status: "async_launched", agentId: "x1" } },
    ),
  ];
  const told = (text: string, at = 9) => [
    entry("queue-operation", { operation: "enqueue", content: text, at }),
    prompt(text, { origin: { kind: "task-notification" }, at: at + 1 }),
  ];
  assert.deepEqual(endsOf(...launch), []);
  const byTool = { "tool-use-id": "a" };
  assert.deepEqual(endsOf(...launch, ...told(notification("x1", "completed", byTool))), [
    "a completed/reported, measured 2500",
  ]);
  assert.deepEqual(endsOf(...launch, ...told(notification("x1", "failed"))), [
    "a failed/reported, measured 2500",
  ]);
  assert.deepEqual(endsOf(...launch, ...told(notification("x1", "killed", byTool))), [
    "a abandoned/cancelled, measured 2500",
  ]);
  assert.deepEqual(endsOf(...launch, ...told(notification("x2", "completed"))), []);
  assert.deepEqual(endsOf(...launch, prompt("[Request interrupted by user]")), []);
  assert.deepEqual(endsOf(...launch, prompt(`look: ${notification("x1", "completed")}`)), []);
  // The log begins after the launch.
  assert.deepEqual(endsOf(...told(notification("x1", "completed", byTool))), [
    "a completed/reported, measured 2500",
  ]);
});

test("a command in the background ends with its own exit code", () => {
  const launch = [
    toolUse("b", "Bash", { command: "npm run watch" }, { at: 1 }),
    toolResult("b", {}, { at: 2, toolUseResult: { backgroundTaskId: "bash_1" } }),
  ];
  const text =
    '<task-notification>\n<task-id>bash_1</task-id>\n<status>failed</status>\n<summary>Background command "w" failed with exit code 3</summary>\n</task-notification>';
  assert.deepEqual(endsOf(...launch), []);
  assert.deepEqual(endsOf(...launch, prompt(text, { at: 5 })), [
    "b failed/reported exit 3, wall 4000",
  ]);
});
