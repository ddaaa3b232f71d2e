import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import {
  checkpointPaths,
  checkpointsFolder,
  deleteCheckpoints,
  writeCheckpoint,
} from "../../../src/views/checkpointFiles";

const atMs = new Date(2026, 2, 4, 10, 30).getTime();

function aProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "session-buddy-checkpoints-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test("the second account of a minute gets a number, and no file is written over", () => {
  const data = join(aProject(), ".session-buddy");
  const paths = ["one", "two", "three"].map((text) => writeCheckpoint(data, atMs, text));
  assert.deepEqual(
    paths.map((path) => basename(path)),
    ["2026-03-04-1030.md", "2026-03-04-1030-2.md", "2026-03-04-1030-3.md"],
  );
  assert.deepEqual(
    paths.map((path) => readFileSync(path, "utf8")),
    ["one", "two", "three"],
  );
});

test("the data folder is kept out of git and from other users, also when nothing was recorded yet", () => {
  const data = join(aProject(), ".session-buddy");
  const path = writeCheckpoint(data, atMs, "text");
  assert.equal(readFileSync(join(data, ".gitignore"), "utf8"), "*\n");
  if (process.platform === "win32") return;
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(data).mode & 0o777, 0o700);
});

test("what the user wrote into .gitignore stays", () => {
  const data = join(aProject(), ".session-buddy");
  mkdirSync(data);
  writeFileSync(join(data, ".gitignore"), "journal\n");
  writeCheckpoint(data, atMs, "text");
  assert.equal(readFileSync(join(data, ".gitignore"), "utf8"), "journal\n");
});

test("a project's folder that is gone stays gone; the extension's own storage is made", () => {
  const project = join(aProject(), "gone");
  assert.throws(() => writeCheckpoint(join(project, ".session-buddy"), atMs, "text"), /ENOENT/);
  assert.ok(!existsSync(project));
  assert.ok(existsSync(writeCheckpoint(join(project, "storage", "history"), atMs, "text")));
});

test("all accounts are deleted, and no file of another name", () => {
  const data = join(aProject(), ".session-buddy");
  assert.deepEqual(checkpointPaths(data), []);
  deleteCheckpoints(data);
  writeCheckpoint(data, atMs, "one");
  writeCheckpoint(data, atMs, "two");
  const notes = join(checkpointsFolder(data), "notes.md");
  writeFileSync(notes, "mine");
  assert.equal(checkpointPaths(data).length, 2);
  deleteCheckpoints(data);
  assert.deepEqual(checkpointPaths(data), []);
  assert.ok(existsSync(notes));
});
