import assert from "node:assert/strict";
import { test } from "node:test";
import { findRoutines, type Routine, type RoutineOptions } from "../../../src/analysis/routines";
import type { History } from "../../../src/tracker/history";
import type { Outcome, SkillKey } from "../../../src/tracker/model";
import { historyOf, hour, minute, randomRuns, someTime, type Run } from "../../support/history";
import { naiveRoutines } from "../../support/naiveRoutines";
import { seededRandom, type Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";
import { inShare } from "../../support/seeds";

/** One letter for one run of a task, a minute apart; one word for one session. */
const sessions = (...words: readonly string[]): Run[] =>
  words.flatMap((word, session) =>
    [...word].map((letter, at): Run => ({
      skill: `task:${letter}`,
      at: someTime + session * 1000 + at * minute,
      session: `s${session}`,
    })),
  );
const times = (count: number, word: string): string[] => Array<string>(count).fill(word);
const wordOf = ({ skills }: Routine): string =>
  skills.map((key) => key.replace("task:", "")).join("");
const routines = (runs: readonly Run[], options?: RoutineOptions): readonly Routine[] =>
  findRoutines(historyOf(runs), options);
const words = (runs: readonly Run[], options?: RoutineOptions): string[] =>
  routines(runs, options).map(wordOf);

test("what is run in the same order in ten sessions is told with its figures", () => {
  const runs = sessions(...times(10, "xabcy"), ...times(10, "yx")).map((run) => ({
    ...run,
    ms: 30_000,
  }));
  assert.deepEqual(routines(runs), [
    {
      skills: ["task:x", "task:a", "task:b", "task:c", "task:y"],
      count: 10,
      sessions: 10,
      completedShare: 1,
      medianSpanMs: 4 * minute + 30_000,
      lastStartedAtMs: someTime + 9000,
      // By its head each tail comes in one order of two: 10 ÷ 5.
      lift: 2,
    },
  ]);
});

test("a part of a routine is told when it is also run without the rest", () => {
  const whole = times(12, "pabcdq");
  assert.deepEqual(words(sessions(...whole)), ["pabcdq"]);
  const random = seededRandom(1);
  const alone = times(20, "").map(() => random.shuffle(["u", "v", "w", "z", "ab"]).join(""));
  const told = routines(sessions(...whole, ...alone));
  assert.deepEqual(
    told.map((routine) => [wordOf(routine), routine.count]),
    [
      ["pabcdq", 12],
      ["ab", 32],
    ],
  );
});

test("four times in two sessions is not enough unless it is asked for", () => {
  const runs = sessions("abxyzuvabxzywabq", "mnoabrst");
  assert.deepEqual(routines(runs), []);
  const few = { minCount: 4, minSessions: 2 };
  assert.deepEqual(words(runs, few), ["ab"]);
  assert.deepEqual(routines(runs, { ...few, minCount: 5 }), []);
  assert.deepEqual(routines(runs, { ...few, minSessions: 3 }), []);
});

test("a cycle is told once, from where it begins", () => {
  assert.deepEqual(words(sessions(...times(8, "abcabcabc"))), ["abc"]);
  const told = words(sessions(...times(8, "xyababababz"), ...times(8, "zyx")));
  assert.equal(told[0], "ab");
  assert.ok(!told.some((word) => /ba|aba/.test(word)), told.join());
});

test("a routine may end as it began", () => {
  const runs = sessions(...times(12, "uabcav"), ...times(12, "vu"));
  assert.ok(words(runs).some((word) => word.includes("abca")));
});

test("repeats are one step, which completed if the last of them did", () => {
  const runs = sessions(...times(10, "xabbbcy"), ...times(5, "ycx")).map((run, at): Run => {
    const inWord = at % 7;
    return at < 70 && (inWord === 2 || inWord === 3) ? { ...run, outcome: "failed" } : run;
  });
  const [routine] = routines(runs);
  assert.deepEqual(routine?.skills.length, 5);
  assert.equal(routine.completedShare, 1);
});

test("a routine of which nobody knows how it ended has no share", () => {
  const runs = (outcome: Outcome): Run[] =>
    sessions(...times(10, "xabcdy")).map((run) =>
      run.skill === "task:c" ? { ...run, outcome } : run,
    );
  const share = (outcome: Outcome): number | undefined =>
    routines(runs(outcome))[0]?.completedShare;
  assert.equal(share("completed"), 1);
  assert.equal(share("failed"), 0);
  assert.equal(share("abandoned"), 0);
  assert.equal(share("unknown"), undefined);
  assert.equal(share("running"), undefined);
});

test("half an hour between two runs is a pause, a moment more is another occasion", () => {
  const apart = (gapMs: number): Run[] =>
    sessions(...times(10, "xaby")).map((run) => {
      const isLater = run.skill === "task:b" || run.skill === "task:y";
      if (run.skill === "task:a") return { ...run, ms: hour };
      return isLater ? { ...run, at: run.at + hour - minute + gapMs } : run;
    });
  assert.deepEqual(words(apart(30 * minute)), ["xaby"]);
  assert.deepEqual(
    words(apart(30 * minute + 1)).filter((word) => word.includes("ab")),
    [],
  );
});

test("agents, the background, debugging and hidden skills take no part and do not interrupt", () => {
  const plain = sessions(...times(10, "xaby"));
  const told = routines(plain);
  assert.equal(told.length, 1);
  const between = (change: Partial<Run>): Run[] => [
    ...plain,
    ...plain.flatMap((run): Run[] =>
      run.skill === "task:a" ? [{ ...run, skill: "task:h", at: run.at + 1, ...change }] : [],
    ),
  ];
  assert.deepEqual(routines(between({ agent: "alpha" })), told);
  assert.deepEqual(routines(between({ background: true })), told);
  assert.deepEqual(routines(between({ skill: "debug:launch" })), told);
  const hidden = historyOf(between({}), { skills: { "task:h": { hidden: true } } });
  assert.deepEqual(findRoutines(hidden), told);
  assert.deepEqual(words(between({})), ["xahby"]);
  assert.deepEqual(routines(plain.map((run) => ({ ...run, agent: "" }))), []);
});

test("nothing is told of nothing", () => {
  assert.deepEqual(routines([]), []);
  assert.deepEqual(words(sessions("a", "ab", "aaa"), { minCount: 1, minSessions: 1 }), []);
});

test("routines equal those of strings, lists and every cut written out", () => {
  let found = 0;
  const lengths = new Set<number>();
  forRandomHistories(
    (_history, _runs, random) => {
      const runs = [...randomRuns(random, briefly(random)), ...planted(random)].sort(
        (one, other) => one.at - other.at,
      );
      const options = {
        minCount: random.int(2, 5),
        minSessions: random.int(1, 3),
        limit: random.int(1, 6),
      };
      const actual = routines(runs, options);
      const expected = naiveRoutines(runs, options);
      assert.deepEqual(actual.map(rounded), expected.map(rounded));
      found += actual.length;
      for (const { skills } of actual) lengths.add(skills.length);
    },
    { histories: 1000 },
  );
  assert.ok(found > inShare(500), `${found}`);
  assert.deepEqual([...lengths].sort(), [2, 3, 4, 5, 6]);
});

const briefly = (random: Random) => ({
  count: random.int(0, 20),
  sessions: random.int(1, 6),
  spanMs: random.int(1, 4) * hour,
});

/** The same word again and again, now and then with a step left out or repeated. */
function planted(random: Random): Run[] {
  const word = random.shuffle(["a", "b", "c", "d", "e", "f"]).slice(0, random.int(2, 6));
  if (random.chance(0.3)) word.push(...word.slice(0, random.int(1, 2)));
  return Array.from({ length: random.int(0, 12) }, (_, round) =>
    word
      .filter(() => random.chance(0.98))
      .flatMap((letter) => (random.chance(0.1) ? [letter, letter] : [letter]))
      .map((letter, at): Run => ({
        skill: `task:${letter}`,
        at: someTime + round * 20 * minute + at * minute + 0.5,
        session: `s${random.chance(0.9) ? round % 7 : 0}`,
        ms: random.int(0, minute),
      })),
  ).flat();
}

const rounded = (routine: Routine) => ({ ...routine, lift: routine.lift.toFixed(9) });

/** Sessions of two sorts, each with skills of its own, some far more common than others. */
function worklike(random: Random, count: number): Run[][] {
  return Array.from({ length: count }, (_, session) =>
    Array.from({ length: random.int(2, 30) }, (__, at): Run => {
      const skill: SkillKey = `task:${(session % 2) * 6 + Math.floor(random.next() ** 2 * 9)}`;
      return { skill, at: someTime + session * 24 * hour + at * minute, session: `s${session}` };
    }),
  );
}

test("work without any order has routines in fewer than one history of twenty", () => {
  let alarms = 0;
  for (let seed = 1; seed <= 200; seed++) {
    if (routines(worklike(seededRandom(seed), 60).flat()).length > 0) alarms++;
  }
  assert.ok(alarms <= 10, `${alarms} of 200`);
});

test("a routine of four steps is found among them, and lost when sessions are shuffled", () => {
  let alarms = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const random = seededRandom(seed);
    const work = worklike(random, 60).map((session, number) => {
      if (number % 4 !== 0) return session;
      const [first] = session;
      const at = (first?.at ?? 0) + random.int(0, session.length) * minute;
      const steps = ["p", "q", "r", "s"].map((name, step): Run => ({
        skill: `task:${name}`,
        at: at + 1 + step,
        session: `s${number}`,
      }));
      return [...session, ...steps].sort((one, other) => one.at - other.at);
    });
    assert.equal(words(work.flat())[0], "pqrs", `history ${seed}`);
    const shuffled = work.map((session) => {
      const skills = random.shuffle(session.map(({ skill }) => skill));
      return session.map((run, at) => ({ ...run, skill: skills[at] ?? run.skill }));
    });
    if (routines(shuffled.flat()).length > 0) alarms++;
  }
  assert.ok(alarms <= 4, `${alarms} of 50`);
});

test("in a long history a routine has to come once in five thousand steps", () => {
  const random = seededRandom(4);
  const steps = 50_000;
  const filler = Array.from({ length: steps }, (_, at): Run => ({
    // No neighbours alike, and no order.
    skill: `task:${at % 2}${random.int(0, 99)}`,
    at: someTime + at * minute,
    session: `s${Math.floor((12 * at) / steps)}`,
  }));
  const often = (count: number): string[] =>
    words([
      ...filler,
      ...Array.from({ length: count }, (_, round) =>
        ["p", "q", "r"].map((name, step): Run => ({
          skill: `task:${name}`,
          at: someTime + Math.floor((round * steps) / count) * minute + step + 1,
          session: `s${Math.floor((12 * round) / count)}`,
        })),
      ).flat(),
    ]);
  assert.deepEqual(often(10), []);
  assert.deepEqual(often(11), ["pqr"]);
});

test("what was last done two hundred thousand runs ago is not told", () => {
  const history = historyOf(sessions(...times(10, "xaby")));
  const followedBy = (agentsRuns: number): History => {
    const length = history.length + agentsRuns;
    const after = <C extends Float64Array | Int32Array | Int16Array | Uint8Array>(
      own: C,
      column: C,
    ): C => {
      column.set(own.subarray(0, history.length));
      return column;
    };
    return {
      ...history,
      length,
      skill: after(history.skill, new Int32Array(length)),
      session: after(history.session, new Int32Array(length)),
      startedAtMs: after(history.startedAtMs, new Float64Array(length).fill(someTime + hour)),
      durationMs: after(history.durationMs, new Float64Array(length).fill(NaN)),
      outcome: after(history.outcome, new Uint8Array(length)),
      author: after(history.author, new Int16Array(length).fill(1)),
      background: after(history.background, new Uint8Array(length)),
    };
  };
  assert.deepEqual(findRoutines(followedBy(200_000 - history.length)).map(wordOf), ["xaby"]);
  assert.deepEqual(findRoutines(followedBy(200_000)), []);
});
