import assert from "node:assert/strict";
import { test } from "node:test";
import { codexRollout } from "../../../../src/agents/codex/rollout";
import {
  agentLog,
  countsOf,
  linesOf,
  needsAgentLogs,
  readLog,
} from "../../../support/agentFixtures";
import { endText, endsIn, startsIn } from "../../../support/claudeEntries";
import { testReplays } from "../../../support/logReplays";

/** What each log holds, as a person counted it; and how many of its lines could not be used. */
const logs: Readonly<Record<string, readonly [Readonly<Record<string, number>>, number]>> = {
  "large.jsonl": [{}, 0],
  "schema_drift.jsonl": [{}, 2],
  "small.jsonl": [{ tool: 6, "→ abandoned": 1, "→ completed": 4, "→ unknown": 1 }, 27],
};
const files = Object.keys(logs);
const textOf = (file: string): string => agentLog(`codex/${file}`);

const time = /^\{"timestamp":"\d{4}-/;
const began = /"type":"(?:function_call|custom_tool_call|tool_search_call)","id"/;
const told =
  /"type":"(?:web_search_call|mcp_tool_call_end|patch_apply_end|exec_command_end|dynamic_tool_call_response)"/;

for (const [file, [counts, unreadable]] of Object.entries(logs))
  test(`${file}: as many runs of each kind and outcome as were counted`, needsAgentLogs, () => {
    const { signals, skipped } = readLog(codexRollout, textOf(file));
    assert.deepEqual(countsOf(signals), counts);
    assert.equal(skipped.unreadable, unreadable);
    const timed = linesOf(textOf(file)).filter((line) => time.test(line));
    const runs = timed.filter((line) => began.test(line) || told.test(line));
    assert.equal(startsIn(signals).length, runs.length);
    assert.equal(endsIn(signals).length, runs.length);
  });

test("each run is the one its lines tell of", needsAgentLogs, () => {
  const { signals } = readLog(codexRollout, textOf("small.jsonl"));
  assert.deepEqual(
    startsIn(signals).map(({ runId, name, command = "-" }) => `${runId} ${name} ${command}`),
    [
      ...["call-1 shell ls", "call-2 shell ls", "call-3 tool_search -", "ws-1 web_search -"],
      ...["call-5 mcp__example__example_tool -", "call-6 apply_patch -"],
    ],
  );
  assert.deepEqual(endsIn(signals).map(endText), [
    "call-2 unknown/reported, wall 0",
    "call-3 completed/reported, wall 0",
    "ws-1 completed/reported",
    "call-5 completed/reported, measured 4",
    "call-6 completed/reported",
    "call-1 abandoned/cancelled, wall 0",
  ]);
});

test(
  "lines of runs and turns without a time are the ones that could not be used",
  needsAgentLogs,
  () => {
    const needTime =
      /"payload":\{"type":"(?:function_call|custom_tool_call|tool_search|web_search_call|image_generation_call|exec_command_end|mcp_tool_call_end|patch_apply_end|dynamic_tool_call_response|task_complete|turn_aborted)|"type":"session_meta"|"item":\{"type":"(?:CommandExecution|McpToolCall|FileChange)"/;
    const text = textOf("small.jsonl");
    const timeless = linesOf(text).filter((line) => !time.test(line) && needTime.test(line));
    assert.equal(readLog(codexRollout, text).skipped.unreadable, timeless.length);
  },
);

test("types that do not exist yet are counted, and change nothing", needsAgentLogs, () => {
  const unknownIn = (file: string) =>
    Object.fromEntries(readLog(codexRollout, textOf(file)).skipped.unknownTypes);
  assert.deepEqual(unknownIn("small.jsonl"), {});
  assert.deepEqual(unknownIn("schema_drift.jsonl"), { function_call: 1, function_result: 1 });
  assert.deepEqual(unknownIn("large.jsonl"), {
    ...{ "response_item:tool_call": 1, "response_item:tool_result": 1 },
  });
  const lines = linesOf(textOf("small.jsonl"));
  const drifted = lines.flatMap((line) => ['{"type":"imagined","payload":{}}', line]);
  const reading = readLog(codexRollout, drifted.join("\n"));
  assert.deepEqual(reading.signals, readLog(codexRollout, lines.join("\n")).signals);
  assert.equal(reading.skipped.unknownTypes.get("imagined"), lines.length);
});

testReplays(codexRollout, files, textOf);
