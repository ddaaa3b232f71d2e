import assert from "node:assert/strict";
import { test } from "node:test";
import { followers, recentSteps } from "../../../src/recommend/followers";
import { RunningFollowers } from "../../../src/recommend/runningFollowers";
import { historyOf, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";
import { growingHistories } from "../store/growing";

test("the running followers of a growing history are those of one that is counted anew", async () => {
  let counted = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const running = new RunningFollowers();
    for await (const history of growingHistories(seed)) {
      for (let session = -1; session < history.sessions.length; session++) {
        const recent = recentSteps(history, session);
        const expected = followers(history, recent);
        assert.deepEqual(running.of(history, recent), expected, `history ${seed}`);
        counted += expected.afterLast.total;
      }
    }
  }
  assert.ok(counted > 100, "next to nothing was followed by anything");
});

test("what follows in another history has nothing to do with the one before", () => {
  const running = new RunningFollowers();
  forRandomHistories((history) => {
    const recent = recentSteps(history, history.sessions.length - 1);
    assert.deepEqual(running.of(history, recent), followers(history, recent));
  });
});

test("runs of agents count until the user runs something", () => {
  const running = new RunningFollowers();
  const followed = (runs: readonly Run[]): number => {
    const history = historyOf(runs);
    return running.of(history, recentSteps(history, 0)).afterLast.total;
  };
  const agents = (["task:a", "task:b", "task:a"] as const).map((skill, at): Run => ({
    ...{ skill, at: someTime + at, agent: "Copilot" },
  }));
  assert.equal(followed(agents), 1);
  assert.equal(followed([...agents, { skill: "task:a", at: someTime + 9 }]), 0);
});
