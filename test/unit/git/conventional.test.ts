import assert from "node:assert/strict";
import { test } from "node:test";
import { conventionalTypes, parseConventional } from "../../../src/git/conventional";

const isConventional = (message: string): boolean => parseConventional(message).isConventional;
const isBreaking = (message: string): boolean => parseConventional(message).isBreaking;

test("each of the eleven types makes a header, in any case", () => {
  assert.equal(conventionalTypes.size, 11);
  for (const type of conventionalTypes) {
    for (const written of [type, type.toUpperCase(), `${type}(scope)`, `${type}!`, `${type}(a)!`])
      assert.ok(isConventional(`${written}: something`), written);
  }
});

test("a header says its type, its scope and whether it breaks something", () => {
  assert.deepEqual(parseConventional("Feat(core api)!: x"), {
    ...{ isConventional: true, type: "feat", scope: "core api", isBreaking: true },
  });
  assert.deepEqual(parseConventional("fix: x"), {
    ...{ isConventional: true, type: "fix", isBreaking: false },
  });
});

test("what is not quite a header is none", () => {
  for (const message of [
    ...["", "feat", "feat:", "feat: ", "feat:x", "feat :x", "feat : x", " feat: x", "feat(): x"],
    ...["feat (a): x", "feat(a: x", "feat(a)(b): x", "feat!(a): x", "feat!!: x", "fixup! feat: x"],
    ...["Merge branch 'feat: x'", 'Revert "feat: x"', "1feat: x", "fe at: x", "feat:\nx"],
  ])
    assert.equal(isConventional(message), false, message);
});

test("only the first line is the header", () => {
  assert.equal(isConventional("Something\n\nfeat: x"), false);
  assert.equal(isConventional("something\nfeat: x"), false);
  assert.equal(isConventional("feat: x\r\n\r\nsomething"), true);
  assert.equal(isBreaking("something\n\nfeat!: x"), false);
});

test("another type is told and is not conventional, but can break something", () => {
  assert.deepEqual(parseConventional("wip!: x"), {
    ...{ isConventional: false, type: "wip", isBreaking: true },
  });
});

test("a footer in either spelling breaks something, below any header", () => {
  for (const key of ["BREAKING CHANGE", "BREAKING-CHANGE"]) {
    for (const head of ["feat: x", "Something", "Merge branch 'a'"]) {
      assert.ok(isBreaking(`${head}\n\n${key}: y`));
      assert.ok(isBreaking(`${head}\n\nA body.\n\nOf two paragraphs.\n\n${key}: y\n`));
      assert.ok(isBreaking(`${head}\r\n\r\nA body.\r\n\r\n${key}: y\r\n`));
      assert.ok(isBreaking(`${head}\n\nReviewed-by: Z\nRefs #7\n${key}: y`));
      assert.ok(isBreaking(`${head}\n\nReviewed-by: Z\n and others\n${key}: y`));
    }
  }
});

test("what only looks like that footer breaks nothing", () => {
  for (const message of [
    "feat: x\nBREAKING CHANGE: right below the header",
    "feat: x\n\nA sentence that ends with\nBREAKING CHANGE: amid a paragraph",
    "feat: x\n\nbreaking change: in small letters",
    "feat: x\n\nBREAKING CHANGE:no space",
    "feat: x\n\nBREAKING CHANGE: ",
    "feat: x\n\nBREAKING CHANGE #7",
    "feat: x\n\n BREAKING CHANGE: after a space",
    "feat: x\n\nNo BREAKING CHANGE: here",
    "feat: x\n\nBREAKING  CHANGE: two spaces",
    "feat: BREAKING CHANGE: y",
  ])
    assert.equal(isBreaking(message), false, message);
});

test("a long line of brackets or spaces is read in no time", () => {
  const begun = performance.now();
  for (const part of ["(", "a", " ", "a(", "feat(", ": ", "-"]) {
    parseConventional(part.repeat(200_000));
    parseConventional(`feat: x\n\n${part.repeat(200_000)}`);
  }
  assert.ok(performance.now() - begun < 1000);
});
