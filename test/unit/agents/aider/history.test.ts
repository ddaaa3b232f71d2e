import assert from "node:assert/strict";
import { test } from "node:test";
import { aiderHistory } from "../../../../src/agents/aider/history";
import { parseSlashCommand } from "../../../../src/agents/aider/slashCommand";
import { beginningsOf, isBeginningOf, readInTwo, readLog } from "../../../support/agentFixtures";

const path = "/work/app/.aider.chat.history.md";
const read = (text: string, at = path) => readLog(aiderHistory, text, at);

/** A history as aider writes it, with two blanks before each line break of its own. */
const history = `
# aider chat started at 2026-06-09 14:01:00

> /usr/bin/aider --model some  
> Git repo: .git with 300 files  

#### add a retry to the webhook  
#### /run this line is still the question  

I'll add it. See /tmp/notes and:

## /add
\`\`\`
/run rm -rf build
\`\`\`

> Applied edit to src/webhook.py  
> /run pytest  

#### /run pytest -q  

> ===== 5 passed in 0.3s =====  

#### !ls  

#### /home/me/notes.md is out of date  

#### /ex  

# aider chat started at 2026-06-09 15:30:00

#### /test  
`;
const localMs = (hour: number, minute: number): number =>
  new Date(2026, 5, 9, hour, minute).getTime();

test("a command the user gave is an instant at the start of its chat, that nobody judged", () => {
  const { signals, skipped } = read(history);
  const starts = signals.filter((one) => one.type === "run-started");
  assert.deepEqual(
    starts.map(({ runId, kind, name, command, atMs }) => [runId, kind, name, command, atMs]),
    [
      ["1", "command", "/run", "pytest -q", localMs(14, 1)],
      ["2", "command", "/run", "ls", localMs(14, 1)],
      ["3", "command", "/exit", undefined, localMs(14, 1)],
      ["1", "command", "/test", undefined, localMs(15, 30)],
    ],
  );
  assert.ok(starts.every(({ cwd }) => cwd === "/work/app"));
  const ends = signals.filter((one) => one.type === "run-ended");
  assert.ok(ends.every((end) => end.outcome === "unknown" && end.duration === undefined));
  assert.deepEqual(
    ends.map(({ sessionId, runId, atMs }) => [sessionId, runId, atMs]),
    starts.map(({ sessionId, runId, atMs }) => [sessionId, runId, atMs]),
  );
  assert.deepEqual([skipped.unreadable, skipped.unknownTypes.size], [0, 0]);
  assert.doesNotMatch(JSON.stringify(signals), /webhook|question|passed|rm -rf/);
});

test("only what aider knows as a command is one, also by its first letters", () => {
  const cases: readonly (readonly [string, string | undefined, string?])[] = [
    ["/run npm test", "/run", "npm test"],
    ["! npm test", "/run", "npm test"],
    ["!", "/run"],
    ["/git status", "/git", "git status"],
    ["/git", "/git"],
    ["/test make check", "/test", "make check"],
    ["/add src/app.py", "/add"],
    ["/read-only notes.md", "/read-only"],
    ["/ex", "/exit"],
    ["/rea notes.md", undefined],
    ["/invented", undefined],
    ["/add/more", undefined],
    ["/tmp is full", undefined],
    ["run npm test", undefined],
    [" /run npm test", undefined],
    ["", undefined],
  ];
  for (const [input, name, command] of cases) {
    const found = parseSlashCommand(input);
    assert.deepEqual([found?.name, found?.command], [name, command], input);
  }
});

test("the same history has the same ids, another folder's has others", () => {
  const idsOf = (at?: string) =>
    read(history, at).signals.map(({ sessionId, runId }) => `${sessionId}/${runId}`);
  assert.deepEqual(idsOf(), idsOf());
  const others = idsOf("/work/other/.aider.chat.history.md");
  assert.ok(idsOf().every((id) => !others.includes(id)));
  assert.equal(new Set(idsOf()).size, 4);
});

test("two chats of the same second are counted on as one", () => {
  const chat = "# aider chat started at 2026-06-09 14:01:00\n\n#### /ls\n\n";
  const { signals } = read(chat + chat);
  assert.deepEqual(
    signals.map(({ runId }) => runId),
    ["1", "1", "2", "2"],
  );
});

test("a command without a time is counted and not told", () => {
  const { signals, skipped } = read("#### /ls\n\n# aider chat started at soon\n\n#### /ls\n");
  assert.deepEqual([signals.length, skipped.unreadable], [0, 2]);
  const never = "# aider chat started at 2026-99-09 14:01:00\n\n#### /ls\n";
  assert.deepEqual([read(never).signals.length, read(never).skipped.unreadable], [0, 1]);
});

test("Windows' line ends and paths make no difference", () => {
  const at = "C:\\work\\app\\.aider.chat.history.md";
  const { signals } = read(history.replaceAll("\n", "\r\n"), at);
  const [start] = signals;
  assert.ok(start?.type === "run-started");
  assert.deepEqual([start.command, start.cwd], ["pytest -q", "C:\\work\\app"]);
  assert.equal(signals.length, read(history).signals.length);
});

test("reading goes on after any line as if it had not stopped", () => {
  const text = `#### /ls\n${history}`;
  const whole = read(text);
  assert.equal(whole.signals.length, 8);
  for (let at = 0; at <= text.split("\n").length; at++) {
    const parts = readInTwo(aiderHistory, text, at, path);
    assert.deepEqual(parts.signals, whole.signals, `stopped before line ${at + 1}`);
    assert.equal(parts.skipped.unreadable, 1);
  }
});

test("a history cut anywhere tells nothing that the whole does not, by its whole lines", () => {
  const whole = read(history);
  for (const beginning of beginningsOf(history)) {
    const lines = beginning.slice(0, beginning.lastIndexOf("\n") + 1);
    assert.ok(isBeginningOf(read(lines), whole), `after ${beginning.length} characters`);
  }
});
