import assert from "node:assert/strict";
import { test } from "node:test";
import { copilotChatSession } from "../../../../src/agents/copilot/chatSession";
import { copilotEvents } from "../../../../src/agents/copilot/events";
import type { LogFormat } from "../../../../src/agents/model";
import {
  agentLog,
  beginningsOf,
  countsOf,
  isBeginningOf,
  linesOf,
  needsAgentLogs,
  readInTwo,
  readLog,
  tally,
} from "../../../support/agentFixtures";

/** What each log holds, as a person counted it. */
const eventLogs: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "copilot_cli_session_events.jsonl": { tool: 1, "→ completed": 1 },
  "copilot_session_event_stream.jsonl": { tool: 2 },
  "copilot_vscode_event_stream.jsonl": { tool: 2, "→ completed": 2 },
  "large.jsonl": { tool: 1, "→ completed": 1 },
  "schema_drift.jsonl": { tool: 1, "→ completed": 1, "→ failed": 1 },
  "small.jsonl": { tool: 1, "→ completed": 1 },
  "subdir_v1/aaaabbbb-1111-2222-3333-ccccddddeeee/events.jsonl": { tool: 1, "→ completed": 1 },
  "transcript.jsonl": { tool: 1, "→ completed": 1 },
};
const chatLogs: typeof eventLogs = {
  "copilot_session_simple.jsonl": { tool: 2, "→ unknown": 2 },
};
const logs: readonly (readonly [LogFormat, string, Readonly<Record<string, number>>])[] = [
  ...Object.entries(eventLogs).map(([file, counts]) => [copilotEvents, file, counts] as const),
  ...Object.entries(chatLogs).map(([file, counts]) => [copilotChatSession, file, counts] as const),
];
const textOf = (file: string): string => agentLog(`copilot/${file}`);

/** The same counts by patterns in the lines, without parsing one. */
function countedByPattern(text: string): Readonly<Record<string, number>> {
  const timed = linesOf(text).filter((line) => /"timestamp":"\d{4}-/.test(line));
  return tally(
    timed.flatMap((line) => {
      if (/^\{"type":"tool\.execution_start"/.test(line)) return ["tool"];
      if (/^\{"type":"subagent\.started"/.test(line)) return ["agent"];
      if (!/^\{"type":"tool\.execution_complete"/.test(line)) return [];
      if (/"success":false/.test(line)) return ["→ failed"];
      return [/"success":true|"result_type":"success"/.test(line) ? "→ completed" : "→ unknown"];
    }),
  );
}

for (const [format, file, counts] of logs)
  test(`${file}: as many runs of each kind and outcome as were counted`, needsAgentLogs, () => {
    const text = textOf(file);
    assert.deepEqual(countsOf(readLog(format, text).signals), counts);
    if (format === copilotEvents) assert.deepEqual(countedByPattern(text), counts);
  });

test("the calls of a chat are those its text mentions", needsAgentLogs, () => {
  const text = textOf("copilot_session_simple.jsonl");
  const ids = [...text.matchAll(/"toolCallId":\s*"([^"]+)"/g)].map(([, id]) => id);
  const { signals } = readLog(copilotChatSession, text);
  const starts = signals.filter((one) => one.type === "run-started");
  assert.deepEqual(
    starts.map(({ runId }) => runId),
    ids,
  );
  const times = [...text.matchAll(/"timestamp":\s*(\d+)/g)].map(([, time]) => Number(time));
  assert.deepEqual(
    starts.map(({ atMs }) => atMs),
    times.slice(1),
  );
});

test("lines without a time are the ones that could not be used", needsAgentLogs, () => {
  const needTime = /^\{"type":"(?:tool\.execution_(?:start|complete)|subagent\.\w+|abort)"/;
  for (const file of Object.keys(eventLogs)) {
    const timeless = linesOf(textOf(file)).filter(
      (line) => needTime.test(line) && !/"timestamp":"\d{4}-/.test(line),
    );
    const { skipped } = readLog(copilotEvents, textOf(file));
    assert.equal(skipped.unreadable, timeless.length, file);
    assert.equal(skipped.unknownTypes.size, 0, file);
    assert.equal(timeless.length, file === "small.jsonl" ? 7 : 0);
  }
});

test("types that do not exist yet are counted, and change nothing", needsAgentLogs, () => {
  const lines = linesOf(textOf("schema_drift.jsonl"));
  const { signals } = readLog(copilotEvents, lines.join("\n"));
  const invented = '{"type":"tool.execution_imagined","data":{"toolCallId":"call_1"}}';
  const drifted = lines.flatMap((line) => [invented, line, line.replace(/"type":"/, '"type":"x.')]);
  const reading = readLog(copilotEvents, drifted.join("\n"));
  assert.deepEqual(reading.signals, signals);
  const { unknownTypes, unreadable } = reading.skipped;
  assert.equal(unknownTypes.get("tool.execution_imagined"), lines.length);
  assert.equal(
    [...unknownTypes.values()].reduce((sum, count) => sum + count),
    2 * lines.length,
  );
  assert.equal(unreadable, 0);
});

test("a log cut anywhere tells nothing that the whole does not", needsAgentLogs, () => {
  for (const [format, file] of logs) {
    const text = textOf(file);
    const whole = readLog(format, text);
    for (const beginning of beginningsOf(text))
      assert.ok(isBeginningOf(readLog(format, beginning), whole), `${file}, ${beginning.length}`);
  }
});

test("a log read twice, or in two parts, tells the same", needsAgentLogs, () => {
  for (const [format, file] of logs) {
    const text = textOf(file);
    const whole = readLog(format, text);
    assert.deepEqual(readLog(format, text), whole);
    for (let at = 0; at <= linesOf(text).length; at++)
      assert.deepEqual(readInTwo(format, text, at).signals, whole.signals, `${file}, line ${at}`);
  }
});
