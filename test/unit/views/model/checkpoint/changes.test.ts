import assert from "node:assert/strict";
import { test } from "node:test";
import type { Changes } from "../../../../../src/views/model/checkpoint/checkpoint";
import { aSnapshot, nowMs } from "../../../../support/views";
import { aChange, account, aRepositoryRead, sectionOf } from "./support";

const changesOf = (changes: Changes): string =>
  sectionOf(account(aSnapshot(), { changes }), "Changes");
const cleanUpOf = (changes: Changes): string =>
  sectionOf(account(aSnapshot(), { changes }), "Clean-up candidates");

test("what is not known of git is said, in each case", () => {
  const cases: readonly (readonly [Changes, RegExp])[] = [
    [{ type: "no-repository" }, /not in a git repository/],
    [{ type: "no-git" }, /git was not found/],
    [{ type: "timeout" }, /took too long/],
    [{ type: "failed", reason: "fatal: detected dubious ownership" }, /“fatal: detected dubious/],
    [{ type: "not-read", why: "untrusted" }, /not trusted/],
    [{ type: "not-read", why: "no-folder" }, /no folder on this machine/],
  ];
  for (const [changes, sentence] of cases) {
    assert.match(changesOf(changes), sentence);
    assert.match(cleanUpOf(changes), /^Not looked for/);
  }
});

test("a clean repository says so", () => {
  assert.equal(
    changesOf(aRepositoryRead()),
    "Branch main.\n\nNo commit since the session began.\n\nNothing is uncommitted.",
  );
  assert.match(cleanUpOf(aRepositoryRead()), /^None found/);
});

test("a repository without a commit and one without a branch say that", () => {
  assert.match(
    changesOf(aRepositoryRead({}, { branch: "topic" })),
    /^Branch topic, without a commit/,
  );
  const detached = aRepositoryRead({}, { commit: "0123456789abcdef" });
  assert.match(changesOf(detached), /detached at 0123456789\.$/m);
});

test("commits and paths are named up to ten, and counted beyond", () => {
  const changes = Array.from({ length: 12 }, (_, at) =>
    aChange(`file ${at}.ts`, { modified: true }),
  );
  const commits = Array.from({ length: 11 }, (_, at) => ({
    ...{ hash: `abc${at}`, atMs: nowMs },
    subject: `commit ${at}`,
  }));
  const text = changesOf(aRepositoryRead({ changes, commits }));
  assert.match(text, /^Commits since the session began: 11\.$/m);
  assert.match(text, /^- 10:30 abc9 commit 9\n- and 1 more$/m);
  assert.match(text, /^Uncommitted: 0 staged, 12 modified, 0 untracked\.$/m);
  assert.match(text, /^- file 9\.ts \(modified\)\n- and 2 more$/m);
  assert.doesNotMatch(text, /file 10/);
});

test("a path tells all of its states, and where it came from", () => {
  const changes = [
    aChange("a b.ts", { staged: true, modified: true }),
    aChange("neu.ts", { staged: true, from: "alt.ts" }),
    aChange("日本/", { untracked: true }),
  ];
  const text = changesOf(aRepositoryRead({ changes }));
  assert.match(text, /2 staged, 1 modified, 1 untracked/);
  assert.match(text, /^- a b\.ts \(staged, modified\)$/m);
  assert.match(text, /^- alt\.ts → neu\.ts \(staged\)$/m);
  assert.match(text, /^- 日本\/ \(untracked\)$/m);
});

test("a secret in a commit's subject is not told again", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const commits = [{ hash: "abc", subject: `use ${token}`, atMs: nowMs }];
  const text = changesOf(aRepositoryRead({ commits }));
  assert.doesNotMatch(text, /a1B2/);
  assert.match(text, /10:30 abc use/);
});

test("candidates to clean up are named, and not deleted", () => {
  const text = cleanUpOf(
    aRepositoryRead({
      mergedBranches: ["feat/done"],
      changes: [aChange("a.orig", { untracked: true }), aChange("b.ts", { untracked: true })],
    }),
  );
  assert.match(text, /^Found, not deleted\.$/m);
  assert.match(text, /^- feat\/done$/m);
  assert.match(text, /^- a\.orig$/m);
  assert.doesNotMatch(text, /b\.ts/);
});
