import assert from "node:assert/strict";
import { test } from "node:test";
import { summarizeAgents } from "../../../src/analysis/agents";
import { completionRate, outcomes, type OutcomeCounts } from "../../../src/tracker/model";
import { historyOf, type Run } from "../../support/history";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

test("agents come with what they ran; a refused run is abandoned and counted apart", () => {
  const claude = { agent: "claude" };
  const history = historyOf([
    { skill: "tool:Bash", at: 1, ms: 100, ...claude },
    { skill: "tool:Bash", at: 2, ms: 300, ...claude },
    { skill: "tool:Bash", at: 3, outcome: "abandoned", refused: true, ...claude },
    { skill: "agent:Explore", at: 4, outcome: "unknown", ...claude },
    { skill: "tool:Bash", at: 5, agent: "codex", outcome: "failed" },
    { skill: "terminal:make", at: 6 },
  ]);
  const summary = summarizeAgents(history);
  assert.deepEqual(
    summary.map(({ agent, total, refused }) => [agent, total, refused]),
    [
      ["claude", 4, 1],
      ["codex", 1, 0],
    ],
  );
  assert.deepEqual(
    summary[0]?.skills.map(({ counts: _, ...one }) => one),
    [
      {
        ...{ key: "tool:Bash", kind: "tool", label: "Bash", total: 3, refused: 1 },
        ...{ lastStartedAtMs: 3, completionRate: 2 / 3, medianDurationMs: 200 },
      },
      {
        ...{ key: "agent:Explore", kind: "agent", label: "Explore", total: 1, refused: 0 },
        lastStartedAtMs: 4,
      },
    ],
  );
  assert.deepEqual(summarizeAgents(historyOf([{ skill: "terminal:make", at: 1 }])), []);
});

/** The same, run by run, without columns. */
function naive(runs: readonly Run[]) {
  const agents = [...new Set(runs.flatMap(({ agent }) => (agent === undefined ? [] : [agent])))];
  const figures = agents.map((agent) => {
    const own = runs.filter((run) => run.agent === agent);
    const skills = [...new Set(own.map(({ skill }) => skill))].map((key) => {
      const mine = own.filter(({ skill }) => skill === key);
      const counts = Object.fromEntries(
        outcomes.map((outcome) => [outcome, mine.filter((run) => run.outcome === outcome).length]),
      ) as unknown as OutcomeCounts;
      const refused = mine.filter((run) => run.refused === true).length;
      const lastStartedAtMs = Math.max(...mine.map(({ at }) => at));
      return [key, mine.length, refused, completionRate(counts), lastStartedAtMs] as const;
    });
    skills.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    return [agent, own.length, skills] as const;
  });
  return figures.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

test("the figures of agents equal a recount run by run on random histories", () => {
  let agents = 0;
  forRandomHistories((_history, plain, random) => {
    const runs = plain.map(({ agent: _, ...run }): Run => {
      const by = random.pick([undefined, "", "claude", "codex"]);
      const refused = by !== undefined && run.outcome === "abandoned" && random.chance(0.5);
      return { ...run, ...(by === undefined ? {} : { agent: by }), refused };
    });
    const summary = summarizeAgents(historyOf(runs));
    agents += summary.length;
    assert.deepEqual(
      summary.map(({ agent, total, skills }) => [
        agent,
        total,
        skills.map((one) => [
          ...[one.key, one.total, one.refused],
          ...[one.completionRate, one.lastStartedAtMs],
        ]),
      ]),
      naive(runs),
    );
  });
  assert.ok(agents > inShare(300));
});
