import assert from "node:assert/strict";
import { test } from "node:test";
import { claudeTranscript } from "../../../../src/agents/claude/transcript";
import { linesOf, readInTwo, readLog } from "../../../support/agentFixtures";
import { entry, notification, prompt, toolResult, toolUse } from "../../../support/claudeEntries";
import { seededRandom, type Random } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";

function randomLine(random: Random, at: number): string {
  const id = `toolu_${random.int(1, 12)}`;
  const task = `task${random.int(1, 4)}`;
  const fields = { at, isSidechain: random.chance(0.3), uuid: `u${at}` };
  const result = (toolUseResult: object) => toolResult(id, {}, { ...fields, toolUseResult });
  const data = { type: "bash_progress", elapsedTimeSeconds: random.int(0, 60) };
  return random.pick([
    () => toolUse(id, random.pick(["Bash", "Task", "Skill", "Read"]), { command: "ls" }, fields),
    () => toolUse(id, "Agent", { subagent_type: "Explore" }, fields),
    () => result({ durationMs: random.int(0, 9) }),
    () => result({ status: "async_launched", agentId: task }),
    () => result({ backgroundTaskId: task }),
    () => toolResult(id, { is_error: random.chance(0.5) }, fields),
    () => entry("progress", { ...fields, data, parentToolUseID: id }),
    () =>
      prompt(
        notification(task, "completed", random.chance(0.5) ? { "tool-use-id": id } : {}),
        fields,
      ),
    () =>
      prompt(
        random.pick(["hello", "[Request interrupted by user]", "<command-name>/x</command-name>"]),
        fields,
      ),
    () => entry(random.pick(["summary", "brand-new", "42"]), fields),
    () => "{",
  ])();
}

test("a reader that goes on from another's state tells what one reader tells, at every line", () => {
  for (const seed of seedsUpTo(12)) {
    const random = seededRandom(seed);
    const lines = Array.from({ length: 60 }, (_, at) => randomLine(random, at));
    const text = lines.join("\n");
    const whole = readLog(claudeTranscript, text);
    assert.ok(whole.signals.length > 15);
    for (let at = 0; at <= linesOf(text).length; at++)
      assert.deepEqual(readInTwo(claudeTranscript, text, at), whole, `seed ${seed}, line ${at}`);
  }
});

test("no run ends twice, unless it began again", () => {
  const random = seededRandom(5);
  const lines = Array.from({ length: 3000 }, (_, at) => randomLine(random, at));
  const ended = new Set<string>();
  for (const { type, runId } of readLog(claudeTranscript, lines.join("\n")).signals) {
    if (type === "run-started") ended.delete(runId);
    else {
      assert.ok(!ended.has(runId), runId);
      ended.add(runId);
    }
  }
});

test("what is remembered of a log stays small, however many runs stay open", () => {
  const reader = claudeTranscript.open({ path: "/logs/s1.jsonl" });
  for (let at = 0; at < 500; at++) {
    reader.read(
      toolUse(`toolu_${String(at).padStart(24, "0")}`, "mcp__server__a_tool_of_some_length", {}),
    );
    reader.read(entry(`type-${at}`));
  }
  assert.ok(JSON.stringify(reader.state()).length < 8000);
});

test("what is no state begins anew", () => {
  for (const state of [undefined, null, 1, "x", [], { runs: 1, skipped: [] }]) {
    const reader = claudeTranscript.open({ path: "/logs/s1.jsonl" }, state);
    assert.equal(reader.read(toolUse("t", "Read", {})).length, 1);
    assert.equal(reader.skipped.unreadable, 0);
  }
});
