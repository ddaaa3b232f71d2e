import assert from "node:assert/strict";
import { test } from "node:test";
import { codexRollout } from "../../../../src/agents/codex/rollout";
import { readLog } from "../../../support/agentFixtures";
import { endText, endsIn, startsIn } from "../../../support/claudeEntries";
import { call, event, item, line, meta, output } from "../../../support/codexLines";

const read = (...lines: string[]) => readLog(codexRollout, [meta(), ...lines].join("\n"));
const signalsOf = (...lines: string[]) => read(...lines).signals;
const endsOf = (...lines: string[]) => endsIn(signalsOf(...lines)).map(endText);
const seconds = (secs: number, nanos = 0) => ({ duration: { secs, nanos } });

test("a tool's run goes from its call to its output, and nothing but names and commands is kept", () => {
  const signals = signalsOf(
    event("user_message", { message: "SECRET" }),
    line("turn_context", { turn_id: "turn-1", cwd: "/work/lib" }),
    call("c1", "exec_command", { cmd: "git status" }, 10),
    output("c1", "Wall time: 0.2 seconds\nProcess exited with code 0\nOutput:\nSECRET", 12),
    call("c2", "update_plan", { plan: ["SECRET"] }, 13),
    output("c2", "SECRET", 15),
  );
  const run = { agent: "codex", sessionId: "thread-1" };
  assert.deepEqual(JSON.parse(JSON.stringify(signals)), [
    {
      ...{ type: "run-started", ...run, runId: "c1", kind: "tool", name: "exec_command" },
      ...{ atMs: 10_000, cwd: "/work/lib", command: "git status" },
    },
    {
      ...{ type: "run-ended", ...run, runId: "c1", atMs: 12_000, outcome: "completed" },
      ...{ reason: "reported", exitCode: 0, duration: { ms: 200, kind: "measured" } },
    },
    {
      ...{ type: "run-started", ...run, runId: "c2", kind: "tool", name: "update_plan" },
      ...{ atMs: 13_000, cwd: "/work/lib" },
    },
    {
      ...{ type: "run-ended", ...run, runId: "c2", atMs: 15_000, outcome: "unknown" },
      ...{ reason: "reported", duration: { ms: 2000, kind: "wall" } },
    },
  ]);
});

test("a shell tool has its command line, whatever form it was given in", () => {
  const commandOf = (name: string, given: object) =>
    startsIn(signalsOf(call("c", name, given)))[0]?.command;
  assert.equal(commandOf("exec_command", { cmd: "npm test" }), "npm test");
  assert.equal(commandOf("shell_command", { command: "npm test" }), "npm test");
  assert.equal(
    commandOf("shell", { command: ["git", "commit", "-m", "it's"] }),
    "git commit -m 'it'\\''s'",
  );
  assert.equal(
    commandOf("shell", { command: ["bash", "-lc", "cd a && npm test"] }),
    "cd a && npm test",
  );
  assert.equal(commandOf("container.exec", { command: ["/bin/zsh", "-c", "ls"] }), "ls");
  assert.equal(commandOf("shell", { command: ["git", 1] }), undefined);
  assert.equal(commandOf("shell", { command: [] }), undefined);
  assert.equal(commandOf("apply_patch", { command: ["git"] }), undefined);
  const custom = item({
    type: "custom_tool_call",
    call_id: "c",
    name: "shell",
    input: '{"command":["ls"]}',
  });
  assert.equal(startsIn(signalsOf(custom))[0]?.command, "ls");
  const local = item({
    type: "local_shell_call",
    call_id: "c",
    action: { command: ["ls", "-a"], working_directory: "/x" },
  });
  const [start] = startsIn(signalsOf(local));
  assert.deepEqual([start?.name, start?.command, start?.cwd], ["local_shell", "ls -a", "/x"]);
});

test("where a command runs is what it was given, if that is a whole path", () => {
  const cwdOf = (workdir: string) =>
    startsIn(signalsOf(call("c", "exec_command", { cmd: "ls", workdir })))[0]?.cwd;
  assert.equal(cwdOf("/tmp"), "/tmp");
  assert.equal(cwdOf("C:\\work"), "C:\\work");
  assert.equal(cwdOf("src"), "/work/app");
});

test("a tool of a server keeps the name it was called by", () => {
  const nameOf = (fields: object) =>
    startsIn(signalsOf(item({ type: "function_call", call_id: "c", ...fields })))[0]?.name;
  assert.equal(nameOf({ name: "mcp__github__get_issue" }), "mcp__github__get_issue");
  assert.equal(nameOf({ name: "get_issue", namespace: "mcp__github__" }), "mcp__github__get_issue");
  assert.equal(nameOf({ name: "get_issue", namespace: "mcp__github" }), "mcp__github__get_issue");
  assert.equal(nameOf({ name: "shell", namespace: null }), "shell");
});

test("how a run ended is what its output says", () => {
  const json = (exit_code: number) =>
    JSON.stringify({ output: "x", metadata: { exit_code, duration_seconds: 0.5 } });
  const cases: readonly (readonly [name: string, output: unknown, expected: string])[] = [
    ["shell", json(0), "completed/reported exit 0, measured 500"],
    ["shell", json(1), "failed/reported exit 1, measured 500"],
    ["apply_patch", json(0), "completed/reported exit 0, measured 500"],
    [
      "shell",
      "Exit code: 2\nWall time: 1.5 seconds\nOutput:\nx",
      "failed/reported exit 2, measured 1500",
    ],
    [
      "exec_command",
      "Chunk ID: 1\nWall time: 0.05 seconds\nProcess exited with code 0\nOutput:\nExit code: 9",
      "completed/reported exit 0, measured 50",
    ],
    [
      "exec_command",
      [{ type: "input_text", text: "Exit code: 130\nOutput:" }],
      "abandoned/cancelled exit 130, wall 1000",
    ],
    [
      "exec_command",
      { content: "Exit code: 1\nOutput:", success: true },
      "failed/reported exit 1, wall 1000",
    ],
    ["exec_command", "no header\nExit code: 1", "unknown/reported, wall 1000"],
    ["view_image", "Exit code: 1\nOutput:", "unknown/reported, wall 1000"],
    ["view_image", { content: "x", success: true }, "completed/reported, wall 1000"],
    ["view_image", { content: "x", success: false }, "failed/reported, wall 1000"],
    ["shell", "aborted by user after 3.2s", "abandoned/cancelled, wall 1000"],
    ["shell", "aborted", "abandoned/cancelled, wall 1000"],
    ["shell", "Wall time: 3.2 seconds\naborted by user", "abandoned/cancelled, measured 3200"],
    ["view_image", "aborted changes are listed", "unknown/reported, wall 1000"],
    ["shell", "exec command rejected by user", "abandoned/rejected"],
    ["apply_patch", "patch rejected by user", "abandoned/rejected"],
    ["apply_patch", 7, "unknown/reported, wall 1000"],
  ];
  for (const [name, given, expected] of cases)
    assert.deepEqual(
      endsOf(call("c", name, {}), output("c", given, 1)),
      [`c ${expected}`],
      JSON.stringify(given),
    );
});

test("an event of a run's end is believed before its output", () => {
  const run = [call("c", "exec_command", { cmd: "make" }, 1)];
  const done = (fields: object) =>
    event("exec_command_end", { call_id: "c", ...seconds(2, 5e8), ...fields }, 9);
  const after = output("c", "whatever", 10);
  const endOf = (fields: object) => endsOf(...run, done(fields), after);
  assert.deepEqual(endOf({ exit_code: 0 }), ["c completed/reported exit 0, measured 2500"]);
  assert.deepEqual(endOf({ exit_code: 3 }), ["c failed/reported exit 3, measured 2500"]);
  assert.deepEqual(endOf({ exit_code: -1, status: "declined" }), ["c abandoned/rejected"]);
  // Nothing ran, or it was aborted: the output knows.
  assert.deepEqual(endOf({ exit_code: -1, status: "failed" }), ["c unknown/reported, wall 9000"]);
  const aborted = output("c", "aborted by user after 5.0s", 10);
  assert.deepEqual(endsOf(...run, done({ exit_code: -1 }), aborted), [
    "c abandoned/cancelled, wall 9000",
  ]);
  const completed = event(
    "item_completed",
    { item: { type: "CommandExecution", id: "c", exit_code: 1, ...seconds(1) } },
    9,
  );
  assert.deepEqual(endsOf(...run, completed, after), ["c failed/reported exit 1, measured 1000"]);
});

test("an event of a run whose call is not in the log tells its beginning as well", () => {
  const cases: readonly (readonly [type: string, fields: object, start: string, end: string])[] = [
    [
      "exec_command_end",
      { command: ["bash", "-lc", "make"], cwd: "/tmp", exit_code: 0, ...seconds(2) },
      "exec_command /tmp make 7000",
      "completed/reported exit 0, measured 2000",
    ],
    [
      "mcp_tool_call_end",
      {
        invocation: { server: "s", tool: "t" },
        result: { Ok: { isError: false } },
        ...seconds(0, 4e6),
      },
      "mcp__s__t /work/app - 8996",
      "completed/reported, measured 4",
    ],
    [
      "mcp_tool_call_end",
      { invocation: { server: "s", tool: "t" }, result: { Ok: { isError: true } } },
      "mcp__s__t /work/app - 9000",
      "failed/reported",
    ],
    [
      "mcp_tool_call_end",
      { invocation: { server: "s", tool: "t" }, result: { Err: "SECRET" } },
      "mcp__s__t /work/app - 9000",
      "failed/reported",
    ],
    [
      "mcp_tool_call_end",
      { invocation: { server: "s", tool: "t" } },
      "mcp__s__t /work/app - 9000",
      "unknown/reported",
    ],
    [
      "patch_apply_end",
      { success: true, status: "completed" },
      "apply_patch /work/app - 9000",
      "completed/reported",
    ],
    [
      "patch_apply_end",
      { success: false, status: "failed" },
      "apply_patch /work/app - 9000",
      "failed/reported",
    ],
    [
      "patch_apply_end",
      { success: false, status: "declined" },
      "apply_patch /work/app - 9000",
      "abandoned/rejected",
    ],
    [
      "dynamic_tool_call_response",
      { tool: "lookup", success: true, ...seconds(1) },
      "lookup /work/app - 8000",
      "completed/reported, measured 1000",
    ],
  ];
  for (const [type, fields, expectedStart, expectedEnd] of cases) {
    const signals = signalsOf(event(type, { call_id: "c", ...fields }, 9));
    const starts = startsIn(signals).map(({ name, cwd, command = "-", atMs }) =>
      [name, cwd, command, atMs].join(" "),
    );
    assert.deepEqual(starts, [expectedStart]);
    assert.deepEqual(endsIn(signals).map(endText), [`c ${expectedEnd}`]);
  }
});

test("what the model's provider ran is told of once", () => {
  const search = (id: unknown, status: string) => item({ type: "web_search_call", id, status }, 3);
  const twice = signalsOf(search("ws1", "completed"), search("ws1", "completed"));
  assert.deepEqual(
    startsIn(twice).map(({ name }) => name),
    ["web_search"],
  );
  assert.deepEqual(endsIn(twice).map(endText), ["ws1 completed/reported"]);
  assert.deepEqual(endsOf(search("ws2", "failed")), ["ws2 failed/reported"]);
  assert.deepEqual(signalsOf(search(undefined, "completed")), []);
});

test("a command that outlives its call ends when its shell session is asked and says so", () => {
  const running =
    "Chunk ID: 1\nWall time: 10.0 seconds\nProcess running with session ID 71\nOutput:\n";
  const exited = "Wall time: 5.0 seconds\nProcess exited with code 2\nOutput:\n";
  const ask = (id: string, at: number) =>
    call(id, "write_stdin", { session_id: 71, chars: "" }, at);
  const begun = [call("c", "exec_command", { cmd: "make" }, 0), output("c", running, 10)];
  assert.deepEqual(endsOf(...begun), []);
  assert.deepEqual(
    endsOf(
      ...begun,
      ask("w1", 11),
      output("w1", running, 21),
      ask("w2", 22),
      output("w2", exited, 27),
    ),
    [
      "w1 completed/reported, wall 10000",
      "c failed/reported exit 2, wall 27000",
      "w2 completed/reported, wall 5000",
    ],
  );
  const end = event("exec_command_end", { call_id: "c", exit_code: 0, ...seconds(30) }, 30);
  assert.deepEqual(endsOf(...begun, end, end), ["c completed/reported exit 0, measured 30000"]);
});

test("an aborted turn cancels what is open; one that completes leaves it unjudged", () => {
  const open = [call("c1", "shell", {}, 1), call("c2", "shell", {}, 2), output("c1", "x", 3)];
  const late = output("c2", "x", 6);
  assert.deepEqual(endsOf(...open, event("turn_aborted", { reason: "interrupted" }, 5), late), [
    "c1 unknown/reported, wall 2000",
    "c2 abandoned/cancelled, wall 3000",
  ]);
  assert.deepEqual(endsOf(...open, event("task_complete", { duration_ms: 9 }, 5), late), [
    "c1 unknown/reported, wall 2000",
    "c2 unknown/reported, wall 3000",
  ]);
});

test("faulty lines and unknown types are counted; what cannot be placed is not told", () => {
  const { signals, skipped } = read(
    "{",
    "7",
    JSON.stringify({ payload: {} }),
    line("brand_new", {}),
    item({ type: "new_item" }),
    event("new_event", {}),
    event("item_completed", { item: { type: "NewItem" } }),
    event("token_count", {}),
    item({ type: "message", content: [] }),
    line("compacted", { replacement_history: [{ type: "function_call" }] }),
    item({ type: "function_call", name: "shell" }),
    item({ type: "function_call_output", output: "x" }),
    event("mcp_tool_call_end", { call_id: "c" }),
    call("c", "shell", {}, Number.NaN),
    "",
  );
  assert.deepEqual(signals, []);
  assert.equal(skipped.unreadable, 7);
  assert.deepEqual(Object.fromEntries(skipped.unknownTypes), {
    ...{ brand_new: 1, "response_item:new_item": 1, "event_msg:new_event": 1 },
    "item_completed:NewItem": 1,
  });
  const headless = readLog(codexRollout, call("c", "shell", {}));
  assert.deepEqual([headless.signals, headless.skipped.unreadable], [[], 1]);
});
