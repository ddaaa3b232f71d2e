import assert from "node:assert/strict";
import { test } from "node:test";
import { depthClass, RecencyStack } from "../../../../src/recommend/next/recencyStack";
import { Rhythm } from "../../../../src/recommend/next/rhythm";
import { Uses } from "../../../../src/recommend/next/uses";
import { seededRandom } from "../../../support/random";

function closeTo(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

test("the stack holds every skill once, last used first", () => {
  const random = seededRandom(1);
  const stack = new RecencyStack();
  const used: number[] = [];
  for (let run = 0; run < 400; run++) {
    const skill = Math.floor(random.next() ** 3 * 150);
    stack.use(skill);
    used.unshift(skill);
    assert.deepEqual([...stack.skills()], [...new Set(used)]);
  }
});

test("classes of depth rise and keep small depths apart", () => {
  assert.deepEqual([0, 1, 11, 12, 13, 14].map(depthClass), [0, 1, 11, 12, 12, 13]);
  for (let depth = 0; depth < 1_000; depth++) {
    const step = depthClass(depth + 1) - depthClass(depth);
    assert.ok(step === 0 || step === 1);
  }
  assert.equal(depthClass(100_000), 23);
});

test("shares of depths are those seen after runs of the same kind, old ones counting less", () => {
  const random = seededRandom(2);
  const stack = new RecencyStack();
  const seen: { depth: number; before: number; at: number }[] = [];
  const used: number[] = [];
  let before = 5;
  for (let run = 0; run < 300; run++) {
    const skill = random.int(0, 9);
    const depth = [...new Set(used)].indexOf(skill);
    if (depth >= 0) seen.push({ depth, before, at: run });
    stack.use(skill);
    used.unshift(skill);
    before = depth < 0 ? 5 : depth < 3 ? depth : depth < 6 ? 3 : 4;
  }
  const weigh = (list: typeof seen): number =>
    list.reduce((sum, { at }) => sum + 2 ** ((at - 300) / 500), 0);
  const expected = (depth: number): number => 0.5 / (depth + 1);
  const total = Array.from({ length: 24 }, (_, depth) => expected(depth)).reduce((a, b) => a + b);
  const after = seen.filter((one) => one.before === before);
  for (let depth = 0; depth < 10; depth++) {
    const at = (list: typeof seen): number => weigh(list.filter((one) => one.depth === depth));
    const share = (at(seen) + expected(depth)) / (weigh(seen) + total);
    const value = (at(after) + 4 * share) / (weigh(after) + 4);
    closeTo(stack.logShareByClass()[depth] ?? 0, Math.log(value));
  }
});

test("the rhythm of a skill is how often it came back at an age, out of the times it was so old", () => {
  const random = seededRandom(3);
  const rhythm = new Rhythm();
  const returns: { skill: number; age: number }[] = [];
  const bucketOf = (age: number): number =>
    age === 0 ? 0 : Math.min(11, Math.floor(Math.log2(age)) + 1);
  const hazard = (list: typeof returns, bucket: number, came: number, chances: number): number => {
    const ages = Array.from({ length: 5_000 }, (_, age) => age).filter(
      (age) => bucketOf(age) === bucket,
    );
    const wasSoOld = list.flatMap(({ age }) => ages.filter((one) => one <= age)).length;
    return (
      (list.filter(({ age }) => bucketOf(age) === bucket).length + came) / (wasSoOld + chances)
    );
  };
  for (let run = 0; run < 60; run++) {
    const one = { skill: random.int(0, 3), age: Math.floor(random.next() ** 3 * 200) };
    returns.push(one);
    rhythm.count(one.skill, one.age);
  }
  for (const age of [0, 1, 3, 6, 20, 100, 170]) {
    for (let skill = 0; skill < 4; skill++) {
      const all = hazard(returns, bucketOf(age), 0.5, 20);
      const own = returns.filter((one) => one.skill === skill);
      closeTo(rhythm.lift(skill, age), Math.log(hazard(own, bucketOf(age), 2 * all, 2) / all));
    }
  }
  closeTo(new Rhythm().lift(7, 3), 0);
});

test("the age of a skill is how many runs of others came since", () => {
  const uses = new Uses();
  [4, 2, 4, 0].forEach((skill, at) => {
    uses.add(skill, at * 1_000);
  });
  assert.deepEqual(
    [4, 2, 0].map((skill) => uses.age(skill)),
    [1, 2, 0],
  );
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((skill) => uses.has(skill)),
    [true, false, true, false, true],
  );
  assert.deepEqual([uses.runs, uses.size, uses.last, uses.lastMs[4]], [4, 5, 0, 2_000]);
});
