import assert from "node:assert/strict";
import { test } from "node:test";
import { Expectations } from "../../../src/tracker/expectations";
import { defaultPhases, Phases } from "../../../src/tracker/phases";
import { Recorder } from "../../../src/tracker/recorder";
import type { Moment, RunEnded, RunStarted, Signal } from "../../../src/tracker/signal";
import { HandSchedule } from "../../support/handSchedule";
import { aTracker } from "../../support/tracker";

/** What made HEAD move is looked for this long after. */
const patienceMs = 3_000;

/** A recorder that takes a whole command line for the skill's name. */
function aRecorder(ignored: readonly string[] = []) {
  const { tracker, clock, records } = aTracker();
  const expectations = new Expectations();
  const phases = new Phases(() => defaultPhases);
  const timers = new HandSchedule();
  const recorder = new Recorder({
    tracker,
    expectations,
    schedule: timers.schedule,
    recognize: (line) =>
      line.trim() === "" || line.startsWith(" ")
        ? undefined
        : {
            skill: { kind: "terminal", name: line },
            category: "Other",
            background: line.includes("--watch"),
            command: line,
          },
    argumentDetail: () => "full",
    phaseFor: (subject) => phases.phaseFor(subject),
    shortenPath: (path) => path.replace("/work/", ""),
    isIgnored: (name) => ignored.includes(name),
  });
  const at = (): Moment => ({ wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() });
  const start = (line: string, more: Partial<RunStarted> = {}): object => {
    const run = {};
    recorder.accept({
      type: "run-started",
      run,
      source: "terminal",
      at: at(),
      subject: { type: "command-line", line, shell: "bash" },
      ...more,
    });
    return run;
  };
  const end = (run: object, more: Partial<RunEnded> = {}): void =>
    recorder.accept({ type: "run-ended", run, at: at(), ...more });
  /** HEAD has moved, and the time has passed after which that is judged. */
  const move = (moved: Signal): void => {
    recorder.accept(moved);
    clock.forward(patienceMs);
    timers.run(patienceMs);
  };
  return { recorder, tracker, clock, records, expectations, phases, timers, start, end, at, move };
}

const task = (name: string, line?: string): Partial<RunStarted> => ({
  source: "task",
  subject: {
    type: "skill",
    skill: { kind: "task", name },
    category: "Build",
    ...(line === undefined ? {} : { line }),
  },
});

function commit(at: Moment, more: object = {}): Signal {
  return { type: "head-moved", change: "commit", at, byEditor: false, ...more };
}

test("a terminal command becomes one invocation with its exit code, outcome and duration", () => {
  const { start, end, tracker, clock } = aRecorder();
  const run = start("npm test", { cwd: "/work/app" });
  clock.forward(734);
  end(run, { exitCode: 1 });
  const [invocation, ...others] = tracker.invocations;
  assert.equal(others.length, 0);
  assert.equal(invocation?.outcome, "failed");
  assert.equal(invocation.durationMs, 734);
  assert.equal(invocation.cwd, "app");
});

test("an end without an exit code is unknown, never failed", () => {
  const { start, end, tracker } = aRecorder();
  end(start("(exit 3)"));
  assert.equal(tracker.invocations[0]?.outcome, "unknown");
  assert.equal(tracker.counts.failed, 0);
});

test("an interrupt abandons a run, but completes one that never ends by itself", () => {
  const { start, end, tracker } = aRecorder();
  end(start("npm test"), { exitCode: 130 });
  end(start("tsc --watch"), { exitCode: 130 });
  assert.deepEqual(
    tracker.invocations.map(({ outcome, endReason }) => [outcome, endReason]),
    [
      ["completed", "cancelled"],
      ["abandoned", "cancelled"],
    ],
  );
});

test("a terminal that begins another command ends the one before as unknown, without a duration", () => {
  const { start, end, tracker } = aRecorder();
  const lane = {};
  start("first", { lane });
  end(start("second", { lane }), { exitCode: 0 });
  const [second, first] = tracker.invocations;
  assert.equal(second?.outcome, "completed");
  assert.equal(first?.outcome, "unknown");
  assert.equal(first.endReason, "superseded");
  assert.equal(first.durationMs, undefined);
});

test("closing a terminal abandons what ran in it, and only that", () => {
  const { recorder, start, tracker, at } = aRecorder();
  const lane = {};
  start("here", { lane });
  start("elsewhere", { lane: {} });
  recorder.accept({ type: "lane-closed", lane, at: at() });
  assert.deepEqual(
    tracker.invocations.map(({ skill, outcome }) => [skill.name, outcome]),
    [
      ["elsewhere", "running"],
      ["here", "abandoned"],
    ],
  );
});

test("a command line that got better at the end is recognised again", () => {
  const { start, end, tracker } = aRecorder();
  end(start("npm"), { exitCode: 0, line: "npm run build" });
  assert.equal(tracker.invocations[0]?.skill.name, "npm run build");
});

test("a line with a leading space is not recorded, also when the space shows only at the end", () => {
  const { start, end, tracker, records } = aRecorder();
  end(start(" export TOKEN=x"), { exitCode: 0 });
  assert.equal(records.length, 0);
  end(start("export TOKEN=x"), { exitCode: 0, line: " export TOKEN=x" });
  assert.equal(tracker.invocations.length, 0);
  assert.equal(records.at(-1)?.type, "forgotten");
});

test("a program that does not exist is no skill, and what was typed is forgotten", () => {
  const { start, end, tracker, records } = aRecorder();
  end(start("hunter2"), { exitCode: 127 });
  assert.equal(tracker.invocations.length, 0);
  assert.equal(records.at(-1)?.type, "forgotten");
});

test("an ignored skill leaves no trace", () => {
  const { start, end, records } = aRecorder(["ls"]);
  end(start("ls"), { exitCode: 0 });
  assert.equal(records.length, 0);
});

test("a task and its terminal are one invocation, whichever is heard first", () => {
  for (const order of ["task first", "terminal first"]) {
    const { start, end, tracker, clock } = aRecorder();
    const startTask = (): object => start("", { ...task("npm: build"), processId: 42 });
    const startTerminal = (): object => start("npm run build", { lane: {}, processId: 42 });
    let taskRun: object;
    let terminalRun: object;
    if (order === "task first") {
      taskRun = startTask();
      clock.forward(30);
      terminalRun = startTerminal();
    } else {
      terminalRun = startTerminal();
      clock.forward(30);
      taskRun = startTask();
    }
    clock.forward(1_000);
    end(terminalRun, { exitCode: 0 });
    end(taskRun, { exitCode: 2 });
    assert.equal(tracker.invocations.length, 1, order);
    assert.equal(tracker.invocations[0]?.skill.name, "npm: build", order);
    assert.equal(tracker.invocations[0].source, "task", order);
    assert.equal(tracker.invocations[0].outcome, "failed", order);
  }
});

test("without a process id a task and its terminal are known by the same line at the same time", () => {
  const { start, end, tracker, clock } = aRecorder();
  const first = start("", task("build", "make all"));
  clock.forward(1_500);
  end(start("make all", { lane: {} }), { exitCode: 0 });
  end(first, { exitCode: 0 });
  assert.equal(tracker.invocations.length, 1);
  clock.forward(10_000);
  end(start("make all", { lane: {} }), { exitCode: 0 });
  assert.equal(tracker.invocations.length, 2);
});

test("an end that nobody saw begin is ignored", () => {
  const { end, records } = aRecorder();
  end({}, { exitCode: 0 });
  assert.equal(records.length, 0);
});

test("a commit made by a command that ran is not counted again", () => {
  const { start, end, tracker, clock, at, move } = aRecorder();
  const run = start("git commit -m x");
  clock.forward(300);
  const committedAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
  clock.forward(100);
  end(run, { exitCode: 0 });
  clock.forward(4_000);
  move(commit(at(), { committedAtMs }));
  assert.equal(tracker.invocations.length, 1);
});

test("a commit that is heard before the command that made it counts once", () => {
  const { recorder, start, end, tracker, clock, timers, at } = aRecorder();
  const committedAtMs = Math.floor(clock.nowMs() / 1000) * 1000;
  clock.forward(1_200);
  recorder.accept(commit(at(), { committedAtMs }));
  assert.equal(tracker.invocations.length, 0);
  clock.forward(100);
  end(start("git commit"), { exitCode: 0 });
  clock.forward(patienceMs);
  timers.run(patienceMs);
  assert.deepEqual(
    tracker.invocations.map(({ source }) => source),
    ["terminal"],
  );
});

test("only `git commit` explains a commit that long before it began", () => {
  for (const [line, lateMs, rows] of [
    ["git commit", 5_999, 1],
    ["git commit", 6_000, 2],
    ["npm version patch", 1_499, 1],
    ["npm version patch", 1_500, 2],
  ] as const) {
    const { start, end, tracker, clock, at, move } = aRecorder();
    const committedAtMs = clock.nowMs();
    clock.forward(lateMs);
    end(start(line), { exitCode: 0 });
    move(commit(at(), { committedAtMs }));
    assert.equal(tracker.invocations.length, rows, `${line} after ${String(lateMs)} ms`);
  }
});

test("what waits to be judged is judged when recording ends or the window closes", () => {
  for (const way of ["stop", "dispose"] as const) {
    const { recorder, tracker, timers, at } = aRecorder();
    recorder.accept(commit(at()));
    recorder[way]();
    assert.equal(tracker.invocations.length, 1, way);
    assert.equal(timers.run(patienceMs), 0, way);
  }
});

test("a commit from elsewhere, and one made in the editor, are invocations without a duration", () => {
  const { recorder, tracker, clock, at, move } = aRecorder();
  move(commit(at(), { committedAtMs: clock.nowMs() - 2_000 }));
  recorder.accept(commit(at(), { byEditor: true }));
  assert.deepEqual(
    tracker.invocations.map(({ skill, source, durationMs }) => [skill.name, source, durationMs]),
    [
      ["git commit", "git", undefined],
      ["git commit", "git", undefined],
    ],
  );
});

test("a checkout a moment after a git command belongs to that command", () => {
  const { start, end, tracker, clock, at, move } = aRecorder();
  end(start("git switch main"), { exitCode: 0 });
  clock.forward(3_000);
  move({ type: "head-moved", change: "checkout", at: at(), byEditor: false });
  assert.equal(tracker.invocations.length, 1);
  clock.forward(60_000);
  move({ type: "head-moved", change: "checkout", at: at(), byEditor: false });
  assert.equal(tracker.invocations[0]?.skill.name, "git checkout");
});

test("a chosen recommendation is joined to the run it leads to, once", () => {
  const { expectations, start, end, tracker, clock } = aRecorder();
  const skill = { kind: "terminal", name: "npm test" } as const;
  const launch = { selectionRank: 2, alternatives: ["terminal:git add"], query: "red" } as const;
  expectations.add({ skill, line: "npm test" }, launch, clock.monotonicMs());
  clock.forward(60_000);
  end(start("npm test"), { exitCode: 0 });
  end(start("npm test"), { exitCode: 0 });
  const [second, first] = tracker.invocations;
  assert.equal(first?.selectionRank, 2);
  assert.equal(first.query, "red");
  assert.deepEqual(first.alternatives, ["terminal:git add"]);
  assert.equal(second?.selectionRank, undefined);
});

test("a choice that led to nothing is not joined to a run much later", () => {
  const { expectations, start, tracker, clock } = aRecorder();
  const skill = { kind: "terminal", name: "npm test" } as const;
  expectations.add({ skill }, { selectionRank: 1, alternatives: [] }, clock.monotonicMs());
  clock.forward(11 * 60_000);
  start("npm test");
  assert.equal(tracker.invocations[0]?.selectionRank, undefined);
});

test("a pinned phase holds for what runs from then on", () => {
  const { phases, start, tracker } = aRecorder();
  start("one");
  phases.pin("cleanup");
  start("two");
  phases.pin("no such phase");
  start("three");
  assert.deepEqual(
    tracker.invocations.map(({ phase }) => phase),
    [undefined, "cleanup", undefined],
  );
});

test("where an invocation ran is known until that is gone", () => {
  const { recorder, start, end, tracker, at } = aRecorder();
  const lane = {};
  const run = start("sleep 1", { lane });
  const [invocation] = tracker.invocations;
  assert.ok(invocation);
  end(run, { exitCode: 0 });
  assert.equal(recorder.laneOf(invocation.id), lane);
  recorder.accept({ type: "lane-closed", lane, at: at() });
  assert.equal(recorder.laneOf(invocation.id), undefined);
});

test("while paused nothing is begun, taken over or forgotten", () => {
  const { tracker, start, end, records } = aRecorder();
  tracker.setPaused(true);
  end(start("hunter2"), { exitCode: 127 });
  start("npm run build", { lane: {}, processId: 7 });
  start("", { ...task("npm: build"), processId: 7 });
  assert.equal(records.length, 0);
});

test("a script that ends with 127 failed: it exists", () => {
  const { tracker, start, end } = aRecorder();
  end(start("./deploy.sh"), { exitCode: 127 });
  assert.equal(tracker.invocations[0]?.outcome, "failed");
});

test("switched off, what runs ends as unknown", () => {
  const { recorder, tracker, start, end } = aRecorder();
  const lane = {};
  const run = start("sleep 9", { lane });
  recorder.stop();
  end(run, { exitCode: 0 });
  assert.equal(tracker.invocations[0]?.outcome, "unknown");
});
