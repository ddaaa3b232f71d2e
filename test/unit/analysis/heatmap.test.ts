import assert from "node:assert/strict";
import { test } from "node:test";
import { heatmap, heatmapSkills } from "../../../src/analysis/heatmap";
import { historyOf, type Run } from "../../support/history";
import { groupBy, naiveRate } from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

test("a pair that never occurred has no cell, one that never completed has 0", () => {
  const { cells } = heatmap(
    historyOf([
      { skill: "task:a", at: 1, phase: "setup", outcome: "failed" },
      { skill: "task:b", at: 2, phase: "execution" },
    ]),
  );
  assert.deepEqual(
    cells.map(({ key, phase, rate }) => [key, phase, rate]),
    [
      ["task:a", "setup", 0],
      ["task:b", "execution", 1],
    ],
  );
});

test("only the fifteen most used skills have a row", () => {
  const runs = Array.from({ length: 20 }, (_, skill) =>
    Array.from({ length: skill + 1 }, (_, use): Run => ({
      skill: `task:${String(skill).padStart(2, "0")}`,
      at: skill * 100 + use,
      phase: "setup",
    })),
  ).flat();
  const { skills, cells } = heatmap(historyOf(runs));
  assert.equal(skills.length, heatmapSkills);
  assert.equal(cells.length, heatmapSkills);
  assert.deepEqual([skills[0]?.key, skills.at(-1)?.key], ["task:19", "task:05"]);
});

test("cells equal those counted from plain invocations", () => {
  forRandomHistories((history, runs) => {
    const { skills, phases, cells } = heatmap(history);
    const phased = runs.filter((run) => run.phase !== undefined);
    const byUse = <K extends string | undefined>(groups: Map<K, Run[]>): K[] =>
      [...groups]
        .sort(([one, ones], [other, others]) => {
          return others.length - ones.length || ((one ?? "") < (other ?? "") ? -1 : 1);
        })
        .map(([name]) => name);
    const rows = byUse(groupBy(runs, (run) => run.skill));
    const columns = byUse(groupBy(phased, (run) => run.phase));
    assert.deepEqual(
      skills.map(({ key }) => key),
      rows,
    );
    assert.deepEqual(phases, columns);
    const expected = rows.flatMap((key) =>
      columns.flatMap((phase) => {
        const own = runs.filter((run) => run.skill === key && run.phase === phase);
        return own.length === 0 ? [] : [{ key, phase, ...naiveRate(own) }];
      }),
    );
    assert.deepEqual(cells, expected);
  });
});
