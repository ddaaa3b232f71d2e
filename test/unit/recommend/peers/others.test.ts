import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecommendContext, Recommendation } from "../../../../src/recommend/model";
import { communityOf } from "../../../../src/recommend/peers/community";
import type { SkillRecord, UserBaseline } from "../../../../src/recommend/peers/model";
import { fromOthers } from "../../../../src/recommend/peers/offers";
import { Others } from "../../../../src/recommend/peers/others";
import { ownBaseline } from "../../../../src/recommend/peers/own";
import { recommend } from "../../../../src/recommend/recommender";
import type { SkillKey } from "../../../../src/tracker/model";
import { historyOf, minute, randomRuns, someTime, type Run } from "../../../support/history";
import { seededRandom } from "../../../support/random";
import { aBaseline, aRecord, manySkills, randomBaselines, user } from "./peers";

const here: RecommendContext = { nowMs: someTime, sessionId: "s1", limit: 5 };
const me = user("me");
const keys = (offers: readonly Recommendation[]): SkillKey[] => offers.map(({ key }) => key);
const team = (count: number, skills: readonly (SkillKey | SkillRecord)[]): UserBaseline[] =>
  Array.from({ length: count }, (_, at) => aBaseline(`${at}`, skills));

function joined(
  runs: readonly Run[],
  baselines: readonly UserBaseline[],
  { context = here, k = 5 } = {},
): { readonly own: readonly Recommendation[]; readonly all: readonly Recommendation[] } {
  const history = historyOf(runs);
  const own = recommend(history, context);
  return { own, all: new Others(communityOf(baselines), me, k).join(own, history, context) };
}

/** So many finished runs of two skills, one after the other. */
const habit = (count: number): Run[] =>
  Array.from({ length: count }, (_, at) => ({
    skill: at % 2 === 0 ? "terminal:git add" : "terminal:git commit",
    at: someTime - (count - at) * minute,
  }));

test("what is joined is one's own in its order, and offers by their weighted score, for random teams", () => {
  let offered = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const random = seededRandom(seed);
    const skills = [...manySkills.slice(0, random.int(1, 10)), "terminal:git add"] as const;
    const runs = randomRuns(random, { count: random.int(0, 120), skills });
    const baselines = randomBaselines(random, random.int(0, 12));
    const k = random.int(2, 5);
    const context = { ...here, limit: random.int(1, 10) };
    const { own, all } = joined(runs, baselines, { context, k });

    const history = historyOf(runs);
    const mine = ownBaseline(history, me);
    const finished = mine.skills.reduce((sum, record) => sum + record.finished, 0);
    const known = new Set(runs.map(({ skill }) => skill));
    const question = { me: mine, known, limit: context.limit, k };
    const offers = fromOthers(communityOf(baselines), question);
    const expected = [
      ...own.map(({ key, score }) => ({ key, score })),
      ...offers.map(({ skill, score }) => ({ key: skill, score: (score * 50) / (50 + finished) })),
    ].sort((one, other) => other.score - one.score);
    assert.deepEqual(
      all.map(({ key, score }) => ({ key, score: score.toFixed(9) })),
      expected.slice(0, context.limit).map(({ key, score }) => ({ key, score: score.toFixed(9) })),
    );
    const kept = all.filter(({ fromOthers: others }) => others === undefined);
    assert.deepEqual(
      kept.map((one) => ({ ...one, rank: 0 })),
      own.slice(0, kept.length).map((one) => ({ ...one, rank: 0 })),
    );
    for (const [at, { rank, score, reasons, fromOthers: others }] of all.entries()) {
      assert.equal(rank, at + 1);
      assert.ok(score >= 0 && score <= 1);
      const sum = reasons.reduce((total, { share }) => total + share, 0);
      assert.ok(Math.abs(sum - score) < 1e-9);
      if (others === undefined) continue;
      offered++;
      assert.ok(others.users >= k && others.completionRate > 0 && others.completionRate < 1);
      assert.deepEqual(
        reasons.map(({ factor, count }) => [factor, count]),
        [["fromOthers", others.users]],
      );
    }
  }
  assert.ok(offered > 50);
});

test("with nothing of one's own, others are all there is", () => {
  const { own, all } = joined([], team(5, ["task:build", "task:lint"]));
  assert.deepEqual(own, []);
  assert.deepEqual(keys(all), ["task:build", "task:lint"]);
  const [first] = all;
  assert.deepEqual(first?.fromOthers?.users, 5);
  assert.equal(first.command, undefined);
  assert.equal(first.invocations, 0);
});

test("after two runs others come between one's own, after a thousand they do not come before them", () => {
  const others = team(5, ["task:build"]);
  assert.equal(joined(habit(2), others).all[1]?.key, "task:build");
  const { own, all } = joined(habit(1000), others);
  assert.deepEqual(keys(all), [...keys(own), "task:build"]);
});

test("what fewer than k others completed is not offered; one's own file is not another's", () => {
  const four = team(4, ["task:build"]);
  const mine = { ...aBaseline("x", ["task:build"]), user: me };
  assert.deepEqual(keys(joined([], four).all), []);
  assert.deepEqual(keys(joined([], [...four, mine]).all), []);
  assert.deepEqual(keys(joined([], four, { k: 4 }).all), ["task:build"]);
  assert.throws(() => joined([], four, { k: 1 }), RangeError);
});

test("without baselines, with a query and with a filter the answer is one's own, as it is", () => {
  const others = team(5, ["task:build"]);
  const same = (baselines: readonly UserBaseline[], context: RecommendContext): void => {
    const { own, all } = joined(habit(4), baselines, { context });
    assert.equal(all, own);
  };
  same([], here);
  same(others, { ...here, query: "build" });
  same(others, { ...here, only: { kinds: ["task"] } });
  assert.equal(joined(habit(4), others, { context: { ...here, query: "  " } }).all.length, 3);
});

test("what is hidden or was called not useful is not offered again", () => {
  const skills = { "task:build": { hidden: true } };
  const rejections = [{ skill: "task:lint" as const, at: someTime }];
  const history = historyOf([], { skills, rejections });
  const others = new Others(communityOf(team(5, ["task:build", "task:lint", "task:x"])), me);
  assert.deepEqual(keys(others.join([], history, here)), ["task:x"]);
});

test("the usual time and phase are told where k others tell them", () => {
  const records = [1, 2, 3, 4, 5].map((at) =>
    aRecord("task:build", { medianMs: at * 1000, ...(at < 5 ? { phase: "setup" } : {}) }),
  );
  const baselines = records.map((record, at) => aBaseline(`${at}`, [record]));
  const told = (k: number) => joined([], baselines, { k }).all[0]?.fromOthers;
  assert.deepEqual(Object.keys(told(5) ?? {}), ["users", "completionRate", "medianMs"]);
  assert.equal(told(5)?.medianMs, 3000);
  assert.equal(told(4)?.phase, "setup");
});

test("asked again while the history grows, the answer is that of one who is asked for the first time", () => {
  const random = seededRandom(7);
  const community = communityOf(randomBaselines(random, 12));
  const kept = new Others(community, me, 2);
  const runs = randomRuns(random, { count: 60, skills: manySkills });
  const seen = new Set<string>();
  for (let count = 0; count <= runs.length; count++) {
    const history = historyOf(runs.slice(0, count), {
      skills: { "task:3": { hidden: count % 20 > 10 } },
    });
    const context = { ...here, limit: 3 + (count % 2) };
    const own = recommend(history, context);
    const answer = kept.join(own, history, context);
    assert.deepEqual(answer, new Others(community, me, 2).join(own, history, context));
    seen.add(keys(answer).join());
  }
  assert.ok(seen.size > 5);
});

test("no answer holds a user's hash", () => {
  const baselines = team(6, ["task:build", aRecord("task:lint", { phase: "setup" })]);
  const text = JSON.stringify(joined(habit(3), baselines).all);
  for (const { user: hash } of [...baselines, { user: me }]) assert.ok(!text.includes(hash));
});
