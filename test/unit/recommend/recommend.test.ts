import assert from "node:assert/strict";
import { test } from "node:test";
import {
  factorNames,
  type RecommendContext,
  type Recommendation,
} from "../../../src/recommend/model";
import { rankSkills } from "../../../src/recommend/recommend";
import { recommend, Recommender } from "../../../src/recommend/recommender";
import { contextWeights, countedWeights, queryWeights } from "../../../src/recommend/weights";
import type { SkillKey } from "../../../src/tracker/model";
import {
  day,
  historyOf,
  hour,
  minute,
  someSkills,
  someTime,
  type HistoryExtras,
  type Run,
} from "../../support/history";
import type { Random } from "../../support/random";
import { forRandomHistories } from "../../support/randomHistories";

/** Each history is learned from several times. */
const some = { histories: 80 };
const here: RecommendContext = { nowMs: someTime + day, sessionId: "s1", limit: 100 };
const keys = (offers: readonly Recommendation[]): SkillKey[] => offers.map(({ key }) => key);
const scoreOf = (offers: readonly Recommendation[], key: SkillKey): number =>
  offers.find((offer) => offer.key === key)?.score ?? 0;

function randomExtras(random: Random): HistoryExtras {
  const known = someSkills.map((key) => [
    key,
    {
      pinned: random.chance(0.2),
      hidden: random.chance(0.1),
      category: random.pick(["Files & text", "Version control", "Testing"]),
      lastCommand: random.pick(["git commit -m x", "npm run test", "make"]),
    },
  ]);
  return {
    skills: Object.fromEntries(known) as NonNullable<HistoryExtras["skills"]>,
    rejections: Array.from({ length: random.int(0, 3) }, () => ({
      skill: random.pick(someSkills),
      at: someTime + random.int(0, day),
      ...(random.chance(0.5) ? { after: random.pick(someSkills) } : {}),
    })),
  };
}

function randomContext(random: Random): RecommendContext {
  return {
    ...here,
    sessionId: random.pick(["s1", "s2", "new"]),
    ...(random.chance(0.3) ? { phase: "setup" } : {}),
    ...(random.chance(0.3) ? { focus: { language: "typescript", file: "x" } } : {}),
    ...(random.chance(0.4) ? { query: random.pick(["git commit", "run the tests", "make"]) } : {}),
  };
}

test("weights add up to 1, with a query and without", () => {
  for (const weights of [contextWeights, countedWeights].flatMap((base) => [
    base,
    queryWeights(base, 0),
    queryWeights(base, 0.3),
    queryWeights(base, 1),
  ])) {
    const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12);
  }
});

test("shares add up to the score, which is 0–1, and reasons come by the size of their share", () => {
  const seen = new Set<string>();
  forRandomHistories((_, runs, random) => {
    const offers = recommend(historyOf(runs, randomExtras(random)), randomContext(random));
    offers.forEach((offer, at) => {
      assert.equal(offer.rank, at + 1);
      assert.ok(offer.score >= 0 && offer.score <= 1);
      assert.ok(offer.score <= (offers[at - 1]?.score ?? 1));
      const sum = offer.reasons.reduce((total, { share }) => total + share, 0);
      assert.ok(Math.abs(sum - offer.score) < 1e-12);
      offer.reasons.forEach(({ factor, value, share, count, total }, place) => {
        seen.add(factor);
        assert.ok(value > 0 && value <= 1);
        assert.ok(Math.abs(share) <= Math.abs(offer.reasons[place - 1]?.share ?? 1));
        assert.ok(factor === "rejected" ? share < 0 : share > 0);
        if (count !== undefined && total !== undefined) assert.ok(count <= total);
      });
    });
    assert.deepEqual(structuredClone(offers), offers);
  }, some);
  // What others share is not a matter of this history: see test/unit/recommend/peers/others.test.ts.
  assert.deepEqual(seen, new Set(factorNames.filter((factor) => factor !== "fromOthers")));
});

test("the order in which skills are stored changes next to nothing", () => {
  forRandomHistories((_, runs, random) => {
    const extras = randomExtras(random);
    const context = randomContext(random);
    const shuffled = Object.fromEntries(random.shuffle(Object.entries(extras.skills ?? {})));
    const one = recommend(historyOf(runs, extras), context);
    const other = recommend(historyOf(runs, { ...extras, skills: shuffled }), context);
    assert.deepEqual(new Set(keys(one)), new Set(keys(other)));
    // Sums in another order differ in their last digits, and what is learned from them a little more.
    for (const { key, score } of one) assert.ok(Math.abs(score - scoreOf(other, key)) < 0.05, key);
  }, some);
});

test("a recommender that saw the history grow says what a new one says", () => {
  forRandomHistories((_, runs, random) => {
    const extras = randomExtras(random);
    const sorted = [...runs].sort((one, other) => one.at - other.at);
    const grown = new Recommender();
    for (const part of [0.3, 0.6, 1]) {
      const history = historyOf(sorted.slice(0, Math.ceil(part * runs.length)), extras);
      const context = randomContext(random);
      while (!grown.learn(history, 5));
      assert.deepEqual(
        grown.recommend(history, context).map(({ key, score }) => [key, score.toFixed(6)]),
        recommend(history, context).map(({ key, score }) => [key, score.toFixed(6)]),
      );
    }
  }, some);
});

test("while much is still to be learned from, counts decide and the same skills are offered", () => {
  const runs = Array.from({ length: 200 }, (_, at): Run => ({
    skill: at % 2 === 0 ? "task:a" : "task:b",
    at: someTime + at,
  }));
  const history = historyOf(runs);
  const recommender = new Recommender();
  const [counted] = recommender.recommend(history, here);
  assert.equal(counted?.key, "task:a");
  assert.ok(counted.reasons.every(({ factor }) => factor !== "comesNext"));
  assert.equal(recommender.learn(history, 150), false);
  assert.equal(recommender.learn(history, 50), true);
  const [learned] = recommender.recommend(history, here);
  assert.equal(learned?.key, "task:a");
  assert.equal(learned.reasons[0]?.factor, "comesNext");
});

test("more completed runs never lower how well a skill is judged", () => {
  forRandomHistories((_, runs, random) => {
    const context = { ...here, phase: "setup" };
    const [skill] = random.shuffle(runs.map((run) => run.skill));
    if (skill === undefined) return;
    const judged = (history: readonly Run[]): number[] =>
      (["completion", "effectiveness"] as const).map(
        (factor) =>
          recommend(historyOf(history), context)
            .find(({ key }) => key === skill)
            ?.reasons.find((reason) => reason.factor === factor)?.value ?? 0,
      );
    const more: Run = { skill, at: here.nowMs - 1, session: "more", phase: "setup" };
    const after = judged([...runs, more]);
    judged(runs).forEach((value, at) => assert.ok((after[at] ?? 0) >= value - 1e-12));
  }, some);
});

test("only skills with a run that passes the filter are offered", () => {
  forRandomHistories((_, runs, random) => {
    const only = {
      ...(random.chance(0.5) ? { sessionId: random.pick(["s1", "s2"]) } : {}),
      ...(random.chance(0.5) ? { kinds: [random.pick(["terminal", "task"] as const)] } : {}),
      ...(random.chance(0.5) ? { authors: [random.pick(["user", "agent"] as const)] } : {}),
    };
    const expected = runs.filter(
      ({ skill, session, agent }) =>
        (only.sessionId === undefined || session === only.sessionId) &&
        (only.kinds === undefined || only.kinds.some((kind) => skill.startsWith(`${kind}:`))) &&
        (only.authors === undefined ||
          only.authors[0] === (agent === undefined ? "user" : "agent")),
    );
    const offered = keys(recommend(historyOf(runs), { ...here, sessionId: "new", only }));
    assert.deepEqual(new Set(offered), new Set(expected.map(({ skill }) => skill)));
  }, some);
});

test("hidden skills, unused ones and servers that run already are not offered", () => {
  const history = historyOf(
    [
      { skill: "task:hidden", at: someTime },
      { skill: "task:serve", at: someTime + 1, outcome: "running", background: true },
      { skill: "task:elsewhere", at: 1, outcome: "running", background: true, session: "s2" },
      { skill: "task:offered", at: someTime + 3 },
    ],
    { skills: { "task:hidden": { hidden: true }, "task:unused": { pinned: true } } },
  );
  assert.deepEqual(keys(recommend(history, here)).sort(), ["task:elsewhere", "task:offered"]);
});

test("what only agents ran is not offered to the user as what comes next, but answers a question", () => {
  const agent = { agent: "claude" } as const;
  const runs: readonly Run[] = [
    { skill: "tool:Edit", at: someTime, ...agent },
    { skill: "terminal:npm test", at: someTime + 1, query: "are the tests green", ...agent },
    { skill: "task:own", at: someTime + 2 },
  ];
  const history = historyOf(runs);
  assert.deepEqual(keys(recommend(history, here)), ["task:own"]);
  assert.equal(recommend(history, { ...here, isForAgent: true }).length, 3);
  const asked = { ...here, query: "are the tests green" };
  assert.deepEqual(keys(recommend(history, asked)), ["terminal:npm test"]);
  const without = historyOf(runs.slice(0, 2));
  assert.deepEqual(keys(recommend(without, here)), ["terminal:npm test"]);
});

test("no history has no recommendations, and a first session offers what was used last", () => {
  assert.deepEqual(recommend(historyOf([]), here), []);
  const few = historyOf([
    { skill: "task:a", at: someTime, session: "before" },
    { skill: "task:b", at: someTime + hour, session: "before" },
  ]);
  assert.deepEqual(keys(recommend(few, here)), ["task:b", "task:a"]);
});

test("not more than the limit are offered", () => {
  const history = historyOf(someSkills.map((skill, at) => ({ skill, at: someTime + at })));
  assert.equal(recommend(history, { ...here, limit: 2 }).length, 2);
});

test("equal scores are ordered by last use and then by key", () => {
  const run = (skill: SkillKey, at: number): Run => ({
    skill,
    at: someTime + at,
    session: "before",
  });
  // So many later runs make recency vanish; a clock that was ahead makes every use a fresh one.
  const later = Array.from({ length: 9000 }, (_, at) => run("task:z", 10 + at));
  const history = historyOf([run("task:c", 1), run("task:a", 1), run("task:b", 2), ...later]);
  const alike = { next: { scores: new Float64Array(history.skills.length), greatest: 0 } };
  const offers = rankSkills(history, { ...here, nowMs: someTime }, alike);
  assert.deepEqual(keys(offers), ["task:z", "task:b", "task:a", "task:c"]);
  assert.equal(offers[1]?.score, offers[3]?.score);
});

test("a query leaves only what matches, best match first", () => {
  const history = historyOf(
    [
      { skill: "terminal:git push", at: someTime },
      { skill: "terminal:npm test", at: someTime + 1 },
      { skill: "task:verify", at: someTime + 2 },
    ],
    { skills: { "task:verify": { lastCommand: "cargo test --all", label: "Check it" } } },
  );
  const asked = (query: string) => recommend(history, { ...here, query });
  assert.deepEqual(keys(asked("how do I push my work?")), ["terminal:git push"]);
  assert.deepEqual(keys(asked("run the tests")), ["terminal:npm test", "task:verify"]);
  assert.deepEqual(keys(asked("check")), ["task:verify"]);
  assert.deepEqual(asked("sing an aria"), []);
  assert.deepEqual(asked("other opera tickets for the gallery in vienna tomorrow"), []);
  assert.equal(asked("   ").length, 3);
  const [match] = asked("push")[0]?.reasons ?? [];
  assert.deepEqual([match?.factor, match?.about], ["matchesQuery", "push"]);
});

test("what is used everywhere leads only where it really follows", () => {
  const everywhere: Run[] = Array.from({ length: 40 }, (_, at) => ({
    skill: at % 2 === 0 ? "terminal:ls" : "terminal:cd",
    at: someTime + at * minute,
    session: `s${at}`,
  }));
  const work: Run[] = Array.from({ length: 12 }, (_, at): Run[] => [
    { skill: "terminal:make", at: someTime + hour + 3 * at, session: `w${at}` },
    { skill: "terminal:git diff", at: someTime + hour + 3 * at + 1, session: `w${at}` },
  ]).flat();
  const trivial = { category: "Files & text" };
  const skills = { "terminal:ls": trivial, "terminal:cd": trivial } as const;
  const now = (skill: SkillKey): Run => ({ skill, at: someTime + 20 * hour, session: "now" });
  const first = (runs: Run[]): SkillKey | undefined =>
    keys(recommend(historyOf(runs, { skills }), { ...here, sessionId: "now" }))[0];
  assert.equal(first([...everywhere, ...work, now("terminal:make")]), "terminal:git diff");
  const habit = Array.from({ length: 5 }, (_, at): Run[] => [
    { skill: "terminal:git clone", at: someTime + 2 * hour + 3 * at, session: `h${at}` },
    { skill: "terminal:cd", at: someTime + 2 * hour + 3 * at + 1, session: `h${at}` },
  ]).flat();
  assert.equal(first([...everywhere, ...work, ...habit, now("terminal:git clone")]), "terminal:cd");
});

test("what was called not useful falls at once, most where it was said, and recovers", () => {
  const runs: Run[] = [1, 3, 5].flatMap((at): Run[] => [
    { skill: "task:a", at: someTime + at, session: `e${at}` },
    { skill: "task:b", at: someTime + at + 1, session: `e${at}` },
  ]);
  const score = (at: number | undefined, after?: SkillKey): number => {
    const rejections =
      at === undefined ? [] : [{ skill: "task:b" as const, at, ...(after && { after }) }];
    const now: Run = { skill: "task:a", at: someTime + hour };
    return scoreOf(recommend(historyOf([...runs, now], { rejections }), here), "task:b");
  };
  const usual = score(undefined);
  assert.ok(score(here.nowMs, "task:a") < usual * 0.11);
  assert.ok(score(here.nowMs, "task:c") > score(here.nowMs, "task:a"));
  assert.ok(score(here.nowMs, "task:c") < usual);
  assert.ok(score(here.nowMs - 60 * day, "task:a") > usual * 0.99);
});

test("the worked example of docs/recommendation.md is what comes out", () => {
  const days = Array.from({ length: 14 }, (_, number): Run[] => {
    const common = { session: `day ${number}`, phase: "execution" };
    return [
      { skill: "terminal:git add", at: someTime + number * day, ...common },
      {
        skill: number > 1 ? "terminal:git commit" : "terminal:git status",
        at: someTime + number * day + minute,
        outcome: number === 3 ? "failed" : "completed",
        ...common,
      },
    ];
  }).flat();
  const nowMs = someTime + 14 * day;
  const runs: Run[] = [
    ...days,
    { skill: "terminal:git add", at: nowMs, session: "now", phase: "execution" },
  ];
  const offers = recommend(historyOf(runs), { nowMs, sessionId: "now", limit: 9 });
  assert.deepEqual(
    offers.map(({ key, score }) => [key, score.toFixed(3)]),
    [
      ["terminal:git commit", "0.850"],
      ["terminal:git add", "0.153"],
      ["terminal:git status", "0.137"],
    ],
  );
  assert.deepEqual(
    offers[0]?.reasons.map(({ factor, value, share }) => [
      factor,
      value.toFixed(3),
      share.toFixed(3),
    ]),
    [
      ["comesNext", "1.000", "0.740"],
      ["followsLast", "0.800", "0.040"],
      ["recency", "0.917", "0.028"],
      ["completion", "0.813", "0.016"],
      ["frequency", "0.924", "0.009"],
      ["phase", "0.923", "0.009"],
      ["effectiveness", "0.813", "0.008"],
    ],
  );
});
