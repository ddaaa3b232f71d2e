import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { chooseDataFolder } from "../../../../src/serve/mcp/dataFolder";
import { readOptions, UsageError, type Surroundings } from "../../../../src/serve/mcp/options";
import { defaultPhases } from "../../../../src/tracker/phases";

const root = resolve("/work");
const below = (...names: readonly string[]): string => join(root, ...names);
const data = (...names: readonly string[]): string => below(...names, ".session-buddy");

function read(changes: Partial<Surroundings> = {}) {
  return readOptions({ argv: [], env: {}, cwd: below("a", "b"), exists: () => false, ...changes });
}

test("the data folder is that of the nearest folder upwards that has one, else of the checkout", () => {
  const choose = (...there: readonly string[]): string =>
    chooseDataFolder(below("a", "b", "c"), (path) => there.includes(path));
  assert.equal(choose(), data("a", "b", "c"));
  assert.equal(choose(below("a", ".git")), data("a"));
  assert.equal(choose(below("a", ".git"), data("a", "b")), data("a", "b"));
  assert.equal(choose(data("a"), data("a", "b"), data()), data("a", "b"));
  assert.equal(choose(data(), below("a", ".git")), data());
  assert.equal(choose(data("a", "b", "c", "d")), data("a", "b", "c"));
});

test("the environment goes before the command line, and a database stands for its folder", () => {
  const argv = ["--folder", "given"];
  assert.equal(read({ argv }).folder, below("a", "b", "given"));
  assert.equal(read({ argv: ["--folder", data()] }).folder, data());
  for (const value of [below("x"), below("x", "session-buddy.db"), below("x", "skills.sqlite")]) {
    assert.equal(read({ argv, env: { SESSION_BUDDY_DB_PATH: value } }).folder, below("x"));
  }
  assert.equal(
    read({ argv, env: { SESSION_BUDDY_DB_PATH: " " } }).folder,
    below("a", "b", "given"),
  );
});

test("recording is off only when the environment says so, and nonsense is refused", () => {
  const reads = (value: string): boolean =>
    read({ env: { SESSION_BUDDY_SKILLS_ENABLED: value } }).canRecord;
  assert.equal(read().canRecord, true);
  const backend = (value: string) => read({ env: { SESSION_BUDDY_BACKEND: value } }).canRecord;
  assert.equal(backend("mcp"), true);
  assert.equal(backend("none"), false);
  assert.throws(() => backend("sqlite"), /SESSION_BUDDY_BACKEND must be direct, mcp, auto or none/);
  for (const on of ["true", "TRUE", "1", "yes", "on", ""]) assert.equal(reads(on), true, on);
  for (const off of ["false", " False ", "0", "no", "off"]) assert.equal(reads(off), false, off);
  assert.throws(() => reads("maybe"), UsageError);
});

test("author, phases and the shared folder are taken as they are given", () => {
  const env = {
    SESSION_BUDDY_PHASES: " plan, do,,plan ",
    SESSION_BUDDY_SHARED_BASELINES: "team",
  };
  const options = read({ argv: ["--author", " me "], env });
  assert.equal(options.author, "me");
  assert.deepEqual(options.phases, ["plan", "do"]);
  assert.equal(options.sharedFolder, below("a", "b", "team"));
  assert.equal("author" in read(), false);
  assert.equal("sharedFolder" in read(), false);
  assert.deepEqual(read().phases, defaultPhases);
});

test("what is no option is refused with how to start it", () => {
  for (const argv of [["--what"], ["extra"], ["--folder"]]) {
    assert.throws(() => read({ argv }), /Usage: node mcp\.cjs/);
  }
});
