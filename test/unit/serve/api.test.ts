import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../../src/base/event";
import { skillUsage } from "../../../src/analysis/skillUsage";
import type { RecommendContext } from "../../../src/recommend/model";
import { createApi, type ApiTrackRequest } from "../../../src/serve/api";
import type { Snapshot } from "../../../src/snapshot/snapshot";
import type { HistoryFilter } from "../../../src/tracker/history";
import { defaultPhases, Phases } from "../../../src/tracker/phases";
import { aTracker } from "../../support/tracker";
import { aRecommendation, aSnapshot, anInvocation } from "../../support/views";

/** The API over a real tracker; the snapshot and the ranking are the test's. */
function anApi() {
  const { tracker, clock, records } = aTracker();
  const phases = new Phases(() => defaultPhases);
  const changed = new Emitter<Snapshot>();
  const asked: RecommendContext[] = [];
  const filters: HistoryFilter[] = [];
  const current = aSnapshot({
    invocations: [anInvocation("2", { outcome: "failed" }), anInvocation("1")],
    phases: { all: defaultPhases, current: "setup" },
    totalInvocations: 40,
  });
  const api = createApi({
    tracker,
    phases,
    source: {
      current,
      onDidChange: changed.event,
      context: (overrides) => ({ nowMs: 1, sessionId: "s", limit: 5, ...overrides }),
    },
    backend: { inUse: "mcp (waiting: 3 to deliver)" },
    history: {
      recommend: (context) => {
        asked.push(context);
        return Promise.resolve([aRecommendation("task:build")]);
      },
      insight: (_, { filter }) => {
        filters.push(filter);
        return Promise.resolve(skillUsage([anInvocation("1"), anInvocation("2")]));
      },
    },
  });
  return { api, tracker, clock, records, phases, changed, asked, filters, current };
}

test("says where what is recorded goes, as it is", () => {
  assert.equal(anApi().api.getBackend(), "mcp (waiting: 3 to deliver)");
});

/** What a program without types may hand over. */
const untyped = (value: unknown) => value as never;
const sentence = /^.+\.$/;

const badRequests: readonly (readonly [request: unknown, names: RegExp])[] = [
  [undefined, /object/],
  [null, /object/],
  ["npm test", /object/],
  [{}, /"skill"/],
  [{ skill: "" }, /"skill"/],
  [{ skill: "  " }, /"skill"/],
  [{ skill: "tool: " }, /"skill"/],
  [{ skill: 3 }, /"skill"/],
  [{ skill: { kind: "magic", name: "x" } }, /"skill"/],
  [{ skill: { kind: "tool", name: " " } }, /"skill"/],
  [{ skill: { kind: "tool" } }, /"skill"/],
  [{ skill: "x", agent: {} }, /"agent"/],
  [{ skill: "x", phase: 1 }, /"phase"/],
  [{ skill: "x", command: ["ls"] }, /"command"/],
  [{ skill: "x", query: null }, /"query"/],
  [{ skill: "x", workflowPath: 1 }, /"workflowPath"/],
  [{ skill: "x", workflowStepId: 1 }, /"workflowStepId"/],
  [{ skill: "x", alternatives: "tool:y" }, /"alternatives"/],
  [{ skill: "x", alternatives: ["y"] }, /"alternatives"/],
  [{ skill: "x", alternatives: [3] }, /"alternatives"/],
  [{ skill: "x", selectionRank: 0 }, /"selectionRank"/],
  [{ skill: "x", selectionRank: Number.NaN }, /"selectionRank"/],
  [{ skill: "x", selectionRank: "1" }, /"selectionRank"/],
];

test("a wrong request is a TypeError with a sentence that names the field, and nothing begins", () => {
  const { api, records } = anApi();
  for (const [request, names] of badRequests) {
    assert.throws(
      () => api.track(untyped(request)),
      (error) =>
        error instanceof TypeError && names.test(error.message) && sentence.test(error.message),
      JSON.stringify(request),
    );
  }
  assert.deepEqual(records, []);
});

test("a wrong completion is a TypeError, and the invocation goes on until a right one", () => {
  const { api, tracker } = anApi();
  const complete = api.track({ skill: "x" });
  const bad: readonly (readonly [completion: unknown, names: RegExp])[] = [
    [null, /object/],
    ["failed", /object/],
    [{ outcome: "running" }, /"outcome"/],
    [{ outcome: "ok" }, /"outcome"/],
    [{ outcome: null }, /"outcome"/],
    [{ errorType: new Error("x") }, /"errorType"/],
    [{ followUps: "retry" }, /"followUps"/],
    [{ followUps: [1] }, /"followUps"/],
    [{ durationMs: -1 }, /"durationMs"/],
    [{ durationMs: Number.POSITIVE_INFINITY }, /"durationMs"/],
    [{ durationMs: "1" }, /"durationMs"/],
  ];
  for (const [completion, names] of bad) {
    assert.throws(
      () => complete(untyped(completion)),
      (error) =>
        error instanceof TypeError && names.test(error.message) && sentence.test(error.message),
      JSON.stringify(completion),
    );
    assert.equal(tracker.find(complete.id)?.outcome, "running");
  }
  complete({ outcome: "abandoned" });
  assert.equal(tracker.find(complete.id)?.outcome, "abandoned");
});

test("what an agent tracks is kept with all it tells", () => {
  const { api, clock } = anApi();
  const complete = api.track({
    skill: "tool:search",
    agent: "Aider",
    phase: "verification",
    command: "rg TODO",
    query: "where is it",
    workflowPath: "fix.md",
    workflowStepId: "2",
    alternatives: ["tool:list"],
    selectionRank: 2.9,
  });
  clock.forward(1_500);
  complete({ outcome: "failed", errorType: "Timeout", followUps: ["retry"] });
  const [invocation] = api.invocations();
  assert.deepEqual(JSON.parse(JSON.stringify(invocation)), {
    id: complete.id,
    sessionId: "session-1",
    skill: { kind: "tool", name: "search" },
    startedAtMs: clock.nowMs() - 1_500,
    outcome: "failed",
    endReason: "reported",
    durationMs: 1_500,
    author: { kind: "agent", agentName: "Aider" },
    source: "api",
    background: false,
    phase: "verification",
    command: "rg TODO",
    workflowPath: "fix.md",
    workflowStepId: "2",
    query: "where is it",
    alternatives: ["tool:list"],
    selectionRank: 2,
    followUps: ["retry"],
    errorType: "Timeout",
  });
});

test("a skill is named by its name, its key or both parts", () => {
  const { api } = anApi();
  const skillOf = (skill: ApiTrackRequest["skill"]) => {
    api.track({ skill });
    return api.invocations()[0]?.skill;
  };
  assert.deepEqual(skillOf("review"), { kind: "skill", name: "review" });
  assert.deepEqual(skillOf("agent:Aider"), { kind: "agent", name: "Aider" });
  assert.deepEqual(skillOf("magic:x"), { kind: "skill", name: "magic:x" });
  assert.deepEqual(skillOf({ kind: "chat", name: "ask" }), { kind: "chat", name: "ask" });
});

test("the author is the user, an agent by name, or an agent without one", () => {
  const { api } = anApi();
  const authorOf = (changes: Partial<ApiTrackRequest>) => {
    api.track({ skill: "x", ...changes });
    return api.invocations()[0]?.author;
  };
  assert.deepEqual(authorOf({}), { kind: "user" });
  assert.deepEqual(authorOf({ agent: "Aider" }), { kind: "agent", agentName: "Aider" });
  assert.deepEqual(authorOf({ agent: " " }), { kind: "agent" });
});

test("no text of a request is kept before its secrets are replaced", () => {
  const { api, records } = anApi();
  api.track({
    skill: "s3cret1",
    agent: "s3cret2",
    command: "s3cret3",
    query: "s3cret4",
    workflowPath: "s3cret5",
    workflowStepId: "s3cret6",
    alternatives: ["tool:s3cret7"],
  })({ errorType: "s3cret8", followUps: ["s3cret9"] });
  assert.doesNotMatch(JSON.stringify([records, api.invocations()]), /s3cret/);
});

test("a line too long to be kept whole says so at its end", () => {
  const { api } = anApi();
  api.track({ skill: "x", command: "a".repeat(4_000) });
  assert.equal(api.invocations()[0]?.command, "a".repeat(4_000));
  api.track({ skill: "x", command: "a".repeat(4_001) });
  assert.equal(api.invocations()[0]?.command, `${"a".repeat(3_999)}…`);
});

test("a phase that is not in the list is dropped, and the pinned one comes first", () => {
  const { api, phases } = anApi();
  const phaseOf = (phase: string) => {
    api.track({ skill: "x", phase });
    return api.invocations()[0]?.phase;
  };
  assert.equal(phaseOf("setup"), "setup");
  assert.equal(phaseOf("lunch"), undefined);
  phases.pin("cleanup");
  assert.equal(phaseOf("setup"), "cleanup");
});

test("the second completion changes nothing", () => {
  const { api, clock, records } = anApi();
  const complete = api.track({ skill: "x" });
  clock.forward(10);
  complete();
  complete({ outcome: "failed" });
  assert.equal(records.filter(({ type }) => type === "ended").length, 1);
  const [invocation] = api.invocations();
  assert.deepEqual([invocation?.outcome, invocation?.durationMs], ["completed", 10]);
});

test("while paused nothing is recorded and completing is harmless", () => {
  const { api, tracker, records } = anApi();
  tracker.setPaused(true);
  const complete = api.track({ skill: "x" });
  complete({ outcome: "failed" });
  assert.deepEqual([records, api.invocations()], [[], []]);
});

test("recommendations are asked for with the words, a known phase and a limit up to 100", async () => {
  const { api, asked } = anApi();
  assert.deepEqual(await api.recommend(), [aRecommendation("task:build")]);
  await api.recommend({ query: " red tests ", phase: "setup", limit: 1_000 });
  await api.recommend({ query: "  ", phase: "lunch", limit: 2.9 });
  assert.deepEqual(asked, [
    { nowMs: 1, sessionId: "s", limit: 5 },
    { nowMs: 1, sessionId: "s", limit: 100, query: "red tests", phase: "setup" },
    { nowMs: 1, sessionId: "s", limit: 2 },
  ]);
});

test("a wrong question rejects with a TypeError and asks nobody", async () => {
  const { api, asked } = anApi();
  for (const request of [null, "x", { limit: 0 }, { limit: "5" }, { query: 1 }, { phase: [] }]) {
    await assert.rejects(api.recommend(untyped(request)), TypeError, JSON.stringify(request));
  }
  assert.deepEqual(asked, []);
});

test("the summary tells how the session stands, now and at every change until it is disposed", () => {
  const { api, changed, current } = anApi();
  const summary = {
    sessionId: "a-session",
    tracking: "on",
    counts: { running: 0, completed: 1, failed: 1, abandoned: 0, unknown: 0 },
    completionRate: 0.5,
    phase: "setup",
    totalInvocations: 40,
  };
  assert.deepEqual(api.summary(), summary);
  const heard: unknown[] = [];
  const listening = api.onDidChange((value) => heard.push(value));
  changed.fire(current);
  listening.dispose();
  changed.fire(current);
  assert.deepEqual(heard, [summary]);
  assert.throws(() => api.onDidChange(untyped("listener")), TypeError);
});

test("nothing that is handed out leads back into the tracker, and the API itself is frozen", () => {
  const { api, tracker, current } = anApi();
  const complete = api.track({ skill: "x", alternatives: ["tool:y"] });
  const [invocation] = api.invocations();
  Object.assign(invocation ?? {}, { outcome: "failed" });
  Object.assign(invocation?.skill ?? {}, { name: "changed" });
  Object.assign(api.summary().counts, { completed: 99 });
  assert.equal(tracker.find(complete.id)?.outcome, "running");
  assert.equal(tracker.find(complete.id)?.skill.name, "x");
  assert.equal(current.session.counts.completed, 1);
  assert.ok(Object.isFrozen(api) && Object.isFrozen(complete));
  assert.deepEqual(Object.keys(api).sort(), [
    "getAllMetrics",
    "getBackend",
    "getSessionSummary",
    "getSummary",
    "invocations",
    "onDidChange",
    "recommend",
    "summary",
    "track",
    "version",
  ]);
});

test("summaries are of this session, of the one that is named, or of everything", async () => {
  const { api, tracker, filters } = anApi();
  const own = await api.getSessionSummary();
  assert.equal(own.sessionId, tracker.sessionId);
  assert.deepEqual([own.total, own.skills, own.completionRate], [2, 1, 1]);
  assert.equal((await api.getSessionSummary("other")).sessionId, "other");
  assert.deepEqual((await api.getSummary()).mostUsed, {
    key: "terminal:npm test",
    label: "npm test",
    count: 2,
  });
  assert.equal((await api.getAllMetrics())[0]?.total, 2);
  assert.deepEqual(filters, [{ sessionId: tracker.sessionId }, { sessionId: "other" }, {}, {}]);
  await assert.rejects(api.getSessionSummary(untyped(7)), TypeError);
  assert.equal(filters.length, 4);
});
