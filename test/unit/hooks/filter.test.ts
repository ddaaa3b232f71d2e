import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, beforeEach, test } from "node:test";
import { codexInbox, copilotInbox } from "../../../src/agents/hooks/inbox";
import type { LogFormat } from "../../../src/agents/model";
import { readLog } from "../../support/agentFixtures";

const script = resolve("media/hooks/session-buddy-hook.mjs");
let folder = "";
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "hook-inbox-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the filter as an agent would; asserts that the agent would not notice it. */
async function filter(args: readonly string[], stdin: string | Buffer): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (printed += part.toString()));
  const broken = new Promise<Error>((report) => child.stdin.once("error", report));
  child.stdin.end(stdin);
  const code = await Promise.race([
    new Promise<number | null>((report) => child.once("close", report)),
    broken,
  ]);
  assert.equal(code, 0);
  assert.equal(printed, "");
}

const files = (): readonly string[] => readdirSync(folder);
function inbox(): string {
  const [file, ...others] = files();
  assert.ok(file !== undefined && others.length === 0);
  return readFileSync(join(folder, file), "utf8");
}
const read = (format: LogFormat) => readLog(format, inbox()).signals;

const codexTool = {
  session_id: "s1",
  turn_id: "t1",
  transcript_path: "/home/me/.codex/x.jsonl",
  cwd: "/repo",
  hook_event_name: "PostToolUse",
  tool_name: "Bash",
  tool_use_id: "call_1",
  tool_input: { command: "ls" },
  tool_response: "file",
};
const copilotTool = {
  sessionId: "s2",
  timestamp: 1_700_000_000_000,
  cwd: "/repo",
  toolName: "task",
  toolArgs: '{"agent_type":"explore","prompt":"find it"}',
  toolResult: { resultType: "success", textResultForLlm: "found" },
};

test("what Codex tells becomes one line, in a file of the day that only the user can read", async () => {
  await filter(["codex", "PostToolUse", folder], JSON.stringify(codexTool));
  await filter(["codex", "PostToolUse", folder], JSON.stringify(codexTool));
  assert.match(files()[0] ?? "", /^codex-\d{4}-\d\d-\d\d\.jsonl$/);
  assert.equal(inbox().split("\n").length, 3);
  assert.equal(statSync(join(folder, files()[0] ?? "")).mode & 0o777, 0o600);
  assert.deepEqual(
    read(codexInbox).map(({ type, runId, sessionId }) => [type, runId, sessionId]),
    [
      ["run-started", "call_1", "s1"],
      ["run-ended", "call_1", "s1"],
      ["run-started", "call_1", "s1"],
      ["run-ended", "call_1", "s1"],
    ],
  );
});

test("what Copilot tells keeps its own time, and which subagent ran", async () => {
  await filter(["copilot", "postToolUseFailure", folder], JSON.stringify(copilotTool));
  const [started, ended] = read(copilotInbox);
  assert.equal(started?.type === "run-started" && started.name, "explore");
  assert.equal(ended?.type === "run-ended" && ended.outcome, "failed");
  assert.equal(ended?.atMs, 1_700_000_000_000);
});

test("nothing that is content is kept, wherever it stands", async () => {
  const secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
  const commands = {
    command: `curl -H "Authorization: ${secret}" x`,
    content: secret,
    [secret]: 1,
  };
  const given = {
    ...{ tool_input: commands, toolArgs: commands, tool_response: secret, toolResult: secret },
    ...{ error: secret, prompt: secret, model: secret, turn_id: secret, [secret]: secret },
  };
  await filter(["codex", "PostToolUse", folder], JSON.stringify({ ...codexTool, ...given }));
  assert.doesNotMatch(inbox(), /ghp_|curl|Authorization/);
  rmSync(join(folder, files()[0] ?? ""));
  await filter(["copilot", "postToolUse", folder], JSON.stringify({ ...copilotTool, ...given }));
  assert.doesNotMatch(inbox(), /ghp_|curl|Authorization/);
});

test("a text in the place of a name is not kept", async () => {
  const long = "x".repeat(300);
  const given = { ...codexTool, tool_name: long, tool_use_id: "two\nlines", cwd: { a: 1 } };
  await filter(["codex", "PostToolUse", folder], JSON.stringify(given));
  assert.match(inbox(), /"payload":\{"session_id":"s1","toolArgs":\{\}\}/);
});

test("garbage, nothing at all and lists leave no line and do no harm", async () => {
  const garbage = Buffer.from([0, 255, 254, 123, 34, 10, 92, 200]);
  for (const stdin of [garbage, "", "null", "7", "[]", "{}", '{"session_id":', "\n"])
    await filter(["codex", "PostToolUse", folder], stdin);
  assert.deepEqual(files(), []);
});

test("a payload of 5 MB is read to its end and leaves no line", async () => {
  const given = { ...codexTool, tool_response: "x".repeat(5 << 20) };
  await filter(["codex", "PostToolUse", folder], JSON.stringify(given));
  assert.deepEqual(files(), []);
});

test("a payload just below 1 MB is told of", async () => {
  const given = { ...codexTool, tool_response: "x".repeat((1 << 20) - 1_000) };
  await filter(["codex", "PostToolUse", folder], JSON.stringify(given));
  assert.equal(read(codexInbox).length, 2);
});

test("an unknown agent, a relative folder and one that is gone leave no line", async () => {
  const stdin = JSON.stringify(codexTool);
  const wrong = [
    [],
    ["codex"],
    ["claude", "PostToolUse", folder],
    ["../codex", "PostToolUse", folder],
    ["codex", "PostToolUse", "relative"],
    ["codex", "PostToolUse", join(folder, "gone")],
  ];
  for (const args of wrong) await filter(args, stdin);
  assert.deepEqual(files(), []);
});

test("lines of hooks that run at the same time do not mix", async () => {
  const runs = Array.from({ length: 12 }, (_, at) =>
    filter(
      ["codex", "PostToolUse", folder],
      JSON.stringify({ ...codexTool, tool_use_id: `call_${at}`, cwd: `/${"d".repeat(900)}` }),
    ),
  );
  await Promise.all(runs);
  const ids = new Set(read(codexInbox).map(({ runId }) => runId));
  assert.equal(ids.size, 12);
});
