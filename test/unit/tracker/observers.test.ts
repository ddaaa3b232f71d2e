import assert from "node:assert/strict";
import { test } from "node:test";
import { agentOfTerminal, agentTerminalTable } from "../../../src/tracker/agentTerminals";
import { DebugVerdict } from "../../../src/tracker/debugVerdict";
import { HeadWatch, type CommitFacts } from "../../../src/tracker/headWatch";
import { outcomeOf } from "../../../src/tracker/outcome";
import { Outbox } from "../../../src/tracker/outbox";
import type { JournalRecord } from "../../../src/tracker/record";
import { taskSubject } from "../../../src/tracker/taskSubject";

test("an exit code that is no whole number says nothing", () => {
  for (const rubbish of [undefined, Number.NaN, 0.5, Infinity]) {
    assert.deepEqual(outcomeOf(rubbish, false), { outcome: "unknown" });
  }
});

test("each agent terminal is known by its example, and a person's terminal by none", () => {
  for (const { example, agent } of agentTerminalTable)
    assert.equal(agentOfTerminal(example), agent);
  for (const name of ["bash", "node", "zsh - app", "my copilot notes"]) {
    assert.equal(agentOfTerminal(name), undefined, name);
  }
});

const event = (name: string, body: object = {}): object => ({ type: "event", event: name, body });
const request = (command: string): object => ({ type: "request", command });

test("a debug session that exits tells its code, also when the client disconnects afterwards", () => {
  const verdict = new DebugVerdict("lldb");
  verdict.fromAdapter(event("exited", { exitCode: 3 }), true);
  verdict.fromAdapter(event("terminated"), true);
  verdict.toAdapter(request("disconnect"));
  assert.deepEqual(verdict.result(), { exitCode: 3 });
});

test("a debug session stopped by the client is abandoned, whatever code the kill gives", () => {
  const verdict = new DebugVerdict("lldb");
  verdict.toAdapter(request("terminate"));
  verdict.fromAdapter(event("exited", { exitCode: 143 }), true);
  assert.deepEqual(verdict.result(), { outcome: "abandoned", reason: "cancelled" });
});

test("of several debugged processes one that failed decides", () => {
  const verdict = new DebugVerdict("lldb");
  verdict.fromAdapter(event("exited", { exitCode: 0 }), true);
  verdict.fromAdapter(event("exited", { exitCode: 2 }), true);
  verdict.fromAdapter(event("exited", { exitCode: 0 }), true);
  assert.deepEqual(verdict.result(), { exitCode: 2 });
});

test("the JavaScript debugger says a failure in its last words and success by silence", () => {
  const ended = (...output: readonly object[]): object => {
    const verdict = new DebugVerdict("pwa-node");
    for (const body of output) verdict.fromAdapter(event("output", body), true);
    verdict.fromAdapter(event("terminated"), true);
    return verdict.result();
  };
  const failed = { category: "stderr", output: "Process exited with code 4\r\n" };
  assert.deepEqual(ended(failed), { exitCode: 4 });
  assert.deepEqual(ended({ ...failed, output: "Prozess mit Code 4 beendet 1 2\r\n" }), {
    exitCode: 0,
  });
  assert.deepEqual(ended(failed, { category: "stdout", output: "later\n" }), { exitCode: 0 });
  assert.deepEqual(ended(), { exitCode: 0 });
  assert.deepEqual(new DebugVerdict("pwa-node").result(), {}, "it never said that it was over");
});

test("an adapter that says rubbish or nothing leaves the result unknown", () => {
  const verdict = new DebugVerdict("lldb");
  for (const rubbish of [null, 7, "x", {}, { type: "event" }, event("exited", { exitCode: "0" })]) {
    verdict.fromAdapter(rubbish, true);
    verdict.toAdapter(rubbish);
  }
  assert.deepEqual(verdict.result(), {});
});

test("a workspace task has its own name, another's its source before it; a test task is a test", () => {
  const plain = { name: "build", source: "Workspace", background: false };
  assert.deepEqual(taskSubject(plain).subject.type === "skill" && taskSubject(plain).subject, {
    type: "skill",
    skill: { kind: "task", name: "build" },
    category: "Tasks",
  });
  const npm = taskSubject({ ...plain, name: "test", source: "npm", group: "test" }).subject;
  assert.equal(npm.type === "skill" && npm.skill.name, "npm: test");
  assert.equal(npm.type === "skill" && npm.skill.kind, "test");
  assert.equal(npm.type === "skill" && npm.phase, "verification");
});

test("a watch task is background, also where only its detail says so", () => {
  const facts = { name: "w", source: "npm", background: false, detail: "tsc --watch" };
  assert.equal(taskSubject(facts).background, true);
  assert.equal(taskSubject({ ...facts, detail: "tsc" }).background, false);
});

const at = { wallMs: 1_760_000_100_000, monotonicMs: 1 };
const fresh = at.wallMs - 3_000;

function watch(commits: Record<string, CommitFacts>, head = { branch: "main", commit: "a" }) {
  return new HeadWatch(head, (sha) => Promise.resolve(commits[sha]));
}

test("a child of the commit before is a commit; the same HEAD again is nothing", async () => {
  const head = watch({ b: { parents: ["a"], committedAtMs: fresh } });
  const moved = await head.moved({ branch: "main", commit: "b" }, at);
  assert.deepEqual(moved, {
    type: "head-moved",
    change: "commit",
    at,
    byEditor: false,
    committedAtMs: fresh,
  });
  assert.equal(await head.moved({ branch: "main", commit: "b" }, at), undefined);
});

test("an amended commit is a commit, a reset and an old commit pulled in are none", async () => {
  const commits = {
    a: { parents: ["0"], committedAtMs: fresh },
    amended: { parents: ["0"], committedAtMs: fresh },
    "0": { parents: [], committedAtMs: fresh },
    pulled: { parents: ["a"], committedAtMs: at.wallMs - 3_600_000 },
  };
  assert.equal(
    (await watch(commits).moved({ branch: "main", commit: "amended" }, at))?.change,
    "commit",
  );
  assert.equal(await watch(commits).moved({ branch: "main", commit: "0" }, at), undefined);
  assert.equal(await watch(commits).moved({ branch: "main", commit: "pulled" }, at), undefined);
});

test("another branch is a checkout, the first sight of a repository is nothing", async () => {
  const head = watch({});
  assert.equal((await head.moved({ branch: "next", commit: "a" }, at))?.change, "checkout");
  const unborn = new HeadWatch({}, () => Promise.resolve(undefined));
  assert.equal(await unborn.moved({ branch: "main", commit: "a" }, at), undefined);
});

test("a commit the editor made is one, even where git cannot say more about it", async () => {
  const head = watch({});
  head.editorCommitted();
  const moved = await head.moved({ branch: "main", commit: "b" }, at);
  assert.equal(moved?.byEditor, true);
});

test("records refused by the journal wait in order and are written when it takes them again", () => {
  const written: JournalRecord[] = [];
  let isFull = true;
  const outbox = new Outbox({
    append: (record) => {
      if (isFull) throw new Error("no space left on device");
      written.push(record);
    },
    durable: () => Promise.resolve(),
    rotate: () => undefined,
    close: () => undefined,
  });
  const errors: unknown[] = [];
  outbox.onDidFail((error) => errors.push(error));
  const record = (atMs: number): JournalRecord => ({ type: "session-ended", sessionId: "s", atMs });
  outbox.append(record(1));
  outbox.append(record(2));
  assert.equal(outbox.pending, 2);
  assert.equal(errors.length, 1, "one outage is told once");
  isFull = false;
  outbox.append(record(3));
  assert.deepEqual(written, [record(1), record(2), record(3)]);
  assert.equal(outbox.pending, 0);
});
