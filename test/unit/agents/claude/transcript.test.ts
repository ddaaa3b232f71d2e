import assert from "node:assert/strict";
import { test } from "node:test";
import { claudeTranscript } from "../../../../src/agents/claude/transcript";
import { readLog } from "../../../support/agentFixtures";
import {
  endText,
  endsIn,
  entry,
  prompt,
  startsIn,
  toolResult,
  toolUse,
} from "../../../support/claudeEntries";

const read = (...lines: string[]) => readLog(claudeTranscript, lines.join("\n"));
const signalsOf = (...lines: string[]) => read(...lines).signals;
const endsOf = (...lines: string[]) => endsIn(signalsOf(...lines)).map(endText);

test("a tool's run goes from its call to its result, and nothing but names is kept", () => {
  const signals = signalsOf(
    prompt("SECRET prompt"),
    toolUse("t1", "Read", { file_path: "/work/SECRET" }, { at: 10 }),
    toolResult("t1", { content: "SECRET file" }, { at: 12, toolUseResult: { file: "SECRET" } }),
  );
  const run = { agent: "claude", sessionId: "s1", runId: "t1" };
  assert.deepEqual(JSON.parse(JSON.stringify(signals)), [
    {
      ...{ type: "run-started", ...run, kind: "tool", name: "Read" },
      ...{ atMs: 10_000, cwd: "/work/app" },
    },
    {
      ...{ type: "run-ended", ...run, atMs: 12_000, outcome: "completed", reason: "reported" },
      duration: { ms: 2000, kind: "wall" },
    },
  ]);
  assert.doesNotMatch(JSON.stringify(signals), /SECRET/);
});

test("a tool is known by what it is called with only where that is a name", () => {
  const cases: readonly (readonly [tool: string, input: object, expected: string])[] = [
    ["Bash", { command: "git status", description: "d" }, "tool Bash git status"],
    ["Task", { subagent_type: "Explore", prompt: "p" }, "agent Explore"],
    ["Agent", { subagent_type: "general-purpose" }, "agent general-purpose"],
    ["Agent", { prompt: "p" }, "agent Agent"],
    ["Skill", { skill: "superpowers:debug", args: "a" }, "skill superpowers:debug"],
    ["Skill", { command: "pdf" }, "skill pdf"],
    ["SlashCommand", { command: "/review 12 --now" }, "command /review"],
    ["mcp__github__get_issue", { command: "not a shell" }, "tool mcp__github__get_issue"],
    ["Grep", { pattern: "x" }, "tool Grep"],
  ];
  for (const [tool, input, expected] of cases) {
    const [start] = startsIn(signalsOf(toolUse("t", tool, input)));
    const { kind, name, command } = start ?? assert.fail(tool);
    assert.equal([kind, name, ...(command === undefined ? [] : [command])].join(" "), expected);
  }
});

test("how a run ended is what its result says; a refused one is no failure", () => {
  const error = (content: string) => ({ content, is_error: true });
  const refusal = "The user doesn't want to proceed with this tool use. The tool use was rejected";
  const cases: readonly (readonly [block: object, more: object, expected: string])[] = [
    [{}, {}, "completed/reported, wall 1000"],
    [{ is_error: false }, {}, "completed/reported, wall 1000"],
    [error("no"), {}, "failed/reported, wall 1000"],
    [error("Exit code 2\nsome text"), {}, "failed/reported exit 2, wall 1000"],
    [error("Exit code 130"), {}, "abandoned/cancelled exit 130, wall 1000"],
    [error("Exit code 20 of 30"), {}, "failed/reported, wall 1000"],
    [
      error("<tool_use_error>InputValidationError: x"),
      {},
      "failed/reported InputValidationError, wall 1000",
    ],
    [error(refusal), {}, "abandoned/rejected"],
    [error("The user doesn't want to take this action right now. STOP"), {}, "abandoned/rejected"],
    [{ content: refusal }, {}, "completed/reported, wall 1000"],
    [{ content: [{ type: "text", text: refusal }], is_error: true }, {}, "abandoned/rejected"],
    [error("no"), { toolDenialKind: "user-rejected" }, "abandoned/rejected"],
    [error("no"), { toolDenialKind: "interrupted" }, "abandoned/cancelled, wall 1000"],
    [error("[Request interrupted by user for tool use]"), {}, "abandoned/cancelled, wall 1000"],
    [{}, { toolUseResult: { interrupted: true } }, "abandoned/cancelled, wall 1000"],
    [{}, { toolUseResult: { success: false } }, "failed/reported, wall 1000"],
    [{}, { toolUseResult: { durationMs: 108 } }, "completed/reported, measured 108"],
    [{}, { toolUseResult: { durationSeconds: 1.5 } }, "completed/reported, measured 1500"],
    [{}, { toolUseResult: { durationMs: -1 } }, "completed/reported, wall 1000"],
    [{}, { toolUseResult: "a text" }, "completed/reported, wall 1000"],
  ];
  for (const [block, more, expected] of cases) {
    const ends = endsOf(toolUse("t", "Bash", {}), toolResult("t", block, { at: 1, ...more }));
    assert.deepEqual(ends, [`t ${expected}`], JSON.stringify([block, more]));
  }
});

test("the last tick of a running tool is how long it took", () => {
  const tick = (elapsedTimeSeconds: unknown, parentToolUseID = "t") =>
    entry("progress", { data: { type: "bash_progress", elapsedTimeSeconds }, parentToolUseID });
  const ticks = [tick(2), tick(3), tick(9, "other"), tick("8")];
  assert.deepEqual(endsOf(toolUse("t", "Bash", {}), ...ticks, toolResult("t", {}, { at: 60 })), [
    "t completed/reported, measured 3000",
  ]);
});

test("a subagent measures itself; a status that is not known says nothing", () => {
  const endOf = (toolUseResult: object) =>
    endsOf(toolUse("t", "Task", {}), toolResult("t", {}, { at: 9, toolUseResult }));
  assert.deepEqual(endOf({ status: "completed", totalDurationMs: 8765 }), [
    "t completed/reported, measured 8765",
  ]);
  assert.deepEqual(endOf({ status: "paused" }), ["t unknown/reported, wall 9000"]);
});

test("that a skill was loaded says nothing of how long it took", () => {
  const toolUseResult = { success: true, commandName: "pdf" };
  const lines = [toolUse("t", "Skill", { skill: "pdf" }), toolResult("t", {}, { toolUseResult })];
  assert.deepEqual(endsOf(...lines), ["t completed/reported"]);
  const unknown = toolResult("t", { is_error: true, content: "Unknown skill: pfd" });
  assert.deepEqual(endsOf(toolUse("t", "Skill", { skill: "pfd" }), unknown), ["t failed/reported"]);
});

test("a slash command begins and ends at once, by its name only", () => {
  const command = (name: string) =>
    `<command-name>${name}</command-name>\n<command-message>SECRET</command-message><command-args>SECRET</command-args>`;
  for (const line of [
    prompt(command("/clear"), { uuid: "u7" }),
    prompt("<command-message>x</command-message>\n<command-name>clear</command-name>", {
      uuid: "u7",
    }),
    entry("user", {
      uuid: "u7",
      message: { content: [{ type: "text", text: command("/clear") }] },
    }),
    entry("system", { uuid: "u7", subtype: "local_command", content: command("/clear") }),
  ]) {
    const signals = signalsOf(line);
    assert.deepEqual(
      startsIn(signals).map(({ kind, name, runId }) => [kind, name, runId]),
      [["command", "/clear", "u7"]],
    );
    assert.deepEqual(endsIn(signals).map(endText), ["u7 unknown/reported"]);
    assert.doesNotMatch(JSON.stringify(signals), /SECRET/);
  }
  assert.deepEqual(signalsOf(prompt(`what does ${command("/clear")} do?`)), []);
  const fromAgent = entry("assistant", { message: { content: command("/clear") } });
  assert.deepEqual(signalsOf(fromAgent), []);
});

test("an interruption stops all the agent waited for; results that follow say no more", () => {
  const interruption = {
    message: { content: [{ type: "text", text: "[Request interrupted by user]" }] },
  };
  assert.deepEqual(
    endsOf(
      toolUse("t1", "Bash", {}, { at: 1 }),
      toolUse("t2", "Read", {}, { at: 2 }),
      toolResult("t1", {}, { at: 3 }),
      toolUse("t3", "Read", {}, { at: 4 }),
      entry("user", { ...interruption, at: 5 }),
      toolResult("t3", {}, { at: 6 }),
    ),
    [
      "t1 completed/reported, wall 2000",
      "t2 abandoned/cancelled, wall 3000",
      "t3 abandoned/cancelled, wall 1000",
    ],
  );
});

test("a result whose call is not in the log ends the run without a duration", () => {
  assert.deepEqual(endsOf(toolResult("t")), ["t completed/reported"]);
});

test("lines that are not of their type's form are counted once, and the rest of them is read", () => {
  const { signals, skipped } = read(
    "{",
    "[]",
    "null",
    "{}",
    toolUse("t1", "Bash", {}, { timestamp: "yesterday" }),
    toolUse("t2", "Bash", {}, { timestamp: "2026-01-01T00:00:00" }),
    toolUse("t3", "Bash", {}, { sessionId: undefined }),
    entry("assistant", {
      message: {
        content: [
          { type: "tool_use", name: "Read" },
          { type: "tool_use", id: "t4" },
          { type: "tool_use", id: "t5", name: "Read" },
        ],
      },
    }),
    toolResult("", {}),
    prompt("<command-name>/clear</command-name>", { uuid: undefined }),
    "",
    "  ",
  );
  assert.deepEqual(
    signals.map(({ runId }) => runId),
    ["t5"],
  );
  assert.equal(skipped.unreadable, 10);
  assert.equal(skipped.unknownTypes.size, 0);
});

test("types that are new are counted, types without runs are not", () => {
  const types = ["summary", "attachment", "mode", "brand-new", "system", "brand-new", "other"];
  const { signals, skipped } = read(...types.map((type) => entry(type)));
  assert.deepEqual(signals, []);
  assert.deepEqual(Object.fromEntries(skipped.unknownTypes), { "brand-new": 2, other: 1 });
  assert.equal(skipped.unreadable, 0);
});
