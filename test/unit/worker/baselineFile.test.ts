import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseBaselines } from "../../../src/recommend/peers/file";
import { ownBaseline } from "../../../src/recommend/peers/own";
import { baselineToShare, writeWhole } from "../../../src/worker/baselineFile";
import { nodeSharedFiles } from "../../../src/worker/sharedFiles";
import { historyOf, someTime, type Run } from "../../support/history";
import { user } from "../recommend/peers/peers";
import { aWorkspace } from "../store/support";

const secret = { id: "anna@example.com", salt: "salt of the team" };

test("what is to be shared names counts of skills under a hash, and nothing else of anybody", () => {
  const runs: readonly Run[] = [
    { skill: "terminal:npm test", at: someTime, query: "why is it slow", folder: "src/secret" },
    { skill: "terminal:npm test", at: someTime + 1, outcome: "failed", session: "a-session" },
    { skill: "task:hidden", at: someTime + 2 },
    { skill: "task:endless", at: someTime + 3, outcome: "running" },
  ];
  const history = historyOf(runs, {
    skills: {
      "terminal:npm test": { lastCommand: "npm test -- --grep secret", lastCwd: "/home/anna" },
      "task:hidden": { hidden: true },
    },
  });
  const { name, text, skills } = baselineToShare(history, secret);
  assert.equal(name, `${user("anna@example.com")}.json`);
  assert.equal(skills, 1);
  assert.deepEqual(parseBaselines(text), [ownBaseline(history, user("anna@example.com"))]);
  assert.match(text, /"npm test"|terminal:npm test/);
  for (const word of [
    "anna",
    "salt",
    "slow",
    "secret",
    "grep",
    "hidden",
    'session"',
    `${someTime}`,
  ]) {
    assert.ok(!text.includes(word), word);
  }
});

test("a file is there as a whole or as it was, and nothing is left beside it", async () => {
  const folder = join(aWorkspace(), "shared");
  writeWhole(folder, "one.json", "first");
  writeWhole(folder, "one.json", "second");
  assert.equal(readFileSync(join(folder, "one.json"), "utf8"), "second");
  assert.deepEqual(readdirSync(folder), ["one.json"]);
  mkdirSync(join(folder, "taken.json"));
  assert.throws(() => writeWhole(folder, "taken.json", "third"));
  assert.deepEqual(readdirSync(folder).sort(), ["one.json", "taken.json"]);
  assert.throws(() => writeWhole(join(folder, "not", "there"), "one.json", ""), /ENOENT/);
  writeFileSync(join(folder, ".two.json"), "half");
  writeFileSync(join(folder, "notes.txt"), "notes");
  const listed = await nodeSharedFiles.list(folder);
  assert.deepEqual(
    listed.map(({ name, size }) => [name, size]),
    [["one.json", 6]],
  );
  assert.equal(await nodeSharedFiles.read(folder, "one.json"), "second");
});
