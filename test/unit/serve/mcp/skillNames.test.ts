import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, findSkill } from "../../../../src/serve/mcp/skillNames";
import { ToolError } from "../../../../src/serve/mcp/toolError";
import { seededRandom } from "../../../support/random";
import { aSkill } from "../../../support/views";

const skills = [
  aSkill("terminal:npm test"),
  aSkill("terminal:npm run build"),
  aSkill("task:build", { label: "The Build" }),
  aSkill("tool:build"),
  aSkill("tool:Search"),
];
const found = (wanted: string): string => findSkill(skills, wanted).key;

test("a skill goes by its key, its name, its label, and its name in another case", () => {
  assert.equal(found("task:build"), "task:build");
  assert.equal(found("npm test"), "terminal:npm test");
  assert.equal(found(" npm test "), "terminal:npm test");
  assert.equal(found("the build"), "task:build");
  assert.equal(found("search"), "tool:Search");
});

test("a name that several skills have is refused with their keys", () => {
  assert.throws(() => found("build"), {
    name: "ToolError",
    message: "2 skills are called “build”: say task:build or tool:build.",
  });
});

test("a name that is none is refused with up to three that are near, nearest first", () => {
  const says = (wanted: string): string => {
    try {
      return found(wanted);
    } catch (error) {
      assert.ok(error instanceof ToolError);
      return error.message;
    }
  };
  assert.equal(says("npm tset"), "No skill is called “npm tset”. Near it: npm test.");
  assert.match(says("npm"), /Near it: npm (test|run build), npm (test|run build)\.$/);
  assert.equal(says("quite another"), "No skill is called “quite another”.");
  assert.throws(() => findSkill([], "x"), /No skill has been recorded here yet\./);
  const many = ["aa", "ab", "ac", "ad", "ae"].map((name) => aSkill(`tool:${name}`));
  assert.throws(() => findSkill(many, "a"), /Near it: aa, ab, ac\.$/);
});

/** By the definition: what the first characters leave over. */
function naiveDistance(one: string, other: string): number {
  if (one === "" || other === "") return one.length + other.length;
  const rest = naiveDistance(one.slice(1), other.slice(1));
  if (one[0] === other[0]) return rest;
  const without = Math.min(naiveDistance(one.slice(1), other), naiveDistance(one, other.slice(1)));
  return 1 + Math.min(rest, without);
}

test("edits are counted as by their definition", () => {
  const random = seededRandom(5);
  const word = (): string =>
    Array.from({ length: random.int(0, 5) }, () => random.pick(["a", "b", "c"])).join("");
  for (let number = 0; number < 200; number++) {
    const [one, other] = [word(), word()];
    assert.equal(editDistance(one, other), naiveDistance(one, other), `${one} ${other}`);
  }
});
