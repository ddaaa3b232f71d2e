import assert from "node:assert/strict";
import { test } from "node:test";
import { stem, termsOf } from "../../../../src/recommend/text/terms";

test("words are split at punctuation and at humps, and folded to lower case", () => {
  assert.deepEqual(
    termsOf("workbench.action.closeWindow ＧＩＴ push --force-with-lease").map(({ word }) => word),
    ["workbench", "action", "close", "window", "git", "push", "force", "with", "lease"],
  );
  assert.deepEqual(termsOf("… -- !"), []);
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
