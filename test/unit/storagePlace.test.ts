import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { choosePlace, sharedFolder, type PlaceFacts } from "../../src/storagePlace";

const folder = join("/", "work", "app");
const ownStorage = join("/", "storage", "workspace-1");
const empty: PlaceFacts = {
  isFile: true,
  isTrusted: true,
  isWritable: true,
  wantsFolder: true,
  ownStorage,
};
const usual: PlaceFacts = { ...empty, folder };
const inOwn = join(ownStorage, "history");

test("a trusted local folder that can be written to keeps its own history", () => {
  assert.deepEqual(choosePlace(usual), {
    path: join(folder, ".session-buddy"),
    reason: "in-folder",
  });
});

test("baselines are shared where the setting says, seen from the workspace, and else nowhere", () => {
  const team = join("/", "mnt", "team");
  assert.equal(sharedFolder(team, folder), team);
  assert.equal(sharedFolder(team), team);
  assert.equal(sharedFolder("docs/../team", folder), join(folder, "team"));
  assert.equal(sharedFolder("../team", folder), join("/", "work", "team"));
  assert.equal(sharedFolder("team"), undefined);
  assert.equal(sharedFolder("", folder), undefined);
});

test("a folder that the environment names goes before everything else", () => {
  const given = join("/", "elsewhere", "data");
  const untrusted = { ...empty, isTrusted: false, given };
  assert.deepEqual(choosePlace(untrusted), { path: given, reason: "given" });
  assert.deepEqual(choosePlace({ ...usual, given }), { path: given, reason: "given" });
});

const cases: readonly (readonly [change: Partial<PlaceFacts>, reason: string])[] = [
  [{ isFile: false }, "virtual"],
  [{ isTrusted: false }, "untrusted"],
  [{ wantsFolder: false }, "setting"],
  [{ isWritable: false }, "read-only"],
];

for (const [change, reason] of cases)
  test(`the extension keeps the history with ${JSON.stringify(change)} and says ${reason}`, () => {
    assert.deepEqual(choosePlace({ ...usual, ...change }), { path: inOwn, reason });
  });

test("an empty window keeps its history in the extension's storage", () => {
  assert.deepEqual(choosePlace(empty), { path: inOwn, reason: "no-folder" });
});

test("only when every fact allows it is anything kept in the folder", () => {
  const facts = ["isFile", "isTrusted", "isWritable", "wantsFolder"] as const;
  for (let mask = 0; mask < 16; mask++) {
    const given = Object.fromEntries(facts.map((fact, bit) => [fact, (mask & (1 << bit)) !== 0]));
    const { path } = choosePlace({ ...usual, ...given });
    assert.equal(path === join(folder, ".session-buddy"), mask === 15, JSON.stringify(given));
    if (mask !== 15) assert.equal(path, inOwn);
  }
});
