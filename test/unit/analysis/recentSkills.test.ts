import assert from "node:assert/strict";
import { test } from "node:test";
import { recentSkills, type RecentSkill } from "../../../src/analysis/recentSkills";
import { parseSkillKey } from "../../../src/tracker/model";
import { day, historyOf, hour, minute, someTime, type Run } from "../../support/history";
import {
  groupBy,
  naiveCounts,
  naiveQuantile,
  naiveRate,
  naiveTypical,
  withoutUndefined,
} from "../../support/naive";
import { forRandomHistories } from "../../support/randomHistories";

test("what began in the last hour counts, both ends included", () => {
  const at = (ms: number): Run => ({ skill: "task:a", at: ms });
  const runs = [someTime - hour - 1, someTime - hour, someTime, someTime + 1].map(at);
  const [recent] = recentSkills(historyOf(runs), { nowMs: someTime });
  assert.equal(recent?.runs, 2);
  assert.equal(recent.lastStartedAtMs, someTime);
});

test("a skill has its figures, and none where there is nothing to divide", () => {
  const found = recentSkills(
    historyOf([
      { skill: "task:a", at: someTime - 3, ms: 2 * minute },
      { skill: "task:a", at: someTime - 2, ms: 4 * minute },
      { skill: "task:a", at: someTime - 1, ms: 90 * minute, outcome: "failed" },
      { skill: "task:b", at: someTime, outcome: "running" },
    ]),
    { nowMs: someTime },
  );
  assert.deepEqual(found, [
    {
      skill: { kind: "task", name: "a" },
      runs: 3,
      counts: { running: 0, completed: 2, failed: 1, abandoned: 0, unknown: 0 },
      completionRate: 2 / 3,
      medianDurationMs: 3 * minute,
      lastStartedAtMs: someTime - 1,
    },
    {
      skill: { kind: "task", name: "b" },
      runs: 1,
      counts: { running: 1, completed: 0, failed: 0, abandoned: 0, unknown: 0 },
      lastStartedAtMs: someTime,
    },
  ]);
});

test("of skills with as many runs the one used last comes first, then the first by key", () => {
  const run = (skill: Run["skill"], at: number): Run => ({ skill, at: someTime + at });
  const history = historyOf([run("task:c", -9), run("task:b", -5), run("task:a", -5)]);
  const names = (limit: number): string[] =>
    recentSkills(history, { nowMs: someTime, limit }).map(({ skill }) => skill.name);
  assert.deepEqual(names(3), ["a", "b", "c"]);
  assert.deepEqual(names(1), ["a"]);
});

test("nothing is recent in an empty history or a quiet hour", () => {
  assert.deepEqual(recentSkills(historyOf([]), { nowMs: someTime }), []);
  const history = historyOf([{ skill: "task:a", at: someTime - day }]);
  assert.deepEqual(recentSkills(history, { nowMs: someTime }), []);
});

test("recent skills equal those counted run by run", () => {
  forRandomHistories((history, runs, random) => {
    const options = {
      nowMs: someTime + random.int(0, 3 * day),
      windowMs: random.int(0, 2 * day),
      limit: random.int(0, 7),
    };
    assert.deepEqual(recentSkills(history, options), naiveRecent(runs, options));
  });
});

function naiveRecent(
  runs: readonly Run[],
  { nowMs, windowMs, limit }: { nowMs: number; windowMs: number; limit: number },
): readonly RecentSkill[] {
  const inside = runs.filter(({ at }) => at <= nowMs && nowMs - at <= windowMs);
  return [...groupBy(inside, ({ skill }) => skill)]
    .map(([key, own]) => ({ key, own, last: Math.max(...own.map(({ at }) => at)) }))
    .sort((one, other) => {
      if (one.own.length !== other.own.length) return other.own.length - one.own.length;
      return one.last === other.last ? (one.key < other.key ? -1 : 1) : other.last - one.last;
    })
    .slice(0, limit)
    .flatMap(({ key, own, last }) => {
      const skill = parseSkillKey(key);
      if (skill === undefined) return [];
      return [
        withoutUndefined<RecentSkill>({
          skill,
          runs: own.length,
          counts: naiveCounts(own),
          completionRate: naiveRate(own).rate,
          medianDurationMs: naiveQuantile(naiveTypical(own), 0.5),
          lastStartedAtMs: last,
        }),
      ];
    });
}
