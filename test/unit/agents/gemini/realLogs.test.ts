import assert from "node:assert/strict";
import { test } from "node:test";
import { geminiSession } from "../../../../src/agents/gemini/session";
import { geminiSessionLog } from "../../../../src/agents/gemini/sessionLog";
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
  type Reading,
} from "../../../support/agentFixtures";

/** What each session holds, as a person counted it. */
const sessions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "jsonl_v040.jsonl": { tool: 1, "→ completed": 1 },
  "large.json": { tool: 2, "→ completed": 2 },
  "schema_drift.json": {},
  "small.json": {},
};
const files = Object.keys(sessions);
const textOf = (file: string): string => agentLog(`gemini/${file}`);
const read = (file: string, text = textOf(file)): Reading =>
  file.endsWith(".jsonl")
    ? readLog(geminiSessionLog, text)
    : geminiSession.read(text, { path: `/logs/${file}` });

/** The same counts by pattern: only calls have a status, and only "success" occurs here. */
const countedByPattern = (text: string): Readonly<Record<string, number>> =>
  tally([...text.matchAll(/"status":\s*"success"/g)].flatMap(() => ["tool", "→ completed"]));

for (const [file, counts] of Object.entries(sessions))
  test(`${file}: as many runs of each kind and outcome as were counted`, needsAgentLogs, () => {
    assert.deepEqual(countsOf(read(file).signals), counts);
    assert.deepEqual(countedByPattern(textOf(file)), counts);
  });

test("what was run is the command, at the time beside it", needsAgentLogs, () => {
  const [start] = read("jsonl_v040.jsonl").signals;
  assert.ok(start?.type === "run-started");
  assert.deepEqual([start.name, start.command], ["run_shell_command", "ls -F"]);
  assert.equal(start.atMs, Date.UTC(2026, 3, 29, 21, 39, 35, 364));
  assert.equal(start.sessionId, "gemini_stage0_jsonl");
});

test("another form is not read, and messages of unknown types are counted", needsAgentLogs, () => {
  const unknownOf = (file: string) => Object.fromEntries(read(file).skipped.unknownTypes);
  assert.deepEqual(files.map(unknownOf), [{}, { model: 2 }, {}, {}]);
  assert.deepEqual(
    files.map((file) => read(file).skipped.unreadable),
    [0, 0, 1, 0],
  );
});

test("a session cut anywhere tells nothing that the whole does not", needsAgentLogs, () => {
  for (const file of files)
    for (const beginning of beginningsOf(textOf(file)))
      assert.ok(isBeginningOf(read(file, beginning), read(file)), `${file}, ${beginning.length}`);
});

test("a session read twice, or in two parts, tells the same", needsAgentLogs, () => {
  for (const file of files) assert.deepEqual(read(file), read(file));
  const text = textOf("jsonl_v040.jsonl");
  for (let at = 0; at <= linesOf(text).length; at++)
    assert.deepEqual(
      readInTwo(geminiSessionLog, text, at).signals,
      read("jsonl_v040.jsonl").signals,
    );
});
