import assert from "node:assert/strict";
import { test } from "node:test";
import { similarity, skillVector, type TextVectors } from "../../../../src/recommend/text/vectors";
import { seededRandom } from "../../../support/random";
import { cosine, randomDirection } from "./naiveText";

const dimensions = 8;
const random = seededRandom(3);
const known = new Map(
  ["close window", "one", "two", "three"].map((text) => [
    text,
    randomDirection(random, dimensions),
  ]),
);
const vectors: TextVectors = { dimensions, vectorOf: (text) => known.get(text) };
const of = (text: string): number[] => [...(known.get(text) ?? [])];
const unit = (vector: readonly number[]): number[] =>
  vector.map((value) => value / Math.hypot(...vector));
const sum = (one: readonly number[], other: readonly number[], weight: number): number[] =>
  one.map((value, at) => value + weight * (other[at] ?? NaN));

function assertNear(actual: Float32Array | undefined, expected: readonly number[]): void {
  assert.equal(actual?.length, expected.length);
  expected.forEach((value, at) => {
    assert.ok(Math.abs(value - (actual[at] ?? NaN)) < 1e-6, `${value} is ${actual[at]}`);
  });
}

test("a skill's direction is the mean of its texts, and its name at 0.35 of their length", () => {
  const mean = unit(sum(sum(of("one"), of("two"), 1), of("three"), 1));
  assertNear(
    skillVector("close Window", ["one", "two", "three"], vectors),
    unit(sum(mean, of("close window"), 0.35)),
  );
});

test("many texts do not drown out the name", () => {
  const many = Array.from({ length: 100 }, () => "one");
  assertNear(
    skillVector("close window", many, vectors),
    unit(sum(of("one"), of("close window"), 0.35)),
  );
});

test("a skill without texts stands for its name, and one without a name for its texts", () => {
  assertNear(skillVector("Close, Window!", [], vectors), of("close window"));
  assertNear(skillVector("…", ["one", "two"], vectors), unit(sum(of("one"), of("two"), 1)));
  assertNear(skillVector("", [], vectors), [0, 0, 0, 0, 0, 0, 0, 0]);
});

test("a skill has no direction while the vector of a text or of its name is not known", () => {
  assert.equal(skillVector("close window", ["one", "unknown"], vectors), undefined);
  assert.equal(skillVector("unknown", ["one"], vectors), undefined);
  assert.equal(skillVector("unknown", [], vectors), undefined);
});

test("similar is the cosine, and nothing is less similar than 0 or more than 1", () => {
  for (let round = 0; round < 200; round++) {
    const [one, other] = [randomDirection(random, dimensions), randomDirection(random, dimensions)];
    const expected = Math.max(0, cosine([...one], [...other]));
    assert.ok(Math.abs(similarity(one, other) - expected) < 1e-6);
    assert.equal(
      similarity(
        one,
        one.map((value) => -value),
      ),
      0,
    );
    assert.ok(similarity(one, one) <= 1 && similarity(one, one) > 1 - 1e-6);
  }
});
