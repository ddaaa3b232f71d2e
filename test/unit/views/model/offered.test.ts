import assert from "node:assert/strict";
import { test } from "node:test";
import { skillKinds } from "../../../../src/tracker/model";
import { offeredContext, offeredLine } from "../../../../src/views/model/offered";

const lineOf = (name: string): string | undefined => offeredLine({ kind: "terminal", name });

const plain = ["npm test", "git commit", "./gradlew build", "npm run lint:fix", "g++", "größe -v"];
for (const name of plain)
  test(`"${name}" can be put into a terminal`, () => assert.equal(lineOf(name), name));

const unsafe = [
  ...[
    "",
    " npm test",
    "npm test ",
    "npm  test",
    "npm test\n",
    "npm\rtest",
    "a\u0000b",
    "a\u001b[A",
  ],
  ...["a;b", "a && b", "a|b", "$(a)", "`a`", "${a}", "a > b", "a < b", "a & b", "!a", "~a", "a*"],
  ...["'a'", '"a"', "a\\b", "%a%", "(a)", "{a}", "[a]", "a#b", "a=b", "^a", "a\u202eb", "a\u200bb"],
  "a".repeat(201),
];
for (const name of unsafe)
  test(`${JSON.stringify(name.slice(0, 20))} is not put into a terminal`, () => {
    assert.equal(lineOf(name), undefined);
    assert.equal(offeredContext({ kind: "terminal", name }), "recommendation");
  });

test("nothing but a line for the terminal is ever offered to be run", () => {
  for (const kind of skillKinds) {
    const line = offeredLine({ kind, name: "workbench.action.quit" });
    assert.equal(line !== undefined, kind === "terminal");
  }
});
