import assert from "node:assert/strict";
import { test } from "node:test";
import { claudeTranscript } from "../../../../src/agents/claude/transcript";
import {
  agentLog,
  countsOf,
  linesOf,
  needsAgentLogs,
  readLog,
  tally,
} from "../../../support/agentFixtures";
import { startsIn } from "../../../support/claudeEntries";
import { testReplays } from "../../../support/logReplays";

const session = "subagent/0a1b2c3d-4e5f-4061-8071-2a3b4c5d6e7f";

/** What each log holds, as a person counted it; and how many of its lines could not be used. */
const logs: Readonly<Record<string, readonly [Readonly<Record<string, number>>, number]>> = {
  "example-claude-code.jsonl": [{ tool: 13, "→ completed": 13 }, 0],
  // The calls in the next three have no id, as no real one; trimmed times tell none.
  "large.jsonl": [{}, 2],
  "small.jsonl": [{ tool: 1, "→ completed": 1 }, 14],
  [`${session}.jsonl`]: [{}, 1],
  [`${session}/subagents/agent-a0ad4f44468bdf20d.jsonl`]: [{}, 2],
  "schema_drift.jsonl": [{}, 0],
};
const files = Object.keys(logs);
const textOf = (file: string): string => agentLog(`claude/${file}`);

const time = /"timestamp":"\d{4}-[^"]*Z"/;
const calls = /"type":"tool_use","id":"([^"]+)","name":"(\w+)"/g;
const results = /"tool_use_id":"([^"]+)"[^{}]*/g;

/** The same counts by patterns in the lines, without parsing one. */
function countedByPattern(text: string): Readonly<Record<string, number>> {
  const timed = linesOf(text).filter((line) => time.test(line));
  return tally(
    timed.flatMap((line) => {
      const kinds = [...line.matchAll(calls)].map(([, , name]) =>
        name === "Task" || name === "Agent" ? "agent" : "tool",
      );
      const isError = /"is_error":true/.test(line);
      const ends = [...line.matchAll(results)].map(() => (isError ? "→ failed" : "→ completed"));
      return [...kinds, ...ends];
    }),
  );
}

for (const [file, [counts, unreadable]] of Object.entries(logs))
  test(`${file}: as many runs of each kind and outcome as were counted`, needsAgentLogs, () => {
    const text = textOf(file);
    const { signals, skipped } = readLog(claudeTranscript, text);
    assert.deepEqual(countsOf(signals), counts);
    assert.deepEqual(countedByPattern(text), counts);
    assert.equal(skipped.unreadable, unreadable);
  });

test("the calls are those the text mentions, by their ids and names", needsAgentLogs, () => {
  const text = textOf("example-claude-code.jsonl");
  const { signals } = readLog(claudeTranscript, text);
  assert.deepEqual(
    startsIn(signals).map(({ runId, name }) => [runId, name]),
    [...text.matchAll(calls)].map(([, id, name]) => [id, name]),
  );
});

test(
  "lines without a time, and calls without an id, are the ones that could not be used",
  needsAgentLogs,
  () => {
    for (const file of files) {
      const faulty = linesOf(textOf(file)).filter((line) => {
        const { type, message, timestamp } = JSON.parse(line);
        if (!["assistant", "user"].includes(type)) return false;
        const blocks: readonly Record<string, unknown>[] = Array.isArray(message.content)
          ? message.content
          : [];
        const nameless = blocks.some(
          (block) => /^tool_/.test(String(block["type"])) && !(block["id"] ?? block["tool_use_id"]),
        );
        return nameless || !/^\d{4}-/.test(timestamp);
      });
      assert.equal(readLog(claudeTranscript, textOf(file)).skipped.unreadable, faulty.length, file);
    }
  },
);

test("types that do not exist are counted, and change nothing", needsAgentLogs, () => {
  const drift = readLog(claudeTranscript, textOf("schema_drift.jsonl"));
  assert.deepEqual(Object.fromEntries(drift.skipped.unknownTypes), { tool_use: 1, tool_result: 1 });
  for (const file of files.filter((one) => one !== "schema_drift.jsonl")) {
    const { skipped, signals } = readLog(claudeTranscript, textOf(file));
    assert.equal(skipped.unknownTypes.size, 0, file);
    const lines = linesOf(textOf(file));
    const drifted = lines.flatMap((line) => ['{"type":"imagined","message":{}}', line]);
    const reading = readLog(claudeTranscript, drifted.join("\n"));
    assert.deepEqual(reading.signals, signals);
    assert.equal(reading.skipped.unknownTypes.get("imagined"), lines.length);
  }
});

test("nothing anybody said, and nothing from a file, is told", needsAgentLogs, () => {
  const told = JSON.stringify(
    readLog(claudeTranscript, textOf("example-claude-code.jsonl")).signals,
  );
  assert.doesNotMatch(told, /green|yellow|HistoryLog|\.tsx/);
});

testReplays(claudeTranscript, files, textOf);
