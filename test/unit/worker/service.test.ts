import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "../../../src/analysis/filter";
import { RunningSummaries } from "../../../src/analysis/runningSummaries";
import { skillUsage } from "../../../src/analysis/skillUsage";
import { usedRuns } from "../../../src/analysis/usedRuns";
import { Recommender } from "../../../src/recommend/recommender";
import type { HistoryFilter } from "../../../src/tracker/history";
import { Meanings } from "../../../src/worker/meanings";
import { StoreService, type Analyses } from "../../../src/worker/service";
import { aStore } from "../store/recordSupport";
import { anEnd, aSession, aStart, startMs, uuidOf } from "../store/records";
import { aJournal, aWorkspace } from "../store/support";

const textCount = 1500;

/** A service over runs with a different text each; its clock goes on by 1 ms with every look. */
async function aService() {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  for (let at = 0; at < textCount; at++) journal.append(aStart(at, { query: `question ${at}` }));
  let looks = 0;
  const parts = { ...(await aStore(workspace)), monotonicMs: () => ++looks };
  const recommender = new Recommender();
  const summaries = new RunningSummaries();
  const nowhere = (): never => assert.fail("not asked for");
  const analyses: Analyses = {
    recommend: (history, context) => recommender.recommend(history, context),
    learn: (history, rows) => recommender.learn(history, rows),
    isBehind: (history) => recommender.isBehind(history),
    prepareSearch: (history) => recommender.prepareSearch(history),
    index: (history, isEnough) => recommender.index(history, isEnough),
    forecast: nowhere,
    prepareReport: nowhere,
    figures: nowhere,
    findings: nowhere,
    quality: nowhere,
    summarize: (history) => summaries.of(history),
    matching,
  };
  const meanings = new Meanings({ pause: nowhere, onError: nowhere });
  const service = new StoreService(parts, analyses, meanings);
  const find = (query: string): number =>
    service.recommend({ nowMs: startMs, sessionId: aSession, limit: 3, query }).length;
  return { service, find, looks: () => looks, journal };
}

test("texts are made ready between two requests, no longer than told, and only for who searches", async () => {
  const { service, find, looks, journal } = await aService();
  const context = { nowMs: startMs, sessionId: aSession, limit: 3 };
  service.snapshot(context);
  while (service.learn(50));
  const before = looks();
  assert.equal(service.learn(50), false);
  assert.ok(looks() - before < 5, "nobody has searched yet");
  const { state, missing } = service.prepareSearch();
  assert.equal(state, "failed", "words are enough here");
  assert.ok(missing > textCount / 2, `${missing} are left`);
  assert.equal(find("1490"), 0);
  for (;;) {
    const begun = looks();
    const isMore = service.learn(50);
    assert.ok(looks() - begun <= 60, `${looks() - begun} looks`);
    if (!isMore) break;
  }
  assert.equal(service.prepareSearch().missing, 0);
  assert.equal(find("1490"), 1);
  journal.append(aStart(textCount, { query: "quokka" }));
  assert.equal(find("quokka"), 1);
  assert.equal(service.prepareSearch().missing, 0, "one more is taken in at once");
  journal.close();
});

test("paths, errors and follow-ups of runs are counted, also those told later, and no others", async () => {
  const { service, journal } = await aService();
  const from = textCount;
  journal.append(aStart(from, { skill: { kind: "task", name: "lint" }, workflowPath: "quick" }));
  journal.append(anEnd(from, { outcome: "failed", errorType: "Timeout", followUps: ["commit"] }));
  journal.append(aStart(from + 1, { skill: { kind: "task", name: "lint" } }));
  journal.append({
    type: "amended",
    ...{ amendmentId: uuidOf(1, 7), id: uuidOf(from + 1), atMs: startMs + 1 },
    followUps: ["push"],
  });
  const usage = (filter: HistoryFilter) => {
    const runs = service.runs(filter);
    return { read: runs.worded.size, skills: skillUsage(usedRuns(runs)) };
  };
  const all = usage({});
  assert.equal(all.read, 2, "runs without words are not read one by one");
  assert.deepEqual(
    all.skills,
    skillUsage(service.invocations({ filter: {}, limit: 1e6, offset: 0 })),
  );
  const lint = all.skills.find(({ name }) => name === "lint");
  assert.deepEqual(lint?.workflowPaths, [{ text: "quick", count: 1 }]);
  assert.deepEqual(lint.errorTypes, [{ text: "Timeout", count: 1 }]);
  assert.deepEqual(
    lint.followUps.map(({ text }) => text),
    ["commit", "push"],
  );
  assert.equal(usage({ sessionId: "nobody" }).skills.length, 0);
  assert.deepEqual(usage({ outcomes: ["failed"] }).skills[0]?.followUps, [
    { text: "commit", count: 1 },
  ]);
  journal.close();
});
