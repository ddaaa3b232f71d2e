import assert from "node:assert/strict";
import { test } from "node:test";
import { stem, termsOf, wordsOf } from "../../../../src/recommend/text/terms";
import { seededRandom } from "../../../support/random";

test("words are split at punctuation and at humps, and folded to lower case", () => {
  assert.deepEqual(
    termsOf("workbench.action.closeWindow ＧＩＴ push --force-with-lease").map(({ word }) => word),
    ["workbench", "action", "close", "window", "git", "push", "force", "with", "lease"],
  );
  assert.deepEqual(termsOf("… -- !"), []);
});

test("plain English is split like any other text", () => {
  const random = seededRandom(71);
  const signs = [..."aAzZbBxX09 _-@[`{/.\n\t"];
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: random.int(0, 12) }, () => random.pick(signs)).join("");
    // A letter that is not ASCII, far off behind a blank, takes it to the other way.
    assert.deepEqual([...wordsOf(text), "é"], wordsOf(`${text} é`), JSON.stringify(text));
  }
});

test("forms of one word meet in one stem", () => {
  const families = [
    ["commit", "commits", "committed", "committing"],
    ["file", "files"],
    ["copy", "copies", "copied", "copying"],
    ["test", "tests", "tested", "testing"],
    ["branch", "branches"],
    ["delete", "deletes", "deleting", "deleted"],
    ["directory", "directories"],
    ["process", "processes", "processing"],
    ["status"],
  ];
  const stems = families.map((family) => new Set(family.map(stem)));
  for (const [at, found] of stems.entries()) {
    assert.equal(found.size, 1, `${families[at]?.join(", ")}: ${[...found].join(", ")}`);
  }
  assert.equal(new Set(stems.flatMap((found) => [...found])).size, families.length);
});

test("short words, numbers and words of other scripts stay as they are", () => {
  for (const word of ["ls", "cd", "bus", "sha256", "файлы", "the"]) assert.equal(stem(word), word);
});
