import assert from "node:assert/strict";
import { test } from "node:test";
import {
  meantSkill,
  readDays,
  readRecommendInput,
  readRecordInput,
  recordFromChat,
} from "../../../src/serve/chat";
import { defaultPhases, Phases } from "../../../src/tracker/phases";
import { aTracker } from "../../support/tracker";
import { aSkill, aSnapshot } from "../../support/views";

const sentence = /^[“"A-Z].*\.$/;
const isSentence = (error: unknown): boolean =>
  error instanceof TypeError && sentence.test(error.message);

function aChat(changes: Partial<Parameters<typeof recordFromChat>[0]> = {}) {
  const { tracker, records } = aTracker();
  const skills = [aSkill("terminal:npm test"), aSkill("task:npm test", { counts: { failed: 1 } })];
  const parts = {
    tracker,
    phases: new Phases(() => defaultPhases),
    current: () => aSnapshot({ skills }),
    isIgnored: (name: string) => name === "secret tool",
    argumentDetail: () => "normalised" as const,
    ...changes,
  };
  return { parts, tracker, records };
}

test("what is left out of a question has its usual value, what is too much is bounded", () => {
  assert.deepEqual(readRecommendInput(undefined), { limit: 5 });
  assert.deepEqual(readRecommendInput({ query: "  ", limit: 2.9 }), { limit: 2 });
  assert.deepEqual(readRecommendInput({ query: " a b ", limit: 1e9 }), { query: "a b", limit: 20 });
  assert.deepEqual([readDays({}), readDays({ days: 1.5 }), readDays({ days: 1e9 })], [30, 1, 3650]);
});

test("wrong arguments are one sentence each", () => {
  for (const input of [7, "text", { query: 1 }, { limit: 0 }, { limit: "5" }])
    assert.throws(() => readRecommendInput(input), isSentence, JSON.stringify(input));
  for (const input of [7, { days: 0 }, { days: "7" }, { days: NaN }])
    assert.throws(() => readDays(input), isSentence, JSON.stringify(input));
  const good = { skill: "a", outcome: "failed" };
  assert.deepEqual(readRecordInput(good), good);
  for (const wrong of [
    { skill: " " },
    { skill: undefined },
    { skill: { kind: "task", name: "a" } },
    { outcome: undefined },
    { outcome: "running" },
    { command: 1 },
    { error_type: {} },
  ])
    assert.throws(() => readRecordInput({ ...good, ...wrong }), isSentence, JSON.stringify(wrong));
});

test("what an agent reports is recorded as its own, without a duration and without secrets", () => {
  const { parts, tracker, records } = aChat();
  const ended = recordFromChat(parts, {
    skill: "npm test",
    outcome: "failed",
    command: "npm test -- --token=s3cretvalue",
    errorType: "s3cretvalue timed out",
  });
  assert.deepEqual(tracker.invocations, [ended]);
  assert.equal(ended.source, "chat");
  assert.deepEqual(ended.author, { kind: "agent" });
  assert.deepEqual(ended.skill, { kind: "terminal", name: "npm test" });
  assert.equal(ended.outcome, "failed");
  assert.equal(ended.phase, "verification");
  assert.equal(ended.durationMs, undefined);
  assert.match(ended.command ?? "", /^npm test/);
  assert.doesNotMatch(JSON.stringify(records), /s3cret/);
});

test("of a command line no more is kept than the setting allows", () => {
  const { parts } = aChat({ argumentDetail: () => "none" });
  const input = { skill: "task:build", outcome: "completed", command: "make all" } as const;
  assert.equal(recordFromChat(parts, input).command, undefined);
});

test("nothing is recorded while recording is paused or off, or of what is ignored", () => {
  const input = { skill: "secret tool", outcome: "completed" } as const;
  const paused = aChat();
  paused.tracker.setPaused(true);
  const off = aChat({ current: () => aSnapshot({ tracking: "off" }) });
  for (const { parts, records } of [paused, off, aChat()]) {
    assert.throws(() => recordFromChat(parts, input), isSentence);
    assert.deepEqual(records, []);
  }
});

test("a bare name is the skill of that name that ran most, else a new one", () => {
  const skills = [aSkill("task:build"), aSkill("terminal:build", { counts: { completed: 9 } })];
  assert.deepEqual(meantSkill("build", skills), { kind: "terminal", name: "build" });
  assert.deepEqual(meantSkill("task:build", skills), { kind: "task", name: "build" });
  assert.deepEqual(meantSkill("Build", skills), { kind: "skill", name: "Build" });
});
