import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../../src/base/event";
import type { Focus } from "../../../src/recommend/focus";
import type { RecommendContext, SharedBaselines } from "../../../src/recommend/model";
import type { Snapshot } from "../../../src/snapshot/snapshot";
import { SnapshotSource } from "../../../src/snapshot/source";
import { defaultPhases, Phases } from "../../../src/tracker/phases";
import type { StoreSnapshot } from "../../../src/worker/protocol";
import { HandSchedule } from "../../support/handSchedule";
import { aTracker } from "../../support/tracker";
import { aRecommendation, aSkill } from "../../support/views";

const skill = { kind: "test", name: "npm test" } as const;
const drawMs = 30;
const readMs = 250;

/** A source over a real tracker, with a store and timers that the test plays. */
function aSource() {
  const { tracker, clock } = aTracker();
  const phases = new Phases(() => defaultPhases);
  const timers = new HandSchedule();
  const errors: unknown[] = [];
  const drawn: Snapshot[] = [];
  const asked: RecommendContext[] = [];
  const answers: { resolve: (snapshot: StoreSnapshot) => void; reject: (error: Error) => void }[] =
    [];
  const state: { enabled: boolean; shared?: SharedBaselines; focus?: Focus } = { enabled: true };
  const heard = new Emitter<void>();
  const agents = { followed: ["claude"], invocations: [], onDidChange: heard.event };
  const source = new SnapshotSource({
    tracker,
    agents,
    phases,
    history: {
      snapshot: (context) => {
        asked.push(context);
        return new Promise((resolve, reject) => answers.push({ resolve, reject }));
      },
      insights: () => Promise.resolve({ insights: [] }),
    },
    isEnabled: () => state.enabled,
    ranking: () => ({ limit: 5 }),
    shared: () => state.shared,
    focus: () => state.focus,
    nowMs: () => clock.nowMs(),
    schedule: timers.schedule,
    onError: (error) => errors.push(error),
  });
  source.onDidChange((snapshot) => drawn.push(snapshot));
  /** Lets the promise chain of an answer run to its end. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const answer = async (changes: Partial<StoreSnapshot> = {}) => {
    answers.at(-1)?.resolve(stored(changes));
    await settle();
  };
  const fail = async (error: Error) => {
    answers.at(-1)?.reject(error);
    await settle();
  };
  return { tracker, phases, heard, timers, errors, drawn, asked, state, source, answer, fail };
}

function stored(changes: Partial<StoreSnapshot> = {}): StoreSnapshot {
  return {
    version: 1,
    totalInvocations: 7,
    skills: [],
    agents: [],
    recommended: [],
    isLearning: false,
    problems: [],
    ...changes,
  };
}

test("what agents ran is drawn like the window's own runs, and the store is asked again", async () => {
  const { heard, timers, drawn, asked, answer } = aSource();
  heard.fire();
  timers.run(drawMs);
  assert.deepEqual(drawn.at(-1)?.agents, { followed: ["claude"], invocations: [], summaries: [] });
  timers.run(readMs);
  assert.equal(asked.length, 1);
  const summary = { agent: "claude", total: 1, refused: 0, skills: [] };
  await answer({ agents: [summary] });
  timers.run(drawMs);
  assert.deepEqual(drawn.at(-1)?.agents.summaries, [summary]);
});

test("a burst of changes is drawn once, shortly after the first of them", () => {
  const { tracker, timers, drawn } = aSource();
  const complete = tracker.track({ skill, source: "task" });
  complete();
  tracker.track({ skill, source: "task" });
  assert.equal(drawn.length, 0);
  assert.deepEqual(timers.waiting, [drawMs, readMs]);
  assert.equal(timers.run(drawMs), 1);
  assert.deepEqual(
    drawn.map(({ session }) => session.invocations.map(({ outcome }) => outcome)),
    [["running", "completed"]],
  );
  tracker.track({ skill, source: "task" });
  timers.run(drawMs);
  assert.equal(drawn.length, 2);
});

test("the store is asked once at a time, and again when something changed meanwhile", async () => {
  const { tracker, timers, asked, answer } = aSource();
  tracker.track({ skill, source: "task" });
  tracker.track({ skill, source: "task" });
  assert.equal(timers.run(readMs), 1);
  assert.equal(asked.length, 1);
  tracker.track({ skill, source: "task" });
  tracker.track({ skill, source: "task" });
  assert.equal(timers.run(readMs), 0, "nothing is asked while an answer is due");
  await answer();
  assert.equal(timers.run(readMs), 1);
  assert.equal(asked.length, 2);
  await answer();
  assert.equal(timers.run(readMs), 0, "nothing changed since");
});

test("while the store is still learning it is asked again", async () => {
  const { source, timers, asked, answer } = aSource();
  source.invalidate();
  timers.run(readMs);
  await answer({ isLearning: true });
  assert.equal(timers.run(readMs), 1);
  await answer({ isLearning: false });
  assert.equal(timers.run(readMs), 0);
  assert.equal(asked.length, 2);
});

test("what the store answers is drawn, and kept until the next answer", async () => {
  const { source, timers, drawn, answer } = aSource();
  assert.equal(source.current.isLoading, true);
  source.invalidate();
  timers.run(readMs);
  const recommended = [aRecommendation("task:build")];
  const skills = [aSkill("task:build")];
  await answer({ recommended, skills });
  timers.run(drawMs);
  const { current } = source;
  assert.equal(drawn.at(-1), current);
  assert.equal(current.isLoading, false);
  assert.equal(current.totalInvocations, 7);
  assert.deepEqual([current.recommended, current.skills], [recommended, skills]);
});

test("an error of the store is told, what was known stays, and the next change asks again", async () => {
  const { source, tracker, timers, errors, asked, answer, fail } = aSource();
  source.invalidate();
  timers.run(readMs);
  await answer();
  source.invalidate();
  timers.run(readMs);
  const error = new Error("the worker ended");
  await fail(error);
  timers.run(drawMs);
  assert.deepEqual(errors, [error]);
  assert.equal(source.current.totalInvocations, 7);
  assert.ok(!timers.waiting.includes(readMs), "it is not asked over and over");
  tracker.track({ skill, source: "task" });
  timers.run(readMs);
  assert.equal(asked.length, 3);
});

test("after disposal no timer waits, nothing is drawn, and a late answer or error is dropped", async () => {
  for (const how of ["answer", "error"] as const) {
    const { source, tracker, timers, drawn, errors, answer, fail } = aSource();
    source.invalidate();
    timers.run(readMs);
    source.invalidate();
    source.dispose();
    source.dispose();
    assert.deepEqual(timers.waiting, []);
    tracker.track({ skill, source: "task" });
    source.invalidate();
    source.report({ type: "disk-full", detail: "" });
    await (how === "answer" ? answer() : fail(new Error("late")));
    assert.deepEqual([timers.waiting, drawn, errors], [[], [], []]);
  }
});

test("a reported problem shows beside the store's, once for each kind, until all is resolved", async () => {
  const { source, timers, answer } = aSource();
  const types = () => {
    timers.run(drawMs);
    return source.current.problems.map(({ type, detail }) => `${type} ${detail}`);
  };
  source.invalidate();
  timers.run(readMs);
  await answer({ problems: [{ type: "journal-damaged", detail: "2" }] });
  source.report({ type: "disk-full", detail: "1" });
  source.report({ type: "not-writable", detail: "1" });
  source.report({ type: "disk-full", detail: "2" });
  assert.deepEqual(types(), ["not-writable 1", "disk-full 2", "journal-damaged 2"]);
  source.resolveAll();
  assert.deepEqual(types(), ["journal-damaged 2"]);
});

test("the current phase is the pinned one, else that of the newest run that has one", () => {
  const { source, tracker, phases, timers } = aSource();
  const current = () => {
    source.invalidate();
    timers.run(drawMs);
    return source.current.phases;
  };
  assert.deepEqual(current(), { all: defaultPhases });
  tracker.track({ skill, source: "task", phase: "setup" });
  tracker.track({ skill, source: "task", phase: "verification" });
  tracker.track({ skill, source: "task" });
  assert.deepEqual(current(), { all: defaultPhases, current: "verification" });
  phases.pin("cleanup");
  assert.deepEqual(current(), { all: defaultPhases, pinned: "cleanup", current: "cleanup" });
});

test("phases people gave skills in other windows hold here once the store has told of them", async () => {
  const { source, phases, timers, answer } = aSource();
  source.invalidate();
  timers.run(readMs);
  await answer({
    skills: [aSkill("test:npm test", { phase: "execution", givenPhase: "rollback" })],
  });
  assert.equal(phases.phaseFor({ skill, phase: "verification" }), "rollback");
});

test("recording is off by the setting, else paused by the user, else on", () => {
  const { source, tracker, state, timers } = aSource();
  const tracking = () => {
    source.invalidate();
    timers.run(drawMs);
    return source.current.tracking;
  };
  assert.equal(tracking(), "on");
  tracker.setPaused(true);
  assert.equal(tracking(), "paused");
  state.enabled = false;
  assert.equal(tracking(), "off");
});

test("a snapshot stays as it was when the session goes on, and cannot be changed", () => {
  const { source, tracker, timers } = aSource();
  tracker.track({ skill, source: "task" })();
  timers.run(drawMs);
  const before = source.current;
  tracker.track({ skill, source: "task" });
  timers.run(drawMs);
  assert.equal(before.session.counts.running, 0);
  assert.equal(before.session.invocations.length, 1);
  assert.ok(Object.isFrozen(before));
});

test("the ranking is told where baselines are shared, as soon as they are", () => {
  const { source, state } = aSource();
  assert.ok(!("shared" in source.context()));
  state.shared = { folder: "/team", user: { id: "anna", salt: "salt" } };
  assert.deepEqual(source.context().shared, state.shared);
});

test("the ranking is asked with the time, the session, the limit and the pinned phase", () => {
  const { source, phases } = aSource();
  const nowMs = 1_760_000_000_000;
  assert.deepEqual(source.context(), { nowMs, sessionId: "session-1", limit: 5 });
  phases.pin("setup");
  assert.deepEqual(source.context({ query: "red", limit: 20 }), {
    nowMs,
    sessionId: "session-1",
    limit: 20,
    phase: "setup",
    query: "red",
  });
});

test("the phase of a skill's newest run is not taken for one that a person gave it", async () => {
  const { source, phases, timers, answer } = aSource();
  source.invalidate();
  timers.run(readMs);
  await answer({ skills: [aSkill("test:npm test", { phase: "cleanup" })] });
  assert.equal(phases.phaseFor({ skill, phase: "verification" }), "verification");
});

test("the store hears what is in front, and is asked again only when that is something else", async () => {
  const { source, state, timers, asked, answer } = aSource();
  const inTests: Focus = { folder: "tests", language: "python", file: "tests/a.py" };
  const look = async (focus: Focus): Promise<number> => {
    state.focus = focus;
    source.lookAround();
    const started = timers.run(readMs);
    if (started > 0) await answer();
    return started;
  };
  assert.equal(await look(inTests), 1);
  assert.deepEqual(asked.at(-1)?.focus, inTests);
  assert.equal(await look({ ...inTests }), 0, "the same in another object");
  assert.equal(await look({ ...inTests, file: "tests/b.py" }), 1);
  assert.equal(await look({ ...inTests, folder: "." }), 1);
  assert.equal(asked.length, 3);
});

test("many changes of the editor are one question, and draw nothing by themselves", () => {
  const { source, state, timers, asked, drawn } = aSource();
  for (let file = 0; file < 100; file++) {
    state.focus = { file: `${file}.py` };
    source.lookAround();
  }
  assert.deepEqual(timers.waiting, [readMs]);
  timers.run(readMs);
  state.focus = { file: "last.py" };
  source.lookAround();
  assert.equal(timers.run(readMs), 0, "an answer is due first");
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.focus?.file, "99.py");
  assert.equal(drawn.length, 0);
});
