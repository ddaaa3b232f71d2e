import assert from "node:assert/strict";
import { test } from "node:test";
import { geminiSession } from "../../../../src/agents/gemini/session";
import { geminiSessionLog } from "../../../../src/agents/gemini/sessionLog";
import type { AgentSignal } from "../../../../src/agents/model";
import { readInTwo, readLog, type Reading } from "../../../support/agentFixtures";

const path = "/home/me/.gemini/tmp/0b7d/chats/session-2026-04-29-ab12.jsonl";
const second = (at: number): string => new Date(at * 1000).toISOString();

const call = (id: string, more: object = {}) => ({
  id,
  name: "read_file",
  args: { absolute_path: "/SECRET" },
  status: "success",
  timestamp: second(20),
  result: [{ functionResponse: { response: { output: "SECRET" } } }],
  ...more,
});
const message = (toolCalls: readonly object[], more: object = {}) => ({
  id: "m1",
  timestamp: second(10),
  type: "gemini",
  content: "SECRET",
  toolCalls,
  ...more,
});
const header = { sessionId: "s1", projectHash: "0b7d", startTime: second(0), kind: "main" };

const readDocument = (session: object): Reading =>
  geminiSession.read(JSON.stringify(session, undefined, 2), { path });
const logOf = (...records: readonly object[]): string =>
  records.map((record) => JSON.stringify(record)).join("\n");
const readRecords = (...records: readonly object[]): Reading =>
  readLog(geminiSessionLog, logOf(...records), path);
/** The same message in both formats. */
const bothOf = (given: object): readonly Reading[] => [
  readDocument({ sessionId: "s1", messages: [given] }),
  readRecords(header, given),
];
const told = ({ signals }: { readonly signals: readonly AgentSignal[] }): readonly string[] =>
  signals.map((one) => `${one.runId} ${one.type === "run-ended" ? one.outcome : "started"}`);

test("a call is a run at the time it was recorded, without a duration, and without texts", () => {
  for (const { signals } of bothOf(message([call("c")]))) {
    const of = { agent: "gemini", sessionId: "s1", runId: "c", atMs: 20_000 };
    assert.deepEqual(JSON.parse(JSON.stringify(signals)), [
      { type: "run-started", ...of, kind: "tool", name: "read_file" },
      { type: "run-ended", ...of, outcome: "completed", reason: "reported" },
    ]);
  }
  for (const { signals } of bothOf(message([call("c", { timestamp: undefined })])))
    assert.equal(signals[0]?.atMs, 10_000);
});

test("how a call stands says whether it ended, and how", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["success", ["c started", "c completed"]],
    ["error", ["c started", "c failed"]],
    ["cancelled", ["c started", "c abandoned"]],
    ["executing", ["c started"]],
    ["awaiting_approval", ["c started"]],
    ["invented", ["c started"]],
  ];
  for (const [status, expected] of cases)
    for (const reading of bothOf(message([call("c", { status })])))
      assert.deepEqual(told(reading), expected, status);
});

test("the shell has its command, and the tool for skills is the skill", () => {
  const starts = (one: object) =>
    bothOf(message([call("c", one)])).map(({ signals: [start] }) => {
      assert.ok(start?.type === "run-started");
      return [start.kind, start.name, start.command];
    });
  const args = { command: "npm test" };
  const shell = ["tool", "run_shell_command", "npm test"];
  assert.deepEqual(starts({ name: "run_shell_command", args }), [shell, shell]);
  const other = ["tool", "mcp_ci_run", undefined];
  assert.deepEqual(starts({ name: "mcp_ci_run", args }), [other, other]);
  const skill = ["skill", "review", undefined];
  assert.deepEqual(starts({ name: "activate_skill", args: { name: "review" } }), [skill, skill]);
  const nameless = ["tool", "activate_skill", undefined];
  assert.deepEqual(starts({ name: "activate_skill" }), [nameless, nameless]);
});

test("a command that failed is no success, by the exit code after its output", () => {
  const outcomeOf = (output: string, more: object = {}): string => {
    const result = [{ functionResponse: { response: { output } } }];
    const shell = call("c", { name: "run_shell_command", result, ...more });
    const [, end] = readRecords(header, message([shell])).signals;
    assert.ok(end?.type === "run-ended");
    return `${end.outcome}/${end.exitCode ?? ""}`;
  };
  const older = (code: number | string): string =>
    `Output: a\nb\nError: (none)\nExit Code: ${code}\nSignal: 0\nProcess Group PGID: 7`;
  const cases: readonly (readonly [string, string])[] = [
    ["Output: a\nExit Code: 1\nProcess Group PGID: 7", "failed/1"],
    ["Output: a\nExit Code: 130", "abandoned/130"],
    ["Output: a\nProcess Group PGID: 7", "completed/"],
    [`Output: ${"x\n".repeat(2000)}Exit Code: 2`, "failed/2"],
    ["Output: Exit Code: 1\nor so\nProcess Group PGID: 7", "completed/"],
    ["Exit Code: 1 it said", "completed/"],
    [older(0), "completed/0"],
    [older(3), "failed/3"],
    [older("(none)"), "completed/"],
  ];
  for (const [output, expected] of cases) assert.equal(outcomeOf(output), expected, output);
  assert.equal(outcomeOf(older(3), { name: "read_file" }), "completed/");
  assert.equal(outcomeOf(older(3), { status: "cancelled" }), "abandoned/");
});

test("a message that grows tells only what is new", () => {
  const reading = readRecords(
    header,
    message([]),
    message([call("a", { status: "executing" })]),
    message([call("a"), call("b")]),
    { $set: { lastUpdated: second(30) } },
    message([call("a"), call("b")], { tokens: { total: 3 } }),
    { $rewindTo: "m1" },
    { $set: { messages: [message([call("a"), call("c")])] } },
  );
  assert.deepEqual(told(reading), [
    ...["a started", "a completed", "b started", "b completed", "c started", "c completed"],
  ]);
  assert.equal(reading.skipped.unreadable, 0);
});

test("the session is the one last named, or the file's", () => {
  const idsOf = ({ signals }: Reading) => signals.map(({ sessionId }) => sessionId);
  const stem = "session-2026-04-29-ab12";
  assert.deepEqual(idsOf(readDocument({ messages: [message([call("a")])] })), [stem, stem]);
  const records = [message([call("a")]), header, message([call("b")])];
  const last = [{ $set: { sessionId: "s2" } }, message([call("c")])];
  assert.deepEqual(idsOf(readRecords(...records, ...last)), [stem, stem, "s1", "s1", "s2", "s2"]);
});

test("messages of unknown types are counted, and those without runs are not", () => {
  const types = ["user", "info", "error", "warning", "gemini", "model", "model", "thought"];
  const messages = types.map((type, at) => message([], { type, id: `m${at}` }));
  const document = readDocument({ sessionId: "s1", messages });
  for (const { skipped } of [document, readRecords(header, ...messages)]) {
    assert.deepEqual(Object.fromEntries(skipped.unknownTypes), { model: 2, thought: 1 });
    assert.equal(skipped.unreadable, 0);
  }
});

test("what cannot be used is counted", () => {
  const bad = [
    message([call("")]),
    message([call("c", { name: 7 })]),
    message([call("c", { timestamp: "soon" })], { timestamp: "later" }),
    message([], { type: undefined }),
  ];
  const document = readDocument({ sessionId: "s1", messages: [...bad, "text"] });
  const log = readLog(geminiSessionLog, `${logOf(...bad)}\n{"id":"m\n{"kind":"main"}`, path);
  for (const { signals, skipped } of [document, log])
    assert.deepEqual([signals.length, skipped.unknownTypes.size], [0, 0]);
  assert.deepEqual([document.skipped.unreadable, log.skipped.unreadable], [5, 6]);
  for (const torn of ["", '{"messages":[', "[]", '{"history":[]}'])
    assert.equal(geminiSession.read(torn, { path }).skipped.unreadable, 1);
});

test("what is remembered is small and holds no command, however long the session", () => {
  const reader = geminiSessionLog.open({ path });
  for (let at = 0; at < 1000; at++) {
    const status = at % 2 === 0 ? "success" : "executing";
    const args = { command: "curl -u SECRET" };
    const shell = call(`run_shell_command-${at}`, { name: "run_shell_command", args, status });
    reader.read(JSON.stringify(message([shell], { id: `m${at}` })));
  }
  const state = JSON.stringify(reader.state());
  assert.ok(state.length < 8_000);
  assert.doesNotMatch(state, /SECRET/);
});

test("reading goes on after any line as if it had not stopped", () => {
  const records: object[] = [header];
  for (let at = 0; at < 30; at++) {
    const calls = [0, 1, 2].slice(0, 1 + (at % 3)).map((one) => call(`c${at - (at % 3)}-${one}`));
    records.push(message(calls, { id: `m${at - (at % 3)}` }));
    if (at % 7 === 0) records.push({ $set: { sessionId: `s${at}` } }, { $invented: true });
    if (at % 5 === 0) records.push(message([], { type: "model" }));
  }
  const text = logOf(...records);
  const whole = readLog(geminiSessionLog, text, path);
  assert.equal(whole.signals.length, 60);
  for (let at = 0; at <= records.length; at++) {
    const parts = readInTwo(geminiSessionLog, text, at, path);
    assert.deepEqual(parts.signals, whole.signals);
    assert.equal(parts.skipped.unreadable, 5);
    assert.deepEqual(parts.skipped.unknownTypes, whole.skipped.unknownTypes);
  }
});
