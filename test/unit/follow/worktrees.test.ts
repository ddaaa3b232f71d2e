import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { worktreesOf } from "../../../src/follow/worktrees";

const orNothing = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
const files = {
  text: (path: string) => orNothing(() => readFileSync(path, "utf8")),
  names: (folder: string) => orNothing(() => readdirSync(folder)) ?? [],
};

test("every working tree of a repository is found from each of the others", (t) => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "trees-")));
  t.after(() => rmSync(base, { recursive: true }));
  const [main, one, two] = ["main", "one", "two"].map((name) => join(base, name));
  assert.ok(main !== undefined && one !== undefined && two !== undefined);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@b.c", ...args], {
      stdio: "pipe",
    });
  git("init", "-q", main);
  git("-C", main, "commit", "-q", "--allow-empty", "-m", "first");
  assert.deepEqual(worktreesOf(main, files), []);
  git("-C", main, "worktree", "add", "-q", one);
  git("-C", main, "worktree", "add", "-q", two);
  assert.deepEqual([...worktreesOf(main, files)].sort(), [one, two]);
  assert.deepEqual([...worktreesOf(one, files)].sort(), [main, two]);
  assert.deepEqual(worktreesOf(base, files), []);
});
