import assert from "node:assert/strict";
import { test } from "node:test";
import { skillClusters, type SkillCluster } from "../../../src/analysis/clusters";
import { skillKey, type SkillKey } from "../../../src/tracker/model";
import { historyOf, type HistoryExtras, type Run } from "../../support/history";
import { naiveClusters, type ClusteredSkill } from "../../support/naiveClusters";
import { seededRandom, type Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

/** One letter for one run of a task, one word for one session. */
const sessions = (...words: readonly string[]): Run[] =>
  words.flatMap((word, session) =>
    [...word].map((letter, at): Run => ({
      skill: `task:${letter}`,
      at: 1000 * session + at,
      session: `s${session}`,
    })),
  );
const times = (count: number, ...words: string[]): string[] =>
  Array.from({ length: count }, () => words).flat();
const wordsOf = (clusters: readonly SkillCluster[]): string[] =>
  clusters.map(({ members }) => members.map(({ label }) => label).join(""));

test("two sorts of sessions make two clusters with their figures", () => {
  const clusters = skillClusters(historyOf(sessions(...times(8, "abc", "xy"), "abc")));
  assert.deepEqual(clusters, [
    {
      id: "cluster:task:a",
      name: "a, b",
      members: ["a", "b", "c"].map((label) => ({ key: `task:${label}`, label, membership: 1 })),
      sessions: 9,
    },
    {
      id: "cluster:task:x",
      name: "x, y",
      members: ["x", "y"].map((label) => ({ key: `task:${label}`, label, membership: 1 })),
      sessions: 8,
    },
  ]);
  assert.deepEqual(
    skillClusters(historyOf(sessions(...times(8, "abc", "xy"))), { limit: 1 })[0]?.id,
    "cluster:task:a",
  );
});

test("what is used in every session belongs to no cluster", () => {
  const clusters = skillClusters(historyOf(sessions(...times(9, "abg", "xyg"))));
  assert.deepEqual(wordsOf(clusters), ["ab", "xy"]);
});

test("skills of few sessions are in no cluster, and hidden ones neither", () => {
  const runs = sessions(...times(10, "x"), ...times(4, "ab"));
  assert.deepEqual(skillClusters(historyOf(runs)), []);
  assert.deepEqual(wordsOf(skillClusters(historyOf(runs), { minSessions: 4 })), ["ab"]);
  const extras: HistoryExtras = { skills: { "task:c": { hidden: true } } };
  const three = skillClusters(historyOf(sessions(...times(9, "abc", "x")), extras));
  assert.deepEqual(wordsOf(three), ["ab"]);
});

test("a cluster is called by the category of most of its members", () => {
  const named = (...categories: string[]): string | undefined =>
    skillClusters(
      historyOf(sessions(...times(9, "abc", "x")), {
        skills: Object.fromEntries(
          categories.map((category, at) => [
            `task:${"abc"[at] ?? ""}`,
            { category, label: `L${at}` },
          ]),
        ),
      }),
    )[0]?.name;
  assert.equal(named("Testing", "Build", "Testing"), "Testing");
  assert.equal(named("Testing", "Build", "Git"), "L0, L1");
  assert.equal(named("Other", "Other", "Other"), "L0, L1");
});

test("skills of the same meaning belong together though they never meet", () => {
  const runs = sessions(...times(6, "a", "b", "x"));
  assert.deepEqual(skillClusters(historyOf(runs)), []);
  const vectors = [
    [1, 0.1],
    [1, 0.2],
    [-1, 1],
  ].map((values) => Float32Array.from(values));
  const clusters = skillClusters(historyOf(runs), { vectorOf: (skill) => vectors[skill] });
  assert.deepEqual(wordsOf(clusters), ["ab"]);
  assert.equal(clusters[0]?.sessions, 0);
});

test("nothing is said of nothing", () => {
  assert.deepEqual(skillClusters(historyOf([])), []);
  assert.deepEqual(skillClusters(historyOf(sessions("ab")), { minSessions: 0 }), []);
});

const letters = [..."abcdefghi"];

test("clusters equal those of sets of sessions and modularity added up", () => {
  let found = 0;
  let largest = 0;
  forRandomHistories(
    (_history, _runs, random) => {
      const runs = randomSessions(random);
      const known = new Map(
        letters.map((letter): [SkillKey, ClusteredSkill] => [
          `task:${letter}`,
          { category: random.pick(["Other", "Build"]), hidden: random.chance(0.05) },
        ]),
      );
      const vectors = new Map(
        letters.map((letter) => [
          `task:${letter}`,
          random.chance(0.3) ? undefined : Float32Array.of(random.next(), random.next() - 0.5, 0.3),
        ]),
      );
      const vectorOf = (key: string): Float32Array | undefined => vectors.get(key);
      const isMeant = random.chance(0.3);
      const minSessions = random.int(1, 6);
      const history = historyOf(runs, { skills: Object.fromEntries(known) });
      const actual = skillClusters(history, {
        minSessions,
        ...(isMeant
          ? {
              vectorOf: (skill) => {
                const entry = history.skills[skill];
                return entry === undefined ? undefined : vectorOf(skillKey(entry));
              },
            }
          : {}),
      });
      const naive = naiveClusters(runs, known, isMeant ? vectorOf : undefined, minSessions);
      assert.deepEqual(actual.map(rounded), naive.map(rounded));
      found += actual.length;
      largest = Math.max(largest, ...actual.map(({ members }) => members.length));
    },
    { histories: 1000 },
  );
  assert.ok(found > inShare(500), `${found}`);
  assert.ok(largest > 4, `${largest}`);
});

/** Sessions of a few sorts; each sort has letters of its own, and some are strays. */
function randomSessions(random: Random): Run[] {
  const size = random.int(2, 4);
  const strays = random.pick([0, 0.05, 0.2]);
  const words = Array.from({ length: random.int(0, 40) }, () => {
    const sort = random.int(0, 2) * size;
    const own = letters.slice(sort, sort + size);
    return random
      .shuffle(letters)
      .filter((letter) => random.chance(own.includes(letter) ? 0.7 : strays))
      .join("");
  });
  return sessions(...words);
}

const rounded = (cluster: SkillCluster) => ({
  ...cluster,
  members: cluster.members
    .map(({ key, label, membership }) => `${membership.toFixed(9)} ${key} ${label}`)
    .sort(),
});

const groups = 6;
const perGroup = 6;

/** Sessions that each take up one or two of the planted groups, and now and then something else. */
function plantedSessions(random: Random, count: number, first = 0): Run[] {
  return Array.from({ length: count }, (_, at) => {
    const session = first + at;
    const own = [random.int(0, groups - 1), random.int(0, groups - 1)];
    return Array.from({ length: groups * perGroup }, (__, skill) => skill)
      .filter((skill) => random.chance(own.includes(Math.floor(skill / perGroup)) ? 0.5 : 0.04))
      .map((skill, place): Run => ({
        skill: `task:${skill}`,
        at: 1000 * session + place,
        session: `s${session}`,
      }));
  }).flat();
}

test("planted groups are found again, and stay when one session in a hundred is added", () => {
  let renamed = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = seededRandom(seed);
    const runs = plantedSessions(random, 300);
    const before = skillClusters(historyOf(runs));
    const planted = Array.from({ length: groups * perGroup }, (_, at) => Math.floor(at / perGroup));
    assert.ok(adjustedRand(labelled(before), planted) >= 0.9, `history ${seed}`);
    const after = skillClusters(historyOf([...runs, ...plantedSessions(random, 3, 300)]));
    assert.ok(adjustedRand(labelled(before), labelled(after)) >= 0.9, `history ${seed}`);
    // Of ten clusters nine keep their id.
    const ids = new Set(after.map(({ id }) => id));
    renamed += before.filter(({ id }) => !ids.has(id)).length;
  }
  assert.ok(renamed <= 0.1 * 12 * groups, `${renamed} of ${12 * groups}`);
});

test("skills that have nothing to do with each other are in no cluster", () => {
  let alarms = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const words = Array.from({ length: 150 }, () =>
      [..."abcdefghijklmnopqrst"].filter((_, at) => random.chance((at + 1) / 40)).join(""),
    );
    if (skillClusters(historyOf(sessions(...words))).length > 0) alarms++;
  }
  assert.ok(alarms <= 3, `${alarms} of 60`);
});

/** The cluster of each planted skill; one of its own where it is in none. */
function labelled(clusters: readonly SkillCluster[]): number[] {
  return Array.from({ length: groups * perGroup }, (_, skill) => {
    const at = clusters.findIndex(({ members }) =>
      members.some(({ key }) => key === `task:${skill}`),
    );
    return at < 0 ? 1000 + skill : at;
  });
}

/** Hubert and Arabie (1985): 1 = the same groups, 0 = as alike as by chance. */
function adjustedRand(one: readonly number[], other: readonly number[]): number {
  let [both, ones, others, pairs] = [0, 0, 0, 0];
  for (const [at, label] of one.entries()) {
    for (let before = 0; before < at; before++) {
      const inOne = one[before] === label ? 1 : 0;
      const inOther = other[before] === other[at] ? 1 : 0;
      both += inOne * inOther;
      ones += inOne;
      others += inOther;
      pairs++;
    }
  }
  const chance = (ones * others) / pairs;
  return (both - chance) / ((ones + others) / 2 - chance);
}
