import assert from "node:assert/strict";
import { test } from "node:test";
import { summarizeAgents } from "../../../src/analysis/agents";
import { RunningSummaries } from "../../../src/analysis/runningSummaries";
import { summarizeSkills } from "../../../src/analysis/skills";
import { historyOf, someTime } from "../../support/history";
import { inShare, seedsUpTo } from "../../support/seeds";
import { growingHistories } from "../store/growing";

test("running summaries of a growing history are those of one that is counted anew", async () => {
  let steps = 0;
  for (const seed of seedsUpTo(60)) {
    const running = new RunningSummaries();
    for await (const history of growingHistories(seed)) {
      const expected = { skills: summarizeSkills(history), agents: summarizeAgents(history) };
      assert.deepEqual(running.of(history), expected, `history ${seed}`);
      steps++;
    }
  }
  assert.ok(steps > inShare(600));
});

test("what did not change is not looked at again", () => {
  const history = historyOf([{ skill: "task:a", at: someTime, agent: "x" }]);
  const running = new RunningSummaries();
  const first = running.of(history);
  assert.equal(running.of(history), first);
  assert.notEqual(
    running.of({ ...history, skills: history.skills.map((one) => ({ ...one })) }),
    first,
  );
});

test("an emptied history has no summaries", () => {
  const running = new RunningSummaries();
  running.of(historyOf([{ skill: "task:a", at: someTime, agent: "x" }]));
  assert.deepEqual(running.of(historyOf([])), { skills: [], agents: [] });
});
