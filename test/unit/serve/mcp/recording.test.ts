import assert from "node:assert/strict";
import { test } from "node:test";
import { Recording } from "../../../../src/serve/mcp/recording";
import { defaultPhases, Phases } from "../../../../src/tracker/phases";
import { aTracker } from "../../../support/tracker";

function aRecording({ canRecord = true } = {}) {
  const made = aTracker();
  const outage = { records: 0 };
  const phases = new Phases(() => defaultPhases);
  const waiting = (): number => outage.records;
  const recording = new Recording({ tracker: made.tracker, phases, canRecord, waiting });
  return { ...made, recording, outage };
}

const skill = { kind: "tool", name: "search" } as const;
const author = { kind: "agent", agentName: "me" } as const;

test("what begins and ends is written at once, with its author and where it came from", () => {
  const { recording, clock, records } = aRecording();
  assert.equal(recording.startedAtMs, undefined);
  const { id, startedAtMs } = recording.begin({ skill, author, query: "a s3cret" });
  assert.equal(recording.startedAtMs, startedAtMs);
  const started = records.find(({ type }) => type === "started");
  assert.ok(started?.type === "started");
  assert.equal(started.source, "mcp");
  assert.deepEqual(started.author, author);
  assert.equal(started.query, "a <redacted>");
  clock.forward(1500);
  const { invocation, hadEnded } = recording.complete(id, { outcome: "failed" });
  assert.equal(hadEnded, false);
  assert.equal(invocation.durationMs, 1500);
  assert.equal(records.at(-1)?.type, "ended");
});

test("to say the same end twice changes nothing; to say another one is refused", () => {
  const { recording, records } = aRecording();
  const { id } = recording.begin({ skill, author });
  recording.complete(id, { outcome: "failed" });
  const written = records.length;
  assert.equal(recording.complete(id, { outcome: "failed" }).hadEnded, true);
  assert.throws(() => recording.complete(id, { outcome: "completed" }), /already ended as failed/);
  assert.throws(() => recording.complete("else", { outcome: "failed" }), /No invocation else/);
  assert.equal(records.length, written);
});

test("a phase must be one of the setting's; what a person gave the skill goes before it", () => {
  const { recording } = aRecording();
  assert.throws(() => recording.begin({ skill, author, phase: "later" }), /phases are setup, /);
  assert.equal(recording.begin({ skill, author, phase: "setup" }).phase, "setup");
  assert.equal(recording.begin({ skill, author }).phase, undefined);
  recording.learnPhases([{ ...skill, givenPhase: "cleanup" }]);
  assert.equal(recording.begin({ skill, author, phase: "setup" }).phase, "cleanup");
});

test("while recording is off nothing begins or ends", () => {
  const { recording, records } = aRecording({ canRecord: false });
  assert.throws(() => recording.begin({ skill, author }), /^ToolError: Recording is off/);
  assert.throws(() => recording.complete("x", { outcome: "failed" }), /Recording is off/);
  assert.deepEqual(records, []);
});

test("what could not be written is never acknowledged", () => {
  const { recording, outage } = aRecording();
  const { id } = recording.begin({ skill, author });
  outage.records = 1;
  assert.throws(() => recording.begin({ skill, author }), /could not be written/);
  for (let time = 0; time < 2; time++) {
    assert.throws(() => recording.complete(id, { outcome: "completed" }), /could not be written/);
  }
  outage.records = 0;
  assert.equal(recording.complete(id, { outcome: "completed" }).hadEnded, true);
});

test("at the end nobody knows how what still runs went", () => {
  const { recording, records } = aRecording();
  recording.begin({ skill, author });
  recording.close();
  const ended = records.find(({ type }) => type === "ended");
  assert.ok(ended?.type === "ended");
  assert.equal(ended.outcome, "unknown");
  assert.equal(ended.durationMs, undefined);
});

test("what is delivered under its own id is one invocation however often it is told", () => {
  const { recording, records } = aRecording();
  const id = "0190a0b0-0000-7000-8000-000000000001";
  const begun = recording.begin({ id, skill, author, startedAtMs: 5 });
  assert.equal(begun.id, id);
  assert.equal(begun.startedAtMs, 5);
  const written = records.length;
  assert.deepEqual(recording.begin({ id, skill, author, startedAtMs: 5 }), begun);
  assert.equal(records.length, written);
  recording.complete(id, { outcome: "failed", durationMs: "unknown" });
  assert.equal(recording.begin({ id, skill, author }).outcome, "failed");
  assert.equal(records.filter(({ type }) => type === "started").length, 1);
});

test("what is delivered and still runs is not ended with the server: its end may yet come", () => {
  const { recording, records } = aRecording();
  const delivered = "0190a0b0-0000-7000-8000-000000000002";
  recording.begin({ id: delivered, skill, author });
  const { id } = recording.begin({ skill, author });
  recording.close();
  const ended = records.flatMap((record) => (record.type === "ended" ? [record.id] : []));
  assert.deepEqual(ended, [id]);
});
