import assert from "node:assert/strict";
import { test } from "node:test";
import type { SkillKey } from "../../../src/tracker/model";
import { hour, minute, randomRuns, someSkills, someTime, type Run } from "../../support/history";
import { groupBy } from "../../support/naive";
import { assertSameRows, databaseOf, forSeeds, refOf, rowsIn, type Fields } from "./viewSupport";

/** By name, then by kind, as texts compare. */
function isBefore(one: SkillKey, other: SkillKey): boolean {
  const [a, b] = [refOf(one), refOf(other)];
  return a.name === b.name ? a.kind < b.kind : a.name < b.name;
}

function naiveDependencies(runs: readonly Run[]): Fields[] {
  const sessions = [...groupBy(runs, ({ session }) => session ?? "s1").values()];
  const having = (...skills: SkillKey[]): Run[][] =>
    sessions.filter((own) => skills.every((key) => own.some(({ skill }) => skill === key)));
  const keys = [...new Set(runs.map(({ skill }) => skill))];
  return keys.flatMap((a) =>
    keys.flatMap((b): Fields[] => {
      const both = having(a, b);
      if (!isBefore(a, b) || both.length < 3) return [];
      const times = both.flat().flatMap((run) => ([a, b].includes(run.skill) ? run.at : []));
      return [
        {
          skill_a: refOf(a).name,
          skill_b: refOf(b).name,
          co_occurrence_count: both.length,
          lift_score: (both.length * sessions.length) / (having(a).length * having(b).length),
          last_updated: new Date(Math.max(...times)).toISOString(),
          kind_a: refOf(a).kind,
          kind_b: refOf(b).kind,
        },
      ];
    }),
  );
}

const words = [
  [2, "strong_positive"],
  [1.5, "moderate_positive"],
  [1, "weak_positive"],
  [0.5, "weak_negative"],
] as const;
const wordOf = (lift: number): string =>
  lift === 1 ? "independent" : (words.find(([above]) => lift > above)?.[1] ?? "moderate_negative");

test("dependencies are what counting sessions says, each pair once", () =>
  forSeeds(300, async (random) => {
    const runs = randomRuns(random, {
      count: random.int(0, 60),
      skills: [...someSkills.slice(0, random.int(1, 5)), "task:git add"],
      sessions: random.int(1, 12),
      spanMs: hour,
    });
    const db = await databaseOf(runs);
    const expected = naiveDependencies(runs);
    assertSameRows(rowsIn(db, "skill_dependencies"), expected, "skill_dependencies");
    assertSameRows(
      rowsIn(db, "v_skill_dependency_network"),
      expected.map(({ last_updated: _, ...row }) => ({
        ...row,
        relationship_type: wordOf(Number(row["lift_score"])),
      })),
      "v_skill_dependency_network",
    );
    db.close();
  }));

/** `together` sessions with both, then `alone` with a third skill only. */
function sessionsOf(together: number, alone: number): Run[] {
  const run = (skill: SkillKey, session: number): Run => ({
    skill,
    session: `s${session}`,
    at: someTime + session * minute,
  });
  return Array.from({ length: together + alone }, (_, n) =>
    n < together
      ? [run("task:a", n + 1), run("task:b", n + 1), run("task:b", n + 1)]
      : [run("task:c", n + 1)],
  ).flat();
}

test("two skills that are always together in 6 of 12 sessions have a lift of 2", async () => {
  const db = await databaseOf(sessionsOf(6, 6));
  assert.deepEqual(
    db
      .prepare("SELECT skill_a, skill_b, co_occurrence_count, lift_score FROM skill_dependencies")
      .all(),
    [["a", "b", 6, 2]],
  );
});

test("a lift says how two skills stand to each other, in the words of the earlier schema", async () => {
  const relation = async (together: number, alone: number) =>
    rowsIn(await databaseOf(sessionsOf(together, alone)), "v_skill_dependency_network").map(
      ({ lift_score, relationship_type }) => [lift_score, relationship_type],
    );
  assert.deepEqual(await relation(4, 8), [[3, "strong_positive"]]);
  assert.deepEqual(await relation(6, 6), [[2, "moderate_positive"]]);
  assert.deepEqual(await relation(4, 1), [[1.25, "weak_positive"]]);
  assert.deepEqual(await relation(4, 0), [[1, "independent"]]);
  assert.deepEqual(await relation(2, 9), []);
});
