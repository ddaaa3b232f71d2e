import assert from "node:assert/strict";
import { test } from "node:test";
import { codexRollout } from "../../../../src/agents/codex/rollout";
import { uuidTimeOf } from "../../../../src/agents/codex/uuidTime";
import { readLog } from "../../../support/agentFixtures";
import { endText, endsIn, startsIn } from "../../../support/claudeEntries";
import { call, event, line, meta, output } from "../../../support/codexLines";

const signalsOf = (...lines: string[]) => readLog(codexRollout, lines.join("\n")).signals;
const runsOf = (...lines: string[]) =>
  signalsOf(...lines).map((one) => `${one.runId} of ${one.sessionId}`);

/** An id made `at` seconds after 1970, as Codex makes those of threads and turns. */
const madeAt = (at: number, rest = "000000000001"): string => {
  const hex = (at * 1000).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${rest}`;
};
const parent = madeAt(100);
const child = madeAt(500);
const turn = (turn_id: string | undefined, more: object = {}) =>
  event("task_started", { turn_id, ...more }, 500);
const context = (turn_id: string) => line("turn_context", { turn_id, cwd: "/work/app" }, 500);
const copied = [
  meta({ id: parent }, 500),
  turn(madeAt(101)),
  context(madeAt(101)),
  call("old", "shell", {}, 500),
  output("old", "x", 500),
  event("turn_aborted", {}, 500),
];
const own = [
  turn(madeAt(501)),
  context(madeAt(501)),
  call("new", "shell", {}, 502),
  output("new", "x", 503),
];

test("a fork tells of what it ran, and not of the history it repeats with new times", () => {
  const expected = [`new of ${child}`, `new of ${child}`];
  assert.deepEqual(
    runsOf(meta({ id: child, forked_from_id: parent }), ...copied, ...own),
    expected,
  );
  assert.deepEqual(
    runsOf(meta({ id: child, parent_thread_id: parent }), ...copied, ...own),
    expected,
  );
  // Neither of the fields: the other thread's own beginning gives it away.
  assert.deepEqual(runsOf(meta({ id: child }), ...copied, ...own), expected);
  // Nothing of the other thread's beginning was repeated.
  assert.deepEqual(
    runsOf(meta({ id: child, forked_from_id: parent }), ...copied.slice(1), ...own),
    expected,
  );
});

test("what the parent itself tells of the same calls has the same ids", () => {
  assert.deepEqual(runsOf(meta({ id: parent }, 100), ...copied.slice(1)), [
    `old of ${parent}`,
    `old of ${parent}`,
  ]);
});

test("a turn that tells no time by its id tells it by when it started, or it is the thread's own", () => {
  const begun = meta({ id: child, forked_from_id: parent });
  const run = call("c", "shell", {}, 502);
  const isTold = (...turns: string[]) => runsOf(begun, ...turns, run).length === 1;
  assert.equal(isTold(), false);
  assert.equal(isTold(turn("a-turn", { started_at: 499 })), false);
  assert.equal(isTold(turn("a-turn", { started_at: 500 })), true);
  assert.equal(isTold(turn("a-turn")), true);
  assert.equal(isTold(turn(undefined)), true);
  assert.equal(isTold(turn(madeAt(500))), true);
  assert.equal(isTold(turn(madeAt(499))), false);
  assert.equal(isTold(turn(madeAt(501)), turn(madeAt(101))), true);
});

test("a thread that is no fork is told in full, also where it is resumed", () => {
  const resumed = [meta({ id: parent }, 600), turn(madeAt(101)), call("again", "shell", {}, 601)];
  assert.deepEqual(
    runsOf(meta({ id: parent }), call("c", "shell", {}), turn(madeAt(101)), ...resumed),
    [`c of ${parent}`, `again of ${parent}`],
  );
  // An ancestor's line after a turn of its own is not the beginning of a repeated history.
  const late = [turn(madeAt(101)), meta({ id: madeAt(7) }), call("c", "shell", {})];
  assert.deepEqual(runsOf(meta({ id: parent }), ...late), [`c of ${parent}`]);
});

const spawned = (more: object = {}, spawn: object = {}) =>
  meta({
    ...{ id: child, session_id: parent, parent_thread_id: parent },
    source: {
      subagent: { thread_spawn: { parent_thread_id: parent, agent_role: "worker", ...spawn } },
    },
    ...more,
  });

test("a subagent's rollout is a run of its own in its root's session, until its first task ends", () => {
  const done = event("task_complete", { duration_ms: 1200 }, 504);
  const signals = signalsOf(spawned(), ...copied, ...own, done, turn(madeAt(600)), done);
  assert.deepEqual(
    startsIn(signals).map(({ kind, name, runId, sessionId, parentRunId, atMs }) => [
      kind,
      name,
      runId,
      sessionId,
      parentRunId,
      atMs,
    ]),
    [
      ["agent", "worker", child, parent, undefined, 500_000],
      ["tool", "shell", "new", parent, child, 502_000],
    ],
  );
  assert.deepEqual(endsIn(signals).map(endText), [
    "new unknown/reported, wall 1000",
    `${child} completed/reported, measured 1200`,
  ]);
});

test("a subagent fails with its task, and is cancelled with its turn", () => {
  const endsOf = (end: string) => endsIn(signalsOf(spawned(), turn(madeAt(501)), end)).map(endText);
  const error = { error: { message: "SECRET" }, duration_ms: 5 };
  assert.deepEqual(endsOf(event("task_complete", error, 504)), [
    `${child} failed/reported, measured 5`,
  ]);
  assert.deepEqual(endsOf(event("turn_aborted", {}, 504)), [
    `${child} abandoned/cancelled, wall 4000`,
  ]);
});

test("subagents are known by their role; a subagent of a subagent is part of its run", () => {
  const startOf = (...given: Parameters<typeof spawned>) =>
    startsIn(signalsOf(spawned(...given)))[0];
  assert.equal(startOf({}, { agent_role: null })?.name, "default");
  assert.equal(startOf({ source: { subagent: "review" } })?.name, "review");
  assert.equal(startOf({ source: { subagent: { other: "guardian" } } })?.name, "guardian");
  assert.equal(startOf({ source: "cli" }), undefined);
  assert.equal(startOf({ parent_thread_id: "thread-2" })?.parentRunId, "thread-2");
});

test("only a UUID of version 7 tells when it was made", () => {
  assert.equal(
    uuidTimeOf("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
    Date.UTC(2022, 1, 22, 19, 22, 22),
  );
  assert.equal(uuidTimeOf("919108f7-52d1-4320-9bac-f847db4148a8"), undefined);
  assert.equal(uuidTimeOf("017f22e2-79b0-7cc3-18c4-dc0c0c07398f"), undefined);
  assert.equal(uuidTimeOf("turn-7"), undefined);
});
