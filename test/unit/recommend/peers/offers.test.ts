import assert from "node:assert/strict";
import { test } from "node:test";
import { skillBaselines } from "../../../../src/recommend/peers/baselines";
import { communityOf, readCommunity } from "../../../../src/recommend/peers/community";
import { formatBaselines } from "../../../../src/recommend/peers/file";
import type { PeerOffer, UserBaseline } from "../../../../src/recommend/peers/model";
import { jaccard, neighboursOf } from "../../../../src/recommend/peers/neighbours";
import { fromOthers, peerWeight } from "../../../../src/recommend/peers/offers";
import type { SkillKey } from "../../../../src/tracker/model";
import { seededRandom, type Random } from "../../../support/random";
import { aBaseline, aRecord, manySkills, randomBaselines, user } from "./peers";

const completedOf = ({ skills }: UserBaseline): SkillKey[] =>
  skills.filter(({ completed }) => completed > 0).map(({ skill }) => skill);
const knownOf = ({ skills }: UserBaseline): Set<SkillKey> =>
  new Set(skills.map(({ skill }) => skill));

test("Jaccard on random sets is what listing both parts gives, and lies in 0–1", () => {
  const random = seededRandom(1);
  for (let round = 0; round < 500; round++) {
    const draw = (): Set<number> =>
      new Set(Array.from({ length: random.int(0, 8) }, () => random.int(0, 9)));
    const [one, other] = [draw(), draw()];
    const all = new Set([...one, ...other]);
    const both = [...all].filter((value) => one.has(value) && other.has(value));
    assert.equal(jaccard(one, other), all.size === 0 ? 0 : both.length / all.size);
    assert.equal(jaccard(one, other), jaccard(other, one));
    assert.equal(jaccard(one, one), one.size === 0 ? 0 : 1);
  }
});

test("running a skill a thousand times makes nobody more similar", () => {
  const own = ["task:a", "task:b", "task:c", "task:d"] as const;
  const often = own.slice(0, 3).map((skill) => aRecord(skill, { runs: 5000, finished: 5000 }));
  const [neighbour] = neighboursOf(
    communityOf([aBaseline("anna", often)]),
    aBaseline("me", [...own]),
  );
  assert.equal(neighbour?.similarity, 3 / 4);
});

test("neighbours share three completed skills; oneself and failed skills do not count", () => {
  const own: SkillKey[] = ["task:a", "task:b", "task:c"];
  const failed = aRecord("task:c", { completed: 0 });
  const community = communityOf([
    aBaseline("me", own),
    aBaseline("two", ["task:a", "task:b", "task:x"]),
    aBaseline("failed", ["task:a", "task:b", failed]),
    aBaseline("three", [...own, "task:x"]),
  ]);
  assert.deepEqual(
    neighboursOf(community, aBaseline("me", own)).map(({ similarity }) => similarity),
    [3 / 4],
  );
});

/** Baselines of users 0, 1, 2, …; the last one asks. */
function randomQuestion(random: Random) {
  const users = randomBaselines(random, random.int(1, 24));
  const me = users.at(-1);
  assert.ok(me);
  return { users, me, k: random.int(2, 5) };
}

function naiveOffers(users: readonly UserBaseline[], me: UserBaseline, k: number): PeerOffer[] {
  const others = users.filter((other) => other.user !== me.user);
  const own = completedOf(me);
  const offersOf = (
    from: readonly { other: UserBaseline; weight: number }[],
    source: PeerOffer["source"],
  ): PeerOffer[] =>
    manySkills
      .filter((skill) => !knownOf(me).has(skill))
      .flatMap((skill) => {
        const having = from.flatMap(({ other, weight }) =>
          other.skills.filter((one) => one.skill === skill).map((record) => ({ record, weight })),
        );
        const backing = having.filter(({ record }) => record.completed > 0).length;
        if (backing < k) return [];
        const rates = having.reduce(
          (sum, { record, weight }) =>
            sum + (weight * (record.completed + 2)) / (record.finished + 4),
          0,
        );
        const weights = having.reduce((sum, { weight }) => sum + weight, 0);
        const all = from.reduce((sum, { weight }) => sum + weight, 0);
        return [
          { skill, source, score: rates / all, completionRate: rates / weights, users: backing },
        ];
      })
      .sort((one, other) => other.score - one.score || (one.skill < other.skill ? -1 : 1));
  const near = others.flatMap((other) => {
    const theirs = completedOf(other);
    const both = theirs.filter((skill) => own.includes(skill)).length;
    const all = new Set([...theirs, ...own]).size;
    return both < 3 ? [] : [{ other, weight: both / all }];
  });
  const similar = offersOf(near, "neighbours");
  return similar.length > 0
    ? similar
    : offersOf(
        others.map((other) => ({ other, weight: 1 })),
        "everyone",
      );
}

test("offers are what plain counting gives, from neighbours or from everyone", () => {
  const sources = new Map<string, number>();
  for (let seed = 1; seed <= 300; seed++) {
    const { users, me, k } = randomQuestion(seededRandom(seed));
    const question = { me, known: knownOf(me), limit: 100, k };
    const found = fromOthers(communityOf(users), question);
    const expected = naiveOffers(users, me, k);
    assert.equal(found.length, expected.length);
    const bySkill = new Map(expected.map((offer) => [offer.skill, offer]));
    found.forEach((offer, at) => {
      const plain = bySkill.get(offer.skill);
      assert.ok(plain);
      assert.ok(Math.abs(offer.score - plain.score) < 1e-12);
      assert.ok(Math.abs(offer.completionRate - plain.completionRate) < 1e-12);
      assert.deepEqual([offer.users, offer.source], [plain.users, plain.source]);
      assert.ok(offer.score > 0 && offer.score < 1);
      assert.ok(offer.score <= (found[at - 1]?.score ?? 1));
      sources.set(offer.source, (sources.get(offer.source) ?? 0) + 1);
    });
    assert.deepEqual(fromOthers(communityOf(users), { ...question, limit: 2 }), found.slice(0, 2));
  }
  assert.ok((sources.get("neighbours") ?? 0) > 100);
  assert.ok((sources.get("everyone") ?? 0) > 50);
});

test("nothing is told that fewer than k others back, and nobody is named", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { users, me, k } = randomQuestion(seededRandom(seed));
    const community = communityOf(users);
    const offers = fromOthers(community, { me, known: knownOf(me), limit: 100, k });
    const baselines = skillBaselines(community, k);
    const backing = (skill: SkillKey, from: readonly UserBaseline[]): number =>
      from.filter(({ skills }) => skills.some((one) => one.skill === skill)).length;
    for (const { skill } of offers) {
      assert.ok(backing(skill, users.slice(0, -1)) >= k);
      assert.ok(!knownOf(me).has(skill));
    }
    for (const { skill, commonPhase } of baselines) {
      assert.ok(backing(skill, users) >= k);
      const naming = users.filter(({ skills }) =>
        skills.some((one) => one.skill === skill && one.phase === commonPhase),
      );
      assert.ok(commonPhase === undefined || naming.length >= k);
    }
    assert.doesNotMatch(JSON.stringify([offers, baselines]), /[0-9a-f]{64}/);
  }
});

test("no id is in any file or any answer", () => {
  const names = ["anna@example.com", "ben@example.com", "cleo@example.com"];
  const own: SkillKey[] = ["task:a", "task:b", "task:c"];
  const files = names.map((name, at) => ({
    name: `${at}.json`,
    text: formatBaselines([aBaseline(name, [...own, "task:x"])]),
  }));
  const { community, problems } = readCommunity(files);
  const me = aBaseline("dora@example.com", own);
  const offers = fromOthers(community, { me, known: new Set(own), limit: 5, k: 2 });
  assert.equal(offers.length, 1);
  const everything = JSON.stringify([files, community, problems, me, offers]);
  assert.doesNotMatch(everything, /example/);
  assert.doesNotMatch(JSON.stringify(offers), new RegExp(names.map(user).join("|")));
});

test("one success of one is never a rate of 1", () => {
  const once = aRecord("task:x", { runs: 1, finished: 1, completed: 1 });
  const often = aRecord("task:y", { runs: 100, finished: 100, completed: 99 });
  const users = ["anna", "ben"].map((name) => aBaseline(name, [once, often]));
  const me = aBaseline("me", []);
  const offers = fromOthers(communityOf(users), { me, known: new Set(), limit: 5, k: 2 });
  assert.deepEqual(
    offers.map(({ skill, completionRate }) => [skill, completionRate]),
    [
      ["task:y", 101 / 104],
      ["task:x", 0.6],
    ],
  );
});

test("a skill nobody completes is not offered, though many run it", () => {
  const broken = aRecord("task:x", { completed: 0 });
  const users = ["a", "b", "c", "d", "e"].map((name) => aBaseline(name, [broken]));
  const question = { me: aBaseline("me", []), known: new Set<SkillKey>(), limit: 5 };
  assert.deepEqual(fromOthers(communityOf(users), question), []);
});

test("a crowd of one is refused", () => {
  const question = { me: aBaseline("me", []), known: new Set<SkillKey>(), limit: 5, k: 1 };
  assert.throws(() => fromOthers(communityOf([]), question), RangeError);
});

test("others count fully at first, half at fifty runs, and ever less", () => {
  assert.deepEqual([0, 50, 950].map(peerWeight), [1, 0.5, 0.05]);
  for (let runs = 0; runs < 1000; runs++) assert.ok(peerWeight(runs + 1) < peerWeight(runs));
});
