import assert from "node:assert/strict";
import { test } from "node:test";
import { Lessons } from "../../../src/recommend/lessons";
import { nextModelOf } from "../../../src/recommend/next/historyModel";
import { mostLessons, newestLessons, passedOver } from "../../../src/recommend/passedOver";
import { rankSkills } from "../../../src/recommend/recommend";
import { learnedFactors, type Lesson } from "../../../src/recommend/taste";
import type { History } from "../../../src/tracker/history";
import type { SkillKey } from "../../../src/tracker/model";
import {
  historyOf,
  minute,
  randomRuns,
  someSkills,
  someTime,
  type Run,
} from "../../support/history";
import { seededRandom, type Random } from "../../support/random";
import { inShare, seedsUpTo } from "../../support/seeds";

const lessonsOf = (history: History): readonly Lesson[] =>
  new Lessons().of(history, nextModelOf(history));

const queries = ["commit the build", "run the unit tests", "git"];

/** Foreground runs of the user's own, some of them chosen from a list. */
function chosenRuns(random: Random, count: number): Run[] {
  return randomRuns(random, { count })
    .sort((one, other) => one.at - other.at)
    .map(({ background: _, agent: __, ...run }) => {
      const others = random.shuffle(someSkills.filter((key) => key !== run.skill));
      const rank = random.int(1, 4);
      return {
        ...run,
        ...(random.chance(0.3) ? { rank, offered: others.slice(0, 3) } : {}),
        ...(random.chance(0.2) ? { query: random.pick(queries) } : {}),
      };
    });
}

/** The values of the factors of each skill that had run before, as a ranking of then tells them. */
function naiveValues(runs: readonly Run[], at: number): ReadonlyMap<SkillKey, readonly number[]> {
  const past = historyOf(runs.slice(0, at));
  const { at: nowMs, session = "s1" } = runs[at] ?? { at: NaN };
  const { scores } = nextModelOf(past).rank(past, {
    session: past.sessions.indexOf(session),
    nowMs,
  });
  const greatest = Math.max(...scores);
  const offers = rankSkills(
    past,
    { nowMs, sessionId: session, limit: 99 },
    { next: { scores, greatest } },
  );
  return new Map(
    offers.map(({ key, reasons }) => [
      key,
      learnedFactors.map((name) => reasons.find(({ factor }) => factor === name)?.value ?? 0),
    ]),
  );
}

test("each choice past others teaches how the factors stood just before it", () => {
  let compared = 0;
  for (const seed of seedsUpTo(60)) {
    const random = seededRandom(seed);
    const runs = chosenRuns(random, random.int(0, 40));
    const lessons = lessonsOf(historyOf(runs));
    const taught = runs.flatMap(({ rank = 0, offered }, at) =>
      rank > 1 && offered !== undefined ? [at] : [],
    );
    assert.equal(lessons.length, taught.length);
    taught.forEach((at, number) => {
      const values = naiveValues(runs, at);
      const { skill, rank = 0, offered = [], query } = runs[at] ?? { skill: someSkills[0] };
      const own = values.get(skill as SkillKey);
      const over = offered.slice(0, rank - 1).map((key) => values.get(key));
      const pairs = over.flatMap((other) =>
        own === undefined || other === undefined
          ? []
          : [own.map((value, factor) => value - (other[factor] ?? 0))],
      );
      const given = lessons[number]?.pairs ?? [];
      assert.equal(given.length, pairs.length);
      const inOrder = (some: readonly (readonly number[])[]): string[] =>
        some
          .map((pair) => pair.map((value) => (value + 0).toFixed(9).replace("-0.0", "0.0")).join())
          .sort();
      assert.deepEqual(inOrder(given), inOrder(pairs), `seed ${seed}, row ${at}`);
      assert.equal(lessons[number]?.words?.length, query === undefined ? undefined : pairs.length);
      compared += pairs.length;
    });
  }
  assert.ok(compared > inShare(200), String(compared));
});

test("what stood below the choice, the first of a list and runs of agents teach nothing", () => {
  const list = { offered: ["task:build", "debug:launch", "terminal:git add"] } as const;
  const chosen = (changes: Partial<Run>): readonly SkillKey[] =>
    passedOver(historyOf([{ skill: "terminal:x", at: someTime, ...list, ...changes }]), 0);
  assert.deepEqual(chosen({ rank: 3 }), ["task:build", "debug:launch"]);
  assert.deepEqual(chosen({ rank: 1 }), []);
  assert.deepEqual(chosen({}), []);
  assert.deepEqual(chosen({ rank: 3, agent: "alpha" }), []);
  assert.deepEqual(passedOver(historyOf([{ skill: "terminal:x", at: someTime, rank: 3 }]), 0), []);
});

test("only the newest choices count", () => {
  const runs = Array.from({ length: 3 * mostLessons }, (_, at): Run => ({
    ...{ skill: at % 3 === 0 ? "task:a" : "task:b", at: someTime + at * minute, rank: 2 },
    offered: [at % 3 === 0 ? "task:b" : "task:a"],
  }));
  const rows = newestLessons(historyOf(runs));
  assert.equal(rows.length, mostLessons);
  assert.deepEqual([rows[0], rows.at(-1)], [2 * mostLessons, 3 * mostLessons - 1]);
  const newest = runs.map((run, at) => (at < 2 * mostLessons ? { ...run, rank: 1 } : run));
  assert.deepEqual(lessonsOf(historyOf(runs)), lessonsOf(historyOf(newest)));
});

test("words count as they stood before the choice, fillers not at all", () => {
  const runs: Run[] = [
    { skill: "task:a", at: someTime, query: "publish the docs" },
    { skill: "task:docs", at: someTime + minute },
    {
      ...{
        skill: "task:a",
        at: someTime + 2 * minute,
        query: "how do I publish docs for beginners",
      },
      ...{ rank: 2, offered: ["task:docs"] },
    },
    // Said later: it must not count.
    { skill: "task:docs", at: someTime + 3 * minute, query: "publish docs for beginners" },
  ];
  const [lesson] = lessonsOf(historyOf(runs));
  // Of publish, docs and beginners one had two and the other one.
  assert.ok(Math.abs((lesson?.words?.[0] ?? 0) - 1 / 3) < 1e-12);
});

test("remembering lessons changes nothing, also where ends come in later", () => {
  for (const seed of seedsUpTo(30)) {
    const random = seededRandom(seed);
    const runs = chosenRuns(random, 40);
    const kept = new Lessons();
    for (const length of [10, 25, 26, 40]) {
      const open = runs
        .slice(0, length)
        .map((run, at) => (at > length - 4 ? { ...run, outcome: "running" as const } : run));
      for (const some of [open, runs.slice(0, length)]) {
        const history = historyOf(some);
        assert.deepEqual(kept.of(history, nextModelOf(history)), lessonsOf(history));
      }
    }
  }
});
