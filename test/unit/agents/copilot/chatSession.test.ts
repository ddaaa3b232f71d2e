import assert from "node:assert/strict";
import { test } from "node:test";
import {
  copilotChatDocument,
  copilotChatSession,
} from "../../../../src/agents/copilot/chatSession";
import type { AgentRunEnded, AgentRunStarted, AgentSignal } from "../../../../src/agents/model";
import { countsOf, readInTwo, readLog } from "../../../support/agentFixtures";
import { seededRandom, type Random } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";

const path = "/ws/chatSessions/9f3c.jsonl";

const chat = (requests: readonly object[], sessionId = "s1") => ({
  version: 3,
  sessionId,
  requests,
});
const request = (
  timestamp: number | undefined,
  response: readonly object[],
  more: object = {},
) => ({
  requestId: `request_${timestamp ?? "?"}`,
  timestamp,
  message: { text: "PROMPT" },
  response,
  ...more,
});
const call = (toolCallId: string, more: object = {}) => ({
  kind: "toolInvocationSerialized",
  toolId: "copilot_readFile",
  toolCallId,
  isComplete: true,
  isConfirmed: { type: 1 },
  ...more,
});
const terminal = (more: object) =>
  call("t", { toolId: "run_in_terminal", toolSpecificData: { kind: "terminal", ...more } });

/** Lines of a log that begins with a chat of these requests. */
const log = (requests: readonly object[], ...patches: readonly object[]): string =>
  [{ kind: 0, v: chat(requests) }, ...patches].map((line) => JSON.stringify(line)).join("\n");
const read = (text: string) => readLog(copilotChatSession, text, path);

function startAndEnd(part: object): readonly [AgentRunStarted, AgentRunEnded | undefined] {
  const [start, end, ...others] = read(log([request(1000, [part])])).signals;
  assert.ok(start?.type === "run-started" && end?.type !== "run-started" && others.length === 0);
  return [start, end];
}
const outcomeOf = (part: object): string => {
  const [, end] = startAndEnd(part);
  return end === undefined ? "open" : `${end.outcome}/${end.reason}/${end.exitCode ?? ""}`;
};
const told = ({ signals }: { readonly signals: readonly AgentSignal[] }): readonly string[] =>
  signals.map((one) => `${one.runId} ${one.type === "run-ended" ? one.outcome : "started"}`);

test("a call is a run at the time of its request, without a duration, and without texts", () => {
  const [start, end] = startAndEnd(call("c", { resultDetails: [], pastTenseMessage: "SECRET" }));
  const of = { agent: "copilot", sessionId: "s1", runId: "c", atMs: 1000 };
  assert.deepEqual(JSON.parse(JSON.stringify([start, end])), [
    { type: "run-started", ...of, kind: "tool", name: "copilot_readFile" },
    { type: "run-ended", ...of, outcome: "unknown", reason: "reported" },
  ]);
});

test("a command in a terminal has its line, its times and its exit code", () => {
  const terminalCommandState = { exitCode: 1, timestamp: 3000, duration: 1200 };
  const commandLine = { original: "go test", toolEdited: "go test ./..." };
  const [start, end] = startAndEnd(terminal({ commandLine, terminalCommandState }));
  assert.deepEqual([start.command, start.atMs], ["go test ./...", 3000]);
  assert.deepEqual([end?.atMs, end?.outcome, end?.exitCode], [4200, "failed", 1]);
  assert.deepEqual(end?.duration, { ms: 1200, kind: "measured" });
  const lineOf = (more: object) => startAndEnd(terminal(more))[0].command;
  assert.equal(lineOf({ commandLine: { ...commandLine, userEdited: "make" } }), "make");
  assert.equal(lineOf({ commandLine: { original: "go test" } }), "go test");
  assert.equal(lineOf({ command: "ls" }), "ls");
  assert.equal(lineOf({}), undefined);
});

test("how a call ended: refused, by exit code, by what its result says, or not said", () => {
  const cases: readonly (readonly [object, string])[] = [
    [call("c"), "unknown/reported/"],
    [call("c", { isComplete: false }), "open"],
    [call("c", { isComplete: undefined }), "open"],
    [call("c", { isConfirmed: { type: 0 } }), "abandoned/rejected/"],
    [call("c", { isConfirmed: { type: 5 }, isComplete: false }), "abandoned/rejected/"],
    [call("c", { isConfirmed: false }), "abandoned/rejected/"],
    [call("c", { isConfirmed: false, isComplete: false }), "open"],
    [call("c", { isConfirmed: true }), "unknown/reported/"],
    [call("c", { resultDetails: { isError: true } }), "failed/reported/"],
    [call("c", { resultDetails: { isError: false } }), "completed/reported/"],
    [terminal({ terminalCommandState: { exitCode: 0 } }), "completed/reported/0"],
    [terminal({ terminalCommandState: { exitCode: 130 } }), "abandoned/cancelled/130"],
    [terminal({ terminalCommandState: {} }), "unknown/reported/"],
  ];
  for (const [part, expected] of cases)
    assert.equal(outcomeOf(part), expected, JSON.stringify(part));
});

test("a subagent has its own name and kind, and calls within it say whose they are", () => {
  const agent = { kind: "subagent", agentName: "explore", prompt: "PROMPT" };
  const toolId = "runSubagent";
  const response = [
    call("a", { toolId, toolSpecificData: agent, isComplete: false }),
    call("b", { subAgentInvocationId: "a" }),
    call("c", { toolId, toolSpecificData: { kind: "subagent" } }),
    call("d", { subAgentInvocationId: "unheard-of" }),
  ];
  const starts = read(log([request(1, response)])).signals.filter(
    (one) => one.type === "run-started",
  );
  assert.deepEqual(
    starts.map(({ kind, name, parentRunId }) => [kind, name, parentRunId]),
    [
      ["agent", "explore", undefined],
      ["tool", "copilot_readFile", "a"],
      ["agent", "runSubagent", undefined],
      ["tool", "copilot_readFile", undefined],
    ],
  );
});

test("changes of the chat tell what is new, and nothing twice", () => {
  const running = call("x", { isComplete: false });
  const text = log(
    [request(1000, [call("a")])],
    { kind: 2, k: ["requests"], v: [request(2000, [])] },
    { kind: 2, k: ["requests", 1, "response"], v: [{ value: "text" }, running] },
    { kind: 1, k: ["requests", 1, "result"], v: { metadata: {} } },
    { kind: 2, k: ["requests", 1, "response"], i: 1, v: [call("x"), call("y")] },
    { kind: 1, k: ["requests", 1, "response", 2], v: call("y") },
    { kind: 1, k: ["requests", 0], v: request(1000, [call("a"), call("b")]) },
    { kind: 3, k: ["requests", 1, "isHidden"] },
    { kind: 1, k: ["inputState", "inputText"], v: "PROMPT" },
    { kind: 1, k: [], v: null },
  );
  const reading = read(text);
  assert.deepEqual(told(reading), [
    ...["a started", "a unknown", "x started", "x unknown"],
    ...["y started", "y unknown", "b started", "b unknown"],
  ]);
  assert.deepEqual(
    reading.signals.map(({ atMs }) => atMs),
    [1000, 1000, 2000, 2000, 2000, 2000, 1000, 1000],
  );
  assert.deepEqual([reading.skipped.unreadable, reading.skipped.unknownTypes.size], [0, 0]);
});

test("requests that are replaced make place for others, with their own times", () => {
  const text = log(
    [request(1000, []), request(2000, []), request(3000, [])],
    { kind: 2, k: ["requests"], i: 1, v: [request(4000, [])] },
    { kind: 2, k: ["requests", 1, "response"], v: [call("a")] },
    { kind: 2, k: ["requests"], v: [request(4500, [])] },
    { kind: 2, k: ["requests", 2, "response"], v: [call("a2")] },
    { kind: 2, k: ["requests"], i: 2 },
    { kind: 2, k: ["requests"], v: [request(undefined, [])] },
    { kind: 1, k: ["requests", 2, "timestamp"], v: 5000 },
    { kind: 2, k: ["requests", 2, "response"], v: [call("b")] },
    { kind: 1, k: ["requests"], v: [request(6000, [call("c")])] },
    { kind: 1, k: ["requests", 0, "response"], v: [call("d")] },
  );
  const starts = read(text).signals.filter(({ type }) => type === "run-started");
  assert.deepEqual(
    starts.map(({ runId, atMs }) => [runId, atMs]),
    [
      ["a", 4000],
      ["a2", 4500],
      ["b", 5000],
      ["c", 6000],
      ["d", 6000],
    ],
  );
});

test("what a stopped request was running is cancelled, and nothing of other requests", () => {
  const running = (id: string) => call(id, { isComplete: false });
  const reading = read(
    log(
      [request(1, [running("a")]), request(2, [running("b")], { isCanceled: true })],
      { kind: 1, k: ["requests", 0, "modelState"], v: { value: 1 } },
      { kind: 1, k: ["requests", 0, "modelState"], v: { value: 2, completedAt: 7000 } },
    ),
  );
  assert.deepEqual(told(reading), ["a started", "b started", "b abandoned", "a abandoned"]);
  assert.equal(reading.signals.at(-1)?.atMs, 7000);
});

test("what cannot be used is counted once for a line", () => {
  const reading = read(
    [
      '{"kind":0,"v":{"sess',
      JSON.stringify({ kind: 0, v: { sessionId: "s1" } }),
      JSON.stringify({ k: ["requests"], v: [] }),
      JSON.stringify({ kind: 4, k: [] }),
      JSON.stringify({ kind: 1, v: 1 }),
      JSON.stringify({ kind: 2, k: ["requests"], v: {} }),
      JSON.stringify({ kind: 2, k: ["requests"], v: [request(undefined, [call("a")])] }),
      JSON.stringify({ kind: 1, k: ["requests", "first"], v: {} }),
      JSON.stringify({ kind: 1, k: ["requests", 9, "response"], v: [call("b")] }),
      JSON.stringify({ kind: 2, k: ["requests"], v: [request(1, [call(""), call("", {})])] }),
    ].join("\n"),
  );
  assert.deepEqual(reading.signals, []);
  assert.equal(reading.skipped.unreadable, 9);
  assert.deepEqual(Object.fromEntries(reading.skipped.unknownTypes), { "kind:4": 1 });
});

test("a chat without an id is known by its file", () => {
  const line = JSON.stringify({ kind: 0, v: { requests: [request(1, [call("a")])] } });
  assert.equal(read(line).signals[0]?.sessionId, "9f3c");
});

test("the older document tells the same as a log that begins with it", () => {
  const requests = [request(1, [call("a"), terminal({ command: "ls" })]), request(2, [call("b")])];
  const text = JSON.stringify(chat(requests), undefined, 2);
  const reading = copilotChatDocument.read(text, { path });
  assert.deepEqual(reading.signals, read(log(requests)).signals);
  assert.deepEqual(countsOf(reading.signals), { tool: 3, "→ unknown": 3 });
  for (const torn of ["", text.slice(0, -3), "[]", '{"version":3}'])
    assert.equal(copilotChatDocument.read(torn, { path }).skipped.unreadable, 1);
});

/** A log as VS Code writes it: requests come, and their calls run and end. */
function randomLog(random: Random): string {
  const lines: object[] = [{ kind: 0, v: chat([]) }];
  const responses: object[][] = [];
  for (let step = 0; step < 40; step++) {
    const last = responses.at(-1);
    if (last === undefined || random.chance(0.2)) {
      responses.push([]);
      lines.push({ kind: 2, k: ["requests"], v: [request(1000 * responses.length, [])] });
      continue;
    }
    const k = ["requests", responses.length - 1, "response"];
    const at = random.int(Math.max(0, last.length - 2), last.length);
    const parts = last.slice(at).map((part) => ({ ...part, isComplete: true }));
    const added = random.chance(0.7) ? [call(`c${step}`, { isComplete: random.chance(0.5) })] : [];
    const v = [...parts, ...added];
    last.splice(at, Infinity, ...v);
    lines.push({ kind: 2, k, v, ...(at === last.length ? {} : { i: at }) });
    if (random.chance(0.1))
      lines.push({ kind: 1, k: [...k.slice(0, 2), "modelState"], v: { value: 2 } });
  }
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

test("reading goes on after any line as if it had not stopped", () => {
  for (const seed of seedsUpTo(20)) {
    const random = seededRandom(seed);
    const text = randomLog(random);
    const whole = read(text);
    const lines = text.split("\n").length;
    for (let at = 0; at <= lines; at++)
      assert.deepEqual(readInTwo(copilotChatSession, text, at, path).signals, whole.signals);
    const ids = told(whole);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > 10);
  }
});

test("what is remembered is small and holds no command, however long the chat", () => {
  const reader = copilotChatSession.open({ path });
  reader.read(log([]));
  for (let at = 0; at < 2000; at++) {
    const toolCallId = `toolu_vrtx_${String(at).padStart(24, "0")}`;
    const one = {
      ...terminal({ command: "curl -u SECRET" }),
      toolCallId,
      isComplete: at % 2 === 0,
    };
    const line = { kind: 2, k: ["requests"], v: [request(1_759_845_073_835 + at, [one])] };
    assert.ok(reader.read(JSON.stringify(line)).length > 0);
  }
  const state = JSON.stringify(reader.state());
  assert.ok(state.length < 12_000);
  assert.doesNotMatch(state, /SECRET/);
});
