import assert from "node:assert/strict";
import { test } from "node:test";
import { beginCall, endCall } from "../../../src/remote/calls";
import { itemOf, parseItem } from "../../../src/remote/item";
import type { InvocationEnded, InvocationStarted } from "../../../src/tracker/record";
import { aStart, anEnd, idOf } from "../../support/deliveries";

const started: InvocationStarted = {
  type: "started",
  id: idOf(1),
  sessionId: "s",
  skill: { kind: "terminal", name: "npm test" },
  atMs: Date.UTC(2026, 0, 2),
  author: { kind: "agent", agentName: "codex" },
  source: "terminal",
  category: "Node",
  background: true,
  phase: "setup",
  command: "npm test",
  cwd: "src",
  parentId: idOf(9),
  workflowPath: "path",
  workflowStepId: "step",
  query: "why",
  alternatives: ["task:build"],
  selectionRank: 2,
};
const ended: InvocationEnded = {
  ...{ type: "ended", id: idOf(1), atMs: 5, outcome: "failed", reason: "reported" },
  ...{ durationMs: 1500, exitCode: 1, errorType: "E", followUps: ["again"] },
};

test("beginnings and ends are delivered, without folders, and without commands unless they are kept", () => {
  const item = itemOf(started, false) ?? assert.fail();
  assert.doesNotMatch(JSON.stringify(item), /"command"|"cwd"|"src"/);
  assert.equal(Reflect.get(itemOf(started, true) ?? {}, "command"), "npm test");
  const end = { type: "ended", id: idOf(1), outcome: "failed", durationMs: 1500 };
  assert.deepEqual(itemOf(ended, true), { ...end, errorType: "E", followUps: ["again"] });
  assert.equal(itemOf({ type: "session-ended", sessionId: "s", atMs: 1 }, true), undefined);
});

test("an item comes out of its line as it went in", () => {
  for (const record of [started, ended]) {
    const item = itemOf(record, true) ?? assert.fail();
    const read = parseItem(JSON.stringify(item));
    assert.equal(JSON.stringify(read), JSON.stringify(item));
  }
});

const good = JSON.stringify(aStart(1));
const noItems = [
  ...["", "   ", "{", "null", "[]", '{"type":"started"}', good.slice(0, -1)],
  ...[good.replace("0190a0b0", "no-uuid-"), good.replace('"tool"', '"magic"')],
  ...[good.replace('"user"', '"ghost"'), good.replace("1001", "-1"), good.replace("1001", "9e15")],
  JSON.stringify(anEnd(1)).replace("completed", "running"),
];

test("a line that is torn, blank or of somebody else's making is no item", () => {
  assert.ok(parseItem(good));
  for (const line of noItems) assert.equal(parseItem(line), undefined, line);
});

test("the calls say what the tools take", () => {
  const start = itemOf(started, true);
  assert.ok(start?.type === "started");
  assert.deepEqual(beginCall(start, new Set(["setup"])), {
    name: "track_invocation",
    arguments: {
      invocation_id: idOf(1),
      skill_name: "npm test",
      kind: "terminal",
      started_at: "2026-01-02T00:00:00.000Z",
      agent: "codex",
      phase: "setup",
      query: "why",
      workflow_path: "path",
      workflow_step_id: "step",
      alternatives: ["task:build"],
      selection_rank: 2,
      command: "npm test",
    },
  });
  assert.equal(beginCall(start, new Set()).arguments["phase"], undefined);
  assert.equal(beginCall(aStart(1), new Set()).arguments["agent"], null);
  assert.deepEqual(endCall(anEnd(1), aStart(1)), {
    name: "complete_invocation",
    arguments: { invocation_id: idOf(1), outcome: "completed", duration_seconds: 0.005 },
  });
});

test("what never ends by itself, and what nobody measured, is delivered without a duration", () => {
  const background = aStart(1, { background: true });
  assert.equal(endCall(anEnd(1), background).arguments["duration_seconds"], null);
  const unmeasured = { type: "ended", id: idOf(1), outcome: "completed" } as const;
  assert.equal(endCall(unmeasured, aStart(1)).arguments["duration_seconds"], null);
});
