import assert from "node:assert/strict";
import { test } from "node:test";
import { authorOf } from "../../../../src/serve/mcp/server";
import {
  completionOf,
  outcomeOf,
  type CompleteInput,
} from "../../../../src/serve/mcp/tools/complete";
import { requestOf, skillOf } from "../../../../src/serve/mcp/tools/track";
import type { FinalOutcome } from "../../../../src/tracker/model";

test("a skill is named by kind and name, by its key, or by a name alone", () => {
  assert.deepEqual(skillOf("build", "task"), { kind: "task", name: "build" });
  assert.deepEqual(skillOf("task:build"), { kind: "task", name: "build" });
  assert.deepEqual(skillOf("task:build", "tool"), { kind: "tool", name: "task:build" });
  assert.deepEqual(skillOf("build"), { kind: "skill", name: "build" });
  assert.deepEqual(skillOf("a: b"), { kind: "skill", name: "a: b" });
});

test("everything a client says of a run reaches the tracker, and nothing it left out", () => {
  const author = { kind: "agent", agentName: "me" } as const;
  const input = {
    skill_name: "tool:search",
    query: "where",
    phase: "setup",
    workflow_path: "path",
    workflow_step_id: "step",
    alternatives: ["task:build", "read"],
    selection_rank: 2,
    command: "grep",
  };
  assert.deepEqual(requestOf(input, author), {
    skill: { kind: "tool", name: "search" },
    author,
    query: "where",
    phase: "setup",
    workflowPath: "path",
    workflowStepId: "step",
    alternatives: ["task:build", "skill:read"],
    selectionRank: 2,
    command: "grep",
  });
  const skill = { kind: "skill", name: "x" };
  assert.deepEqual(requestOf({ skill_name: "x" }, author), { skill, author });
  const delivered = {
    skill_name: "x",
    invocation_id: "0190A0B0-0000-7000-8000-00000000000A",
    started_at: "2026-01-02T03:04:05.006Z",
    agent: null,
  };
  assert.deepEqual(requestOf(delivered, author), {
    skill,
    id: "0190a0b0-0000-7000-8000-00000000000a",
    startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    author: { kind: "user" },
  });
  assert.deepEqual(requestOf({ skill_name: "x", agent: "codex" }, author).author, {
    kind: "agent",
    agentName: "codex",
  });
});

const outcomes: readonly (readonly [CompleteInput, FinalOutcome])[] = [
  [{ completed: true }, "completed"],
  [{ completed: false }, "abandoned"],
  [{ completed: false, error_type: "E" }, "failed"],
  [{ completed: true, error_type: "E" }, "completed"],
  [{ outcome: "unknown" }, "unknown"],
  [{ outcome: "failed", completed: false }, "failed"],
  [{ outcome: "completed", completed: true }, "completed"],
];

test("an end is said in either of two ways, or in both where they agree", () => {
  for (const [input, outcome] of outcomes) assert.equal(outcomeOf(input), outcome);
  assert.throws(() => outcomeOf({}), /Say how it ended/);
  assert.throws(() => outcomeOf({ error_type: "E" }), /Say how it ended/);
  assert.throws(() => outcomeOf({ completed: true, outcome: "failed" }), /contradict/);
  assert.throws(() => outcomeOf({ completed: false, outcome: "completed" }), /contradict/);
});

test("a duration is kept in milliseconds where it is said, and measured where it is not", () => {
  assert.deepEqual(completionOf({ completed: true }), { outcome: "completed" });
  const said = {
    outcome: "failed",
    error_type: "E",
    follow_ups: ["a"],
    duration_seconds: 0,
  } as const;
  const told = { outcome: "failed", errorType: "E", followUps: ["a"], durationMs: 0 };
  assert.deepEqual(completionOf(said), told);
  const unmeasured = completionOf({ completed: true, duration_seconds: null });
  assert.deepEqual(unmeasured, { outcome: "completed", durationMs: "unknown" });
});

test("the author is an agent by the name given, else by its own, else without one", () => {
  assert.deepEqual(authorOf("me", "client"), { kind: "agent", agentName: "me" });
  assert.deepEqual(authorOf(undefined, " client "), { kind: "agent", agentName: "client" });
  assert.deepEqual(authorOf(undefined, " "), { kind: "agent" });
  assert.deepEqual(authorOf(undefined, undefined), { kind: "agent" });
});
