import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOf, type ChoiceFigures } from "../../../src/recommend/choices";
import type { SkillKey } from "../../../src/tracker/model";
import { historyOf, minute, someSkills, someTime, type Run } from "../../support/history";
import type { Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";

const commit = "terminal:git commit";
const unit = "test:npm test";
const build = "task:build";

/** The same runs, some of them begun where something was offered. */
function withOffers(runs: readonly Run[], random: Random): Run[] {
  return runs.map((run) => {
    if (random.chance(0.4)) return run;
    const offered = random
      .shuffle(someSkills)
      .filter((key) => key !== run.skill)
      .slice(0, random.int(0, 4));
    return {
      ...run,
      ...(offered.length === 0 ? {} : { offered }),
      ...(random.chance(0.5) ? { rank: random.int(1, offered.length + 1) } : {}),
    };
  });
}

/** Slow and obvious: one entry for each suggestion that was shown. */
function naiveFigures(runs: readonly Run[], counts: (key: SkillKey) => boolean): ChoiceFigures {
  const passed = runs.flatMap(({ offered = [] }) => offered).filter(counts);
  const taken = runs.filter(({ rank, skill }) => rank !== undefined && counts(skill));
  const finished = taken.filter(({ outcome = "completed" }) =>
    ["completed", "failed", "abandoned"].includes(outcome),
  );
  const completed = finished.filter(({ outcome = "completed" }) => outcome === "completed");
  const shown = passed.length + taken.length;
  const ranks = taken.reduce((sum, { rank = 0 }) => sum + rank, 0);
  return {
    shown,
    taken: taken.length,
    ...(shown === 0 ? {} : { takenShare: taken.length / shown }),
    ...(taken.length === 0 ? {} : { meanRank: ranks / taken.length }),
    ...(finished.length === 0 ? {} : { endedWell: completed.length / finished.length }),
  };
}

test("what was shown and what was taken of it, counted over the whole history", () => {
  const runs: Run[] = [
    // Five shown, the second taken, and it completed.
    {
      ...{ skill: unit, at: someTime, rank: 2, outcome: "completed" },
      offered: [commit, build, "terminal:ls", "terminal:make"],
    },
    // Two shown, the first taken; nobody knows how it ended.
    { skill: commit, at: someTime + minute, rank: 1, outcome: "unknown", offered: [build] },
    // Three shown, none of them taken: something else was run again.
    { skill: "task:x", at: someTime + 2 * minute, offered: [commit, unit, build] },
    // One shown and taken, which failed.
    { skill: unit, at: someTime + 3 * minute, rank: 1, outcome: "failed" },
    // Nothing was shown.
    { skill: unit, at: someTime + 4 * minute },
  ];
  const { lists, byKind, bySkill, ...all } = choicesOf(historyOf(runs));
  assert.equal(lists, 4);
  assert.deepEqual(all, {
    ...{ shown: 5 + 2 + 3 + 1, taken: 3, takenShare: 3 / 11 },
    ...{ meanRank: (2 + 1 + 1) / 3, endedWell: 1 / 2 },
  });
  assert.deepEqual(byKind.get("test"), {
    ...{ shown: 3, taken: 2, takenShare: 2 / 3, meanRank: 1.5, endedWell: 1 / 2 },
    preference: 2 / 3,
  });
  assert.deepEqual(byKind.get("task"), { shown: 3, taken: 0, takenShare: 0, preference: 0 });
  assert.deepEqual(bySkill.get(commit), { shown: 3, taken: 1, takenShare: 1 / 3, meanRank: 1 });
  assert.equal(bySkill.get("task:x"), undefined);
});

test("where nothing was shown there is no share, and where nothing was taken no rank", () => {
  const { byKind, bySkill, ...all } = choicesOf(historyOf([{ skill: unit, at: someTime }]));
  assert.deepEqual(all, { lists: 0, shown: 0, taken: 0 });
  assert.equal(byKind.size + bySkill.size, 0);
  const passed = choicesOf(historyOf([{ skill: unit, at: someTime, offered: [commit] }]));
  assert.equal(passed.takenShare, 0);
  assert.equal(passed.meanRank, undefined);
  assert.deepEqual(passed.byKind.get("terminal"), { shown: 1, taken: 0, takenShare: 0 });
});

test("one more list without a choice lowers the share and keeps what was known before", () => {
  const taken: Run = { skill: unit, at: someTime, rank: 1, offered: [commit] };
  const left: Run = { skill: build, at: someTime + minute, offered: [commit, unit] };
  const before = choicesOf(historyOf([taken]));
  const after = choicesOf(historyOf([taken, left]));
  assert.equal(before.takenShare, 1 / 2);
  assert.equal(after.takenShare, 1 / 4);
  assert.equal(after.meanRank, before.meanRank);
  assert.equal(after.endedWell, before.endedWell);
});

test("the figures are those of a naive count, for all, for each kind and for each skill", () => {
  forRandomHistories((_, plain, random) => {
    const runs = withOffers(plain, random);
    const { lists, byKind, bySkill, ...all } = choicesOf(historyOf(runs));
    assert.deepEqual(
      all,
      naiveFigures(runs, () => true),
    );
    assert.equal(lists, runs.filter((run) => run.rank !== undefined || run.offered).length);
    for (const [kind, { preference, ...figures }] of byKind) {
      assert.deepEqual(
        figures,
        naiveFigures(runs, (key) => key.startsWith(`${kind}:`)),
      );
      assert.equal(preference, all.taken === 0 ? undefined : figures.taken / all.taken);
    }
    for (const [skill, figures] of bySkill) {
      assert.deepEqual(
        figures,
        naiveFigures(runs, (key) => key === skill),
      );
    }
  });
});
