import assert from "node:assert/strict";
import { test } from "node:test";
import { skillKinds } from "../../../../src/tracker/model";
import { recognize } from "../../../../src/tracker/recognize";
import { secretMark } from "../../../../src/tracker/redact/mark";
import { placeholder } from "../../../../src/tracker/shell/placeholder";
import { againContext, againOf } from "../../../../src/views/model/again";
import { seededRandom } from "../../../support/random";

const terminal = { kind: "terminal", name: "git commit" } as const;

test("each kind of skill is run again by what it is, with and without a command line", () => {
  const line = { type: "terminal", text: "npm test", isComplete: true };
  const name = "npm test";
  const both = skillKinds.map((kind) => [
    kind,
    againOf({ kind, name }, "npm test"),
    againOf({ kind, name }, undefined),
  ]);
  assert.deepEqual(both, [
    ["command", undefined, undefined],
    ["terminal", line, undefined],
    ["task", { type: "task", name }, { type: "task", name }],
    ["test", line, { type: "task", name }],
    ["debug", { type: "debug", name }, { type: "debug", name }],
    ["notebook", undefined, undefined],
    ["agent", line, undefined],
    ["tool", line, undefined],
    ["skill", line, undefined],
    ["chat", line, undefined],
  ]);
});

test("a command is run again only by what can be the id of one", () => {
  const again = (name: string) => againOf({ kind: "command", name }, undefined);
  assert.deepEqual(again("workbench.action.files.save"), {
    type: "command",
    id: "workbench.action.files.save",
  });
  for (const name of ["Save all", "save", "a.b c", "a..b", ".a.b", "a.b;c"]) {
    assert.equal(again(name), undefined, name);
  }
});

test("insertion stops before the first value that was not kept, whichever it is", () => {
  const cases = [
    [`git commit -m "${placeholder}"`, `git commit -m "`],
    [`curl -H ${secretMark} ${placeholder}`, "curl -H "],
    [`deploy ${placeholder} --token=${secretMark}`, "deploy "],
  ] as const;
  for (const [command, text] of cases) {
    assert.deepEqual(againOf(terminal, command), { type: "terminal", text, isComplete: false });
  }
});

test("insertion stops before a line break or any other key the terminal would act upon", () => {
  for (const control of ["\n", "\r", "\r\n", "\t", "\u0003", "\u001b[A", "\u009b"]) {
    assert.deepEqual(
      againOf(terminal, `git status${control}rm -rf .`),
      { type: "terminal", text: "git status", isComplete: false },
      JSON.stringify(control),
    );
  }
});

test("nothing can be run again of a line of which nothing was kept", () => {
  assert.equal(againOf(terminal, placeholder), undefined);
  assert.equal(againOf(terminal, `  ${secretMark} now`), undefined);
  assert.equal(againOf(terminal, ""), undefined);
  assert.equal(againContext(terminal, placeholder), "command");
});

test("what the recogniser leaves out of a line is never part of what is inserted as complete", () => {
  const options = { shell: "bash", arguments: "normalised" } as const;
  const kept = recognize('git commit -m "some words"', options);
  assert.deepEqual(againOf(terminal, kept?.command), {
    type: "terminal",
    text: 'git commit -m "',
    isComplete: false,
  });
});

test("an inserted line is a beginning of the kept one and never holds a mark or a control character", () => {
  const random = seededRandom(11);
  const pieces = ["git", " ", "-m", '"', placeholder, secretMark, "\n", "\t", "…x", "日本", "‹x›"];
  for (let round = 0; round < 2_000; round++) {
    const command = Array.from({ length: random.int(0, 8) }, () => random.pick(pieces)).join("");
    const again = againOf(terminal, command);
    const marks = [placeholder, secretMark, "\n", "\t"].map((mark) => command.indexOf(mark));
    const first = Math.min(command.length, ...marks.filter((at) => at >= 0));
    const text = command.slice(0, first);
    const expected =
      text.trim() === ""
        ? undefined
        : { type: "terminal", text, isComplete: first === command.length };
    assert.deepEqual(again, expected, JSON.stringify(command));
  }
});

test("menus are asked for by the words that are true of the row", () => {
  assert.equal(againContext(terminal, "git commit"), "runnable insertable command");
  assert.equal(againContext({ kind: "task", name: "build" }, undefined), "runnable");
  assert.equal(againContext({ kind: "task", name: "build" }, "make"), "runnable command");
  assert.equal(againContext({ kind: "notebook", name: "cell" }, undefined), "");
});
