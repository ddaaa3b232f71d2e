import assert from "node:assert/strict";
import { test } from "node:test";
import { skillDependencies } from "../../../src/analysis/dependencies";
import { pairedSkills, skillPairs, type SkillPair } from "../../../src/analysis/skillPairs";
import { parseSkillKey, type SkillKey } from "../../../src/tracker/model";
import { historyOf, randomRuns, someSkills, type Run } from "../../support/history";
import { seededRandom } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

/** One letter for one run of a task, one word for one session. */
const sessions = (...words: string[]) =>
  historyOf(
    words.flatMap((word, session) =>
      [...word].map((letter, at): Run => ({
        skill: `task:${letter}`,
        // Windows run side by side: sessions are mixed in time.
        at: 1000 * at + session,
        session: `s${session}`,
      })),
    ),
  );

const namesOf = (pairs: readonly SkillPair[]): string[] =>
  pairs.map(({ first, second }) => `${first.label}${second.label}`);

test("two skills that are always together in half of twelve sessions have a lift of 2", () => {
  const history = sessions(...Array<string>(6).fill("ba"), ...Array<string>(6).fill("c"));
  const [pair, ...more] = skillPairs(history);
  assert.deepEqual(more, []);
  assert.deepEqual(pair, {
    first: { key: "task:a", label: "a" },
    second: { key: "task:b", label: "b" },
    ...{ sessions: 6, support: 0.5, confidence: 1, lift: 2 },
    pValue: pair?.pValue,
  });
  // One of the C(12, 6) ways to choose six of twelve.
  assert.ok(Math.abs(pair.pValue * 924 - 1) < 1e-9);
});

test("confidence is that of the rarer skill, however often it runs in a session", () => {
  const [pair] = skillPairs(sessions("aab", "ab", "abbb", "b", "b", "c", "c", "c", "c", "c"));
  assert.deepEqual([pair?.sessions, pair?.confidence, pair?.lift], [3, 1, 2]);
});

test("two sessions together, or a lift below 1.5, are not listed unless they are asked for", () => {
  const twice = sessions("ab", "ab", "c", "c", "c", "c");
  assert.deepEqual(skillPairs(twice), []);
  assert.equal(skillPairs(twice, { minSessions: 2 })[0]?.lift, 3);
  const loose = sessions("ab", "ab", "ab", "ab", "c");
  assert.deepEqual(skillPairs(loose), []);
  assert.equal(skillPairs(loose, { minLift: 1.25 }).length, 1);
});

test("surest first: a pair of many sessions before one of few with a greater lift", () => {
  const many = Array<string>(20).fill("ab");
  const few = Array<string>(3).fill("cd");
  const history = sessions(...many, ...few, ...Array<string>(20).fill("e"));
  const pairs = skillPairs(history);
  assert.deepEqual(namesOf(pairs), ["ab", "cd"]);
  assert.ok((pairs[0]?.lift ?? 0) < (pairs[1]?.lift ?? 0));
  assert.deepEqual(skillPairs(history, { limit: 1 }), pairs.slice(0, 1));
  assert.deepEqual(skillPairs(historyOf([])), []);
});

test("the label is the one a person gave", () => {
  const run = (skill: SkillKey, session: string, at: number): Run => ({ skill, session, at });
  const runs = [1, 2, 3, 4, 5, 6].flatMap((n) =>
    n > 3
      ? [run("task:c", `s${n}`, n)]
      : [run("task:a", `s${n}`, n), run("task:b", `s${n}`, n + 0.5)],
  );
  const history = historyOf(runs, { skills: { "task:b": { label: "Build" } } });
  assert.deepEqual(skillPairs(history)[0]?.second, { key: "task:b", label: "Build" });
});

test("only the skills of most sessions are paired", () => {
  const rare = Array.from({ length: pairedSkills }, (_, at): Run[] =>
    [0, 1, 2, 3].map((n) => ({ skill: `task:x${at}`, at, session: `x${at} ${n}` })),
  ).flat();
  const three = [0, 1, 2].flatMap((n): Run[] =>
    (["task:a", "task:b"] as const).map((skill) => ({ skill, at: n, session: `ab${n}` })),
  );
  assert.deepEqual(skillPairs(historyOf([...rare, ...three])), []);
  assert.equal(skillPairs(historyOf([...rare.slice(4 * 2), ...three])).length, 1);
});

test("pairs equal those of sets of sessions, and dependencies seen from either side", () => {
  let found = 0;
  forRandomHistories((_history, _runs, random) => {
    const runs = randomRuns(random, { count: random.int(0, 60), sessions: random.int(1, 25) });
    const history = historyOf(runs);
    const options = {
      minLift: random.pick([0, 1, 1.2]),
      minSessions: random.int(1, 3),
    };
    const pairs = skillPairs(history, { ...options, limit: 99 });
    const byName = [...pairs].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    assert.deepEqual(byName.map(rounded), naivePairs(runs, options).map(rounded));
    const chances = pairs.map(({ pValue }) => pValue);
    assert.deepEqual(
      chances,
      [...chances].sort((one, other) => one - other),
    );
    const limit = random.int(1, 20);
    assert.deepEqual(skillPairs(history, { ...options, limit }), pairs.slice(0, limit));
    found += pairs.length;
    for (const { first, second, lift } of pairs) {
      const skill = parseSkillKey(first.key);
      if (skill === undefined) continue;
      const all = skillDependencies(history, skill, { ...options, limit: 99 });
      const same = all.find(({ skill: other }) => `${other.kind}:${other.name}` === second.key);
      assert.equal(same?.lift, lift);
    }
  });
  assert.ok(found > inShare(1000), `${found}`);
});

function rounded({ pValue, ...pair }: SkillPair): object {
  return { ...pair, pValue: Number(pValue.toPrecision(9)) };
}

function naivePairs(
  runs: readonly Run[],
  { minLift, minSessions }: { minLift: number; minSessions: number },
): SkillPair[] {
  const n = new Set(runs.map(({ session }) => session)).size;
  const choose = (from: number, count: number): number => {
    if (count < 0 || count > from) return 0;
    let ways = 1;
    for (let at = 1; at <= count; at++) ways = (ways * (from - count + at)) / at;
    return ways;
  };
  const pairs = someSkills.flatMap((one) =>
    someSkills.flatMap((other): SkillPair[] => {
      const holding = (skill: SkillKey) =>
        new Set(runs.filter((run) => run.skill === skill).map(({ session }) => session));
      const [ones, others] = [holding(one), holding(other)];
      const both = [...ones].filter((session) => others.has(session)).length;
      const lift = (both * n) / (ones.size * others.size);
      if (one >= other || both < minSessions || lift < minLift) return [];
      let p = 0;
      for (let k = both; k <= ones.size; k++) {
        p +=
          (choose(ones.size, k) * choose(n - ones.size, others.size - k)) / choose(n, others.size);
      }
      return [
        {
          first: { key: one, label: one.replace(/^\w+:/, "") },
          second: { key: other, label: other.replace(/^\w+:/, "") },
          sessions: both,
          support: both / n,
          confidence: both / Math.min(ones.size, others.size),
          lift,
          pValue: p,
        },
      ];
    }),
  );
  return pairs.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

const nameOf = ({ first, second }: SkillPair): string => `${first.key} ${second.key}`;

test("of skills that come and go by chance as many pairs are as sure as p says, or fewer", () => {
  const random = seededRandom(61);
  let [pairs, sure] = [0, 0];
  for (let round = 0; round < 40; round++) {
    const runs = Array.from({ length: 80 }, (_, session) =>
      [..."abcdefghij"].flatMap((letter, at): Run[] =>
        random.chance(0.1 + 0.06 * at)
          ? [{ skill: `task:${letter}`, at: session, session: `s${session}` }]
          : [],
      ),
    ).flat();
    const all = skillPairs(historyOf(runs), { minSessions: 0, minLift: 0, limit: 99 });
    pairs += 45;
    sure += all.filter(({ pValue }) => pValue < 0.05).length;
  }
  assert.ok(sure > 0.015 * pairs && sure < 0.055 * pairs, `${sure} of ${pairs}`);
});

test("two skills that share a habit are found among thirty that do not", () => {
  const random = seededRandom(62);
  const rounds = 30;
  const first = Array.from({ length: rounds }, () => {
    const runs = Array.from({ length: 120 }, (_, session) => {
      const habit = random.chance(0.25);
      return Array.from({ length: 32 }, (__, skill): Run[] =>
        random.chance(skill < 2 ? (habit ? 0.8 : 0.1) : 0.25)
          ? [{ skill: `task:${skill}`, at: session, session: `s${session}` }]
          : [],
      ).flat();
    }).flat();
    return namesOf(skillPairs(historyOf(runs)))[0];
  }).filter((name) => name === "01");
  assert.ok(first.length > 0.85 * rounds, `${first.length}`);
});
