import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../../../src/tracker/model";
import { aTracker } from "../../support/tracker";
import { seededRandom } from "../../support/random";

const npmTest = { kind: "test", name: "npm test" } as const;

test("an invocation is written at its start and again at its end", () => {
  const { tracker, clock, records } = aTracker();
  const complete = tracker.track({ skill: npmTest, source: "terminal", command: "npm test" });
  clock.forward(1_250);
  complete({ outcome: "failed", exitCode: 1 });
  assert.deepEqual(
    records.map(({ type }) => type),
    ["session-started", "started", "ended"],
  );
  const [invocation] = tracker.invocations;
  assert.equal(invocation?.outcome, "failed");
  assert.equal(invocation.durationMs, 1_250);
  assert.equal(invocation.exitCode, 1);
});

test("a second completion changes nothing and returns the first result", () => {
  const { tracker, clock, records } = aTracker();
  const complete = tracker.track({ skill: npmTest, source: "api" });
  clock.forward(10);
  const first = complete();
  clock.forward(90);
  const second = complete({ outcome: "failed", errorType: "late" });
  assert.deepEqual(second, first);
  assert.equal(records.filter(({ type }) => type === "ended").length, 1);
  assert.deepEqual(tracker.counts, {
    running: 0,
    completed: 1,
    failed: 0,
    abandoned: 0,
    unknown: 0,
  });
});

test("no text reaches a record or the memory before it is redacted", () => {
  const { tracker, records } = aTracker();
  const complete = tracker.track({
    skill: { kind: "tool", name: "call s3cret1" },
    source: "api",
    command: "x --token s3cret2",
    cwd: "/tmp/s3cret3",
    query: "why s3cret4",
    workflowPath: "s3cret5",
    workflowStepId: "s3cret6",
  });
  complete({ errorType: "s3cret7", followUps: ["do s3cret8"] });
  tracker.amend(complete.id, { errorType: "s3cret9", followUps: ["s3cret10"] });
  tracker.amend(complete.id, { skill: { kind: "tool", name: "s3cret11" } });
  assert.doesNotMatch(JSON.stringify(records), /s3cret/);
  assert.doesNotMatch(JSON.stringify(tracker.invocations), /s3cret/);
  assert.match(JSON.stringify(records), /<redacted>/);
});

test("while paused nothing new is recorded, and what ran before is still ended", () => {
  const { tracker, records } = aTracker();
  const before = tracker.track({ skill: npmTest, source: "terminal" });
  tracker.setPaused(true);
  tracker.track({ skill: npmTest, source: "terminal" })({ outcome: "failed" });
  before({ outcome: "completed" });
  assert.equal(tracker.invocations.length, 1);
  assert.equal(tracker.invocations[0]?.outcome, "completed");
  assert.equal(records.filter(({ type }) => type === "started").length, 1);
});

test("closing ends what runs as abandoned without a duration, then the session", () => {
  const { tracker, clock, records } = aTracker();
  tracker.track({ skill: npmTest, source: "terminal" });
  clock.forward(5_000);
  tracker.close();
  const ended = records.find((record) => record.type === "ended");
  assert.equal(ended?.outcome, "abandoned");
  assert.equal(ended.reason, "window-closed");
  assert.equal(ended.durationMs, undefined);
  assert.equal(records.at(-1)?.type, "session-ended");
});

test("a window in which nothing ran writes nothing, also when it closes", () => {
  const { tracker, records } = aTracker();
  tracker.close();
  assert.deepEqual(records, []);
});

test("a command line that got clearer at the end changes skill, command and phase", () => {
  const { tracker, records } = aTracker();
  const complete = tracker.track({ skill: { kind: "terminal", name: "npm" }, source: "terminal" });
  complete({
    corrected: { skill: npmTest, category: "Testing", phase: "verification", command: "npm test" },
  });
  const [invocation] = tracker.invocations;
  assert.deepEqual(invocation?.skill, npmTest);
  assert.equal(invocation.phase, "verification");
  const ended = records.find((record) => record.type === "ended");
  assert.deepEqual(ended?.corrected, {
    skill: npmTest,
    category: "Testing",
    phase: "verification",
    command: "npm test",
  });
});

test("a duration is never negative, whatever the clocks say", () => {
  const { tracker, clock } = aTracker();
  const startedMonotonicMs = clock.monotonicMs() + 500;
  const complete = tracker.track({ skill: npmTest, source: "terminal", startedMonotonicMs });
  assert.equal(complete().durationMs, 0);
});

test("what is forgotten leaves the memory and the counts", () => {
  const { tracker, clock } = aTracker();
  tracker.track({ skill: npmTest, source: "terminal" })();
  const kept = tracker.track({ skill: { kind: "terminal", name: "ls" }, source: "terminal" });
  kept();
  tracker.note({
    type: "forgotten",
    atMs: clock.nowMs(),
    what: { type: "skill", skill: npmTest, untilMs: clock.nowMs() },
  });
  assert.deepEqual(
    tracker.invocations.map(({ id }) => id),
    [kept.id],
  );
  assert.equal(tracker.counts.completed, 1);
});

test("marking a running invocation ends it, by hand", () => {
  const { tracker } = aTracker();
  const complete = tracker.track({ skill: npmTest, source: "terminal" });
  tracker.amend(complete.id, { outcome: "abandoned" });
  complete({ outcome: "completed" });
  assert.equal(tracker.find(complete.id)?.outcome, "abandoned");
  assert.equal(tracker.counts.running, 0);
});

test("replaying tells the whole session again, the running ones still open", () => {
  const { tracker, records } = aTracker();
  tracker.track({ skill: npmTest, source: "terminal", command: "npm test" })({ exitCode: 0 });
  tracker.track({ skill: npmTest, source: "terminal" });
  const told = records.map((record) => ({ ...record, atMs: 0 }));
  assert.deepEqual(
    tracker.replay().map((record) => ({ ...record, atMs: 0 })),
    told,
  );
});

test("counts and order agree with a plain list over random sessions", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const { tracker, clock } = aTracker();
    const naive: { id: string; outcome: Outcome }[] = [];
    const open: ((outcome: Exclude<Outcome, "running">) => void)[] = [];
    for (let step = 0; step < 60; step++) {
      clock.forward(random.int(0, 50));
      if (random.chance(0.5)) {
        const complete = tracker.track({ skill: npmTest, source: "api" });
        const entry: { id: string; outcome: Outcome } = { id: complete.id, outcome: "running" };
        naive.push(entry);
        open.push((outcome) => {
          complete({ outcome });
          if (entry.outcome === "running") entry.outcome = outcome;
        });
      } else if (open.length > 0) {
        const outcome = random.pick(["completed", "failed", "abandoned", "unknown"] as const);
        random.pick(open)(outcome);
      }
    }
    const expected = { running: 0, completed: 0, failed: 0, abandoned: 0, unknown: 0 };
    for (const { outcome } of naive) expected[outcome]++;
    assert.deepEqual(tracker.counts, expected, `seed ${seed}`);
    assert.deepEqual(
      tracker.invocations.map(({ id, outcome }) => ({ id, outcome })),
      [...naive].reverse(),
      `seed ${seed}`,
    );
  }
});

test("after its session is forgotten a window goes on in another one", () => {
  const { tracker, clock, records } = aTracker();
  tracker.track({ skill: npmTest, source: "terminal" })();
  const { sessionId } = tracker;
  const what = { type: "session", sessionId } as const;
  tracker.note({ type: "forgotten", atMs: clock.nowMs(), what });
  assert.notEqual(tracker.sessionId, sessionId);
  tracker.track({ skill: npmTest, source: "terminal" })();
  assert.equal(tracker.invocations.length, 1);
  assert.equal(tracker.invocations[0]?.sessionId, tracker.sessionId);
  const begun = records.filter((record) => record.type === "session-started");
  assert.deepEqual(
    begun.map((record) => record.sessionId),
    [sessionId, tracker.sessionId],
  );
});

test("a server that runs until the window closes has completed", () => {
  const { tracker } = aTracker();
  const server = tracker.track({ skill: npmTest, source: "terminal", background: true });
  const other = tracker.track({ skill: npmTest, source: "terminal" });
  tracker.close();
  assert.equal(tracker.find(server.id)?.outcome, "completed");
  assert.equal(tracker.find(other.id)?.outcome, "abandoned");
});
