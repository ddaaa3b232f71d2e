import assert from "node:assert/strict";
import { test } from "node:test";
import { skillUsage } from "../../../src/analysis/skillUsage";
import { usedRuns } from "../../../src/analysis/usedRuns";
import { historyOf, someTime, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";
import { anInvocation } from "../../support/views";

function asInvocation(run: Run, at: number) {
  return anInvocation(String(at), {
    skill: run.skill,
    startedAtMs: run.at,
    outcome: run.outcome ?? "completed",
    durationMs: run.ms,
    background: run.background === true,
    ...(run.rank === undefined ? {} : { selectionRank: run.rank }),
  });
}

test("columns tell of skills what single runs tell, of those that pass", () => {
  forRandomHistories((history, runs, random) => {
    const passes = Uint8Array.from(runs, () => (random.chance(0.7) ? 1 : 0));
    const kept = runs.map(asInvocation).filter((_, row) => passes[row] === 1);
    assert.deepEqual(
      skillUsage(usedRuns({ history, passes, worded: new Map() })),
      skillUsage(kept),
    );
  });
});

test("what columns do not hold is taken from the run itself, and only where it passes", () => {
  const history = historyOf([
    { skill: "task:a", at: someTime },
    { skill: "task:a", at: someTime + 1 },
  ]);
  const told = anInvocation("1", { skill: "task:a", workflowPath: "quick", outcome: "failed" });
  const worded = new Map([[1, told]]);
  const usage = (...passes: number[]) =>
    skillUsage(usedRuns({ history, passes: Uint8Array.from(passes), worded }))[0];
  assert.deepEqual(usage(1, 1)?.workflowPaths, [{ text: "quick", count: 1 }]);
  assert.equal(usage(1, 1)?.counts.failed, 1);
  assert.deepEqual(usage(1, 0)?.workflowPaths, []);
});
