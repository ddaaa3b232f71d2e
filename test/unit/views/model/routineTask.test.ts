import assert from "node:assert/strict";
import { test } from "node:test";
import { routineTasks, type RoutineStep } from "../../../../src/views/model/routineTask";

const terminal = (command: string, cwd?: string): RoutineStep => ({
  ...{ kind: "terminal", name: command, label: command, command },
  ...(cwd === undefined ? {} : { cwd }),
});
const task = (name: string): RoutineStep => ({ kind: "task", name, label: name });
const none = new Set<string>();

test("command lines become shell tasks, and one task runs everything in order", () => {
  const steps = [terminal("npm ci", "web"), task("npm: build"), terminal("npm test")];
  assert.deepEqual(routineTasks(steps, "ci → build → test", none), [
    {
      ...{ label: "npm ci", type: "shell", command: "npm ci", problemMatcher: [] },
      options: { cwd: "web" },
    },
    { label: "npm test", type: "shell", command: "npm test", problemMatcher: [] },
    {
      label: "ci → build → test",
      dependsOn: ["npm ci", "npm: build", "npm test"],
      dependsOrder: "sequence",
      problemMatcher: [],
    },
  ]);
});

test("a step that comes twice, or whose task is there, is not added again", () => {
  const steps = [terminal("git add ."), terminal("npm test"), terminal("git add .")];
  const labels = routineTasks(steps, "mine", new Set(["npm test"]))?.map(({ label }) => label);
  assert.deepEqual(labels, ["git add .", "mine"]);
});

test("the new task takes a name nobody has", () => {
  const steps = [terminal("a"), terminal("b")];
  const last = (taken: readonly string[]) => routineTasks(steps, "a → b", new Set(taken))?.at(-1);
  assert.equal(last([])?.label, "a → b");
  assert.equal(last(["a → b"])?.label, "a → b (2)");
  assert.equal(last(["a → b", "a → b (2)"])?.label, "a → b (3)");
  assert.equal(routineTasks([terminal("a")], "a", none)?.at(-1)?.label, "a (2)");
});

test("what a task cannot run gives no task at all", () => {
  const debug: RoutineStep = { kind: "debug", name: "Launch", label: "Launch" };
  assert.equal(routineTasks([terminal("a"), debug], "a → Launch", none), undefined);
});
