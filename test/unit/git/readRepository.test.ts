import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Repository } from "../../../src/git/model";
import { readRepository } from "../../../src/git/readRepository";
import { aFolder, aRepository, gitEnvironment } from "../../support/repository";

const hour = 3_600_000;
const environment = gitEnvironment;

async function read(folder: string, sinceMs = Date.now() - hour): Promise<Repository> {
  const reading = await readRepository({ folder, sinceMs, environment });
  assert.equal(reading.type, "read", JSON.stringify(reading));
  return reading.repository;
}

test("a folder without a repository has none, and nothing is made there", async () => {
  const folder = aFolder();
  assert.deepEqual(await readRepository({ folder, sinceMs: 0, environment }), {
    type: "no-repository",
  });
});

test("a folder that is gone is a failure with a reason", async () => {
  const reading = await readRepository({ folder: "/nowhere/at/all", sinceMs: 0, environment });
  assert.equal(reading.type, "failed");
});

test("where there is no git, that is what is said", async () => {
  const { folder } = aRepository();
  const without = { ...environment, PATH: aFolder() };
  assert.deepEqual(await readRepository({ folder, sinceMs: 0, environment: without }), {
    type: "no-git",
  });
});

test("before the first commit there is a branch and what is new", async () => {
  const { folder, write } = aRepository();
  write("a.txt");
  const { branch, commit, commits, changes, mergedBranches } = await read(folder);
  assert.equal(branch, "main");
  assert.equal(commit, undefined);
  assert.deepEqual([commits, mergedBranches], [[], []]);
  assert.deepEqual(
    changes.map(({ path, untracked }) => [path, untracked]),
    [["a.txt", true]],
  );
});

test("a detached HEAD has a commit and no branch", async () => {
  const { folder, git, commit } = aRepository();
  commit("one");
  git("checkout", "--quiet", "--detach");
  const { branch, commit: head } = await read(folder);
  assert.equal(branch, undefined);
  assert.equal(head, git("rev-parse", "HEAD").trim());
});

test("commits count from the moment asked for, newest first, with their whole subject", async () => {
  const { folder, commit } = aRepository();
  const nowMs = Math.floor(Date.now() / 1000) * 1000;
  commit("too early", nowMs - 2 * hour);
  commit("first: é  two spaces", nowMs - 2000);
  commit("second", nowMs);
  const { commits } = await read(folder, nowMs - hour);
  assert.deepEqual(
    commits.map(({ subject, atMs }) => [subject, atMs]),
    [
      ["second", nowMs],
      ["first: é  two spaces", nowMs - 2000],
    ],
  );
});

test("a merge counts with what it brought", async () => {
  const { folder, git, commit, write } = aRepository();
  commit("root");
  git("checkout", "--quiet", "-b", "topic");
  write("topic.txt");
  commit("on topic");
  git("checkout", "--quiet", "main");
  write("main.txt");
  commit("on main");
  git("merge", "--quiet", "--no-ff", "--no-edit", "topic");
  const { commits, mergedBranches } = await read(folder);
  assert.deepEqual(commits.map(({ subject }) => subject).sort(), [
    "Merge branch 'topic'",
    "on main",
    "on topic",
    "root",
  ]);
  assert.deepEqual(mergedBranches, ["topic"]);
});

test("branches that have commits of their own, main ones and those checked out are not merged ones", async () => {
  const { folder, git, commit } = aRepository();
  commit("root");
  for (const name of ["develop", "done", "elsewhere"]) git("branch", name);
  git("worktree", "add", "--quiet", join(aFolder(), "tree"), "elsewhere");
  git("checkout", "--quiet", "-b", "ahead");
  commit("more");
  git("checkout", "--quiet", "main");
  assert.deepEqual((await read(folder)).mergedBranches, ["done"]);
});

test("names with spaces, quotes and other scripts come through, renamed or not", async () => {
  const { folder, git, commit, write } = aRepository();
  write("old name.txt", "the same\ncontent\n");
  write("trackéd.txt");
  commit("root");
  git("mv", "old name.txt", "neuer “Name” 日本.txt");
  write("trackéd.txt", "other\n");
  write("with 'quote'.txt");
  write("folder with space/inner.txt");
  const { changes } = await read(join(folder, "folder with space"));
  assert.deepEqual(
    changes.map(({ path, from, staged, modified }) => [path, from, staged, modified]),
    [
      ["neuer “Name” 日本.txt", "old name.txt", true, false],
      ["trackéd.txt", undefined, false, true],
      ["folder with space/", undefined, false, false],
      ["with 'quote'.txt", undefined, false, false],
    ],
  );
});

test("a conflict is told as one", async () => {
  const { folder, git, commit, write } = aRepository();
  write("both.txt", "0\n");
  commit("root");
  git("checkout", "--quiet", "-b", "topic");
  write("both.txt", "1\n");
  commit("one");
  git("checkout", "--quiet", "main");
  write("both.txt", "2\n");
  commit("two");
  assert.throws(() => git("merge", "--quiet", "topic"));
  assert.deepEqual(
    (await read(folder)).changes.map(({ path, conflicted }) => [path, conflicted]),
    [["both.txt", true]],
  );
});

test("changes older than the session are told by their time; a deleted file has none", async () => {
  const { folder, git, commit, write } = aRepository();
  for (const path of ["old.txt", "new.txt", "gone.txt"]) write(path);
  commit("root");
  write("old.txt", "changed\n");
  write("new.txt", "changed\n");
  git("rm", "--quiet", "gone.txt");
  const before = (Date.now() - 2 * hour) / 1000;
  utimesSync(join(folder, "old.txt"), before, before);
  assert.deepEqual((await read(folder)).olderChanges, ["old.txt"]);
});

test("reading leaves the index alone", async () => {
  const { folder, commit, write, git } = aRepository();
  write("a.txt");
  commit("root");
  const ago = (Date.now() - hour) / 1000;
  utimesSync(join(folder, "a.txt"), ago, ago);
  const index = join(folder, ".git/index");
  utimesSync(index, ago, ago);
  await read(folder);
  const { statSync } = await import("node:fs");
  assert.equal(Math.round(statSync(index).mtimeMs / 1000), Math.round(ago));
  assert.equal(git("status", "--porcelain"), "");
});

test("a bare repository has nothing to read, and says why", async () => {
  const folder = aFolder();
  const { git } = aRepository();
  git("clone", "--quiet", "--bare", ".", folder);
  const reading = await readRepository({ folder, sinceMs: 0, environment });
  assert.equal(reading.type, "failed");
  assert.match(reading.reason, /work tree/);
});

test("who gives up waiting gets an answer at once", async () => {
  const { folder, git } = aRepository();
  mkdirSync(join(folder, "bin"));
  const slow = join(folder, "bin/git");
  writeFileSync(slow, "#!/bin/sh\nsleep 3\n", { mode: 0o755 });
  git("--version");
  const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
  const query = { folder, sinceMs: 0, environment: { ...environment, PATH: path } };
  const begun = performance.now();
  assert.deepEqual(await readRepository({ ...query, timeoutMs: 200 }), { type: "timeout" });
  const signal = AbortSignal.timeout(100);
  assert.deepEqual(await readRepository({ ...query, signal }), { type: "timeout" });
  assert.ok(performance.now() - begun < 2500);
});
