import assert from "node:assert/strict";
import { test } from "node:test";
import type { SkillText } from "../../../../src/recommend/text/model";
import { searchSkills } from "../../../../src/recommend/text/search";
import { mostTextsForMeaning, SkillIndex } from "../../../../src/recommend/text/skillIndex";
import { seededRandom, type Random } from "../../../support/random";
import { randomQuery, randomText } from "./naiveText";

const aSkill = (name: string, texts: readonly string[] = [], about = ""): SkillText => ({
  name,
  about,
  texts,
});
const foundIn = (index: SkillIndex, query: string): readonly number[] =>
  searchSkills(index, query).map(({ skill }) => skill);

/** A name, texts for skills in any order, and what else they are known by. */
function randomSkills(random: Random): readonly SkillText[] {
  return Array.from({ length: random.int(1, 5) }, (): SkillText => {
    const texts = Array.from({ length: random.int(0, 8) }, () => randomText(random, 5));
    return aSkill(randomText(random, 2), [...new Set(texts)], randomText(random, 3));
  });
}

/** The entries of both may have other numbers. */
function assertAlike(actual: SkillIndex, expected: SkillIndex, random: Random): void {
  for (let asked = 0; asked < 10; asked++) {
    const query = randomQuery(random);
    const found = searchSkills(actual, query);
    const others = searchSkills(expected, query);
    assert.deepEqual(
      found.map(({ skill, text }) => [skill, text]),
      others.map(({ skill, text }) => [skill, text]),
    );
    others.forEach(({ score }, at) => {
      assert.ok(Math.abs(score - (found[at]?.score ?? NaN)) < 1e-12);
    });
  }
  for (let skill = 0; skill < expected.size; skill++) {
    assert.deepEqual(actual.textsOf(skill), expected.textsOf(skill));
  }
}

test("texts added later are found as if they had always been there", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 60; round++) {
    const skills = randomSkills(random);
    const kept = skills.map(({ texts }) => random.int(0, texts.length));
    const grown = new SkillIndex(
      skills.map((skill, at) => ({ ...skill, texts: skill.texts.slice(0, kept[at]) })),
    );
    const added = skills.flatMap(({ texts }, skill) => texts.slice(kept[skill]).map(() => skill));
    const next = [...kept];
    for (const skill of random.shuffle(added)) {
      grown.add(skill, skills[skill]?.texts[next[skill] ?? 0] ?? "");
      next[skill] = (next[skill] ?? 0) + 1;
    }
    assertAlike(grown, new SkillIndex(skills), random);
  }
});

test("texts taken back leave nothing behind, also where pieces of words are full", () => {
  const random = seededRandom(6);
  for (let round = 0; round < 60; round++) {
    const many = Array.from(
      { length: random.pick([3, mostTextsForMeaning - 1]) },
      (_, at) => `${at}`,
    );
    const skills = [...randomSkills(random), aSkill("many", many)];
    const index = new SkillIndex(skills);
    for (let step = 0; step < 5; step++) {
      const added = Array.from({ length: random.int(0, 6) }, () =>
        random.int(0, skills.length - 1),
      );
      for (const skill of added) index.add(skill, randomText(random, 5));
      for (let n = 0; n < added.length; n++) index.removeLast();
    }
    assertAlike(index, new SkillIndex(skills), random);
  }
});

test("a skill's newest texts are told, and all of its texts are found", () => {
  const texts = Array.from({ length: mostTextsForMeaning + 2 }, (_, at) => `text${at}`);
  const index = new SkillIndex([aSkill("many", texts), aSkill("none")]);
  assert.deepEqual(index.textsOf(0), texts.slice(2));
  assert.deepEqual([...index.textsOf(1), ...index.textsOf(2)], []);
  assert.deepEqual(
    texts.map((text) => searchSkills(index, text).find(({ skill }) => skill === 0)?.text),
    texts,
  );
});

test("pieces of words are known of a skill's oldest texts only", () => {
  const texts = Array.from({ length: mostTextsForMeaning - 1 }, () => "text");
  const index = new SkillIndex([aSkill("many", [...texts, "zebra", "quokka"]), aSkill("none")]);
  assert.ok((index.grams.search("zebra")[0] ?? 0) > 0);
  assert.deepEqual([...index.grams.search("quokka")], [0, 0]);
  assert.deepEqual(foundIn(index, "quokka"), [0]);
});

test("every skill is found by its name, also where it is the only one and has nothing else", () => {
  const alone = new SkillIndex([aSkill("git push")]);
  const [match] = searchSkills(alone, "push");
  const [beside] = searchSkills(new SkillIndex([aSkill("git push"), aSkill("npm test")]), "push");
  assert.equal(alone.size, 1);
  assert.equal(alone.nameOf(0), "git push");
  assert.ok((match?.score ?? 0) > 0.3 && (beside?.score ?? 0) > 0.3, `${match?.score}`);
  assert.deepEqual(searchSkills(new SkillIndex([]), "push"), []);
});

test("what skills are known by beside their names can change, and nothing else does", () => {
  const index = new SkillIndex([
    aSkill("deploy", ["ship it"], "fast lane"),
    aSkill("other", [], "x"),
  ]);
  assert.deepEqual(foundIn(index, "lane"), [0]);
  index.describe(0, "kubectl apply");
  index.describe(1, "lane");
  assert.deepEqual(foundIn(index, "kubectl"), [0]);
  assert.deepEqual(foundIn(index, "lane"), [1]);
  assert.deepEqual(foundIn(index, "ship it"), [0]);
  index.describe(0, "");
  index.describe(1, "");
  assert.deepEqual(foundIn(index, "lane"), []);
  assert.deepEqual(foundIn(index, "deploy"), [0]);
});
