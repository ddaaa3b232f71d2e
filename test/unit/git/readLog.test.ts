import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommitLog } from "../../../src/git/model";
import { readLog } from "../../../src/git/readLog";
import { aFolder, aRepository, gitEnvironment } from "../../support/repository";

const hour = 3_600_000;
const nowMs = Date.UTC(2026, 2, 4, 10);
const environment = gitEnvironment;

async function read(folder: string, sinceMs = nowMs - 24 * hour): Promise<CommitLog> {
  const reading = await readLog({ folder, sinceMs, environment });
  assert.equal(reading.type, "read", JSON.stringify(reading));
  return reading.log;
}

test("a folder without a repository, one without git and one that is gone are told apart", async () => {
  const sinceMs = nowMs;
  assert.deepEqual(await readLog({ folder: aFolder(), sinceMs, environment }), {
    type: "no-repository",
  });
  const { folder } = aRepository();
  const without = { ...environment, PATH: aFolder() };
  assert.deepEqual(await readLog({ folder, sinceMs, environment: without }), { type: "no-git" });
  const gone = await readLog({ folder: "/nowhere/at/all", sinceMs, environment });
  assert.equal(gone.type, "failed");
});

test("before the first commit there are none", async () => {
  const { folder } = aRepository();
  assert.deepEqual(await read(folder, 5), { commits: [], completeFromMs: 5 });
});

test("a commit is its time and what its message says; nothing of anybody is kept", async () => {
  const { folder, git, commit } = aRepository();
  commit("feat: x\n\nA body.\n\nBREAKING-CHANGE: y", nowMs - 2 * hour);
  commit("Something | else\n\nfeat: not this", nowMs - hour);
  const plain = { isMerge: false, isBreaking: false };
  assert.deepEqual(await read(folder), {
    head: git("rev-parse", "HEAD").trim(),
    commits: [
      { ...plain, atMs: nowMs - hour, isConventional: false },
      { ...plain, atMs: nowMs - 2 * hour, isConventional: true, isBreaking: true },
    ],
    completeFromMs: nowMs - 24 * hour,
  });
});

test("an author's name with what separates fields in it shifts nothing", async () => {
  const { folder, git, commit } = aRepository();
  git("config", "user.name", "Some|body feat: x %x00");
  git("config", "user.email", "a|b@example.com");
  commit("fix: y", nowMs);
  assert.deepEqual((await read(folder)).commits, [
    { atMs: nowMs, isMerge: false, isConventional: true, isBreaking: false },
  ]);
});

test("the time is the same moment in every zone it was written in", async () => {
  const { folder, git, commitAs } = aRepository();
  const seconds = nowMs / 1000;
  for (const zone of ["-0800", "+0000", "+0530", "-0330"])
    commitAs(zone, {
      GIT_AUTHOR_DATE: `${seconds} ${zone}`,
      GIT_COMMITTER_DATE: `${seconds} ${zone}`,
    });
  assert.match(git("log", "--format=%aI"), /-03:30.*-08:00/s);
  assert.deepEqual(
    (await read(folder)).commits.map(({ atMs }) => atMs),
    [nowMs, nowMs, nowMs, nowMs],
  );
});

test("what was rebased stays where it was authored, also before the moment", async () => {
  const { folder, commitAs } = aRepository();
  const at = (ms: number): string => `${ms / 1000} +0000`;
  commitAs("one", { GIT_AUTHOR_DATE: at(nowMs - 5 * hour), GIT_COMMITTER_DATE: at(nowMs) });
  commitAs("two", { GIT_AUTHOR_DATE: at(nowMs - 48 * hour), GIT_COMMITTER_DATE: at(nowMs) });
  assert.deepEqual(
    (await read(folder)).commits.map(({ atMs }) => atMs),
    [nowMs - 5 * hour],
  );
});

test("a merge is one by its parents, not by its words", async () => {
  const { folder, git, commit, write } = aRepository();
  commit("Merge branch 'nothing'", nowMs - 4 * hour);
  git("checkout", "--quiet", "-b", "topic");
  write("topic.txt");
  commit("on topic", nowMs - 3 * hour);
  git("checkout", "--quiet", "main");
  write("main.txt");
  commit("on main", nowMs - 2 * hour);
  git("merge", "--quiet", "--no-ff", "--no-commit", "topic");
  commit("chore: join", nowMs - hour);
  assert.deepEqual(
    (await read(folder)).commits.map(({ atMs, isMerge }) => [(nowMs - atMs) / hour, isMerge]),
    [
      [1, true],
      [2, false],
      [3, false],
      [4, false],
    ],
  );
});

test("a detached HEAD, a linked work tree, a folder inside and a bare repository are read alike", async () => {
  const { folder, git, commit, write } = aRepository();
  write("inner/a.txt");
  commit("fix: x", nowMs);
  const expected = await read(folder);
  const linked = `${aFolder()}/linked`;
  git("worktree", "add", "--quiet", "--detach", linked);
  const bare = aFolder();
  git("clone", "--quiet", "--bare", ".", bare);
  git("checkout", "--quiet", "--detach");
  for (const place of [folder, `${folder}/inner`, linked, bare])
    assert.deepEqual(await read(place), expected);
});

test("settings of the repository change nothing of what is read", async () => {
  const { folder, git, commit } = aRepository();
  commit("fix: é", nowMs);
  const expected = await read(folder);
  for (const [name, value] of [
    ["log.showSignature", "true"],
    ["color.ui", "always"],
    ["format.pretty", "oneline"],
    ["log.date", "relative"],
    ["i18n.logOutputEncoding", "UTF-16"],
    ["log.decorate", "full"],
  ] as const)
    git("config", name, value);
  assert.deepEqual(await read(folder), expected);
});

test("a log that is known comes back as it is until HEAD moves", async () => {
  const { folder, commit } = aRepository();
  commit("one", nowMs - hour);
  const sinceMs = nowMs - 24 * hour;
  const known = await read(folder, sinceMs);
  const again = await readLog({ folder, sinceMs, environment, known });
  assert.equal(again.type === "read" && again.log, known);
  commit("two", nowMs);
  const moved = await readLog({ folder, sinceMs, environment, known });
  assert.equal(moved.type === "read" && moved.log.commits.length, 2);
});

test("of more commits than are wanted the newest are read, and since when they are all of them", async () => {
  const { folder, commit } = aRepository();
  for (let at = 0; at < 4; at++) commit(`commit ${at}`, nowMs + at * hour);
  const query = { folder, environment, sinceMs: nowMs };
  for (const [mostCommits, from] of [
    [5, 0],
    [4, 0],
    [3, 1],
    [1, 3],
  ] as const) {
    const reading = await readLog({ ...query, mostCommits });
    assert.equal(reading.type, "read");
    const { commits, completeFromMs } = reading.log;
    assert.equal(completeFromMs, nowMs + from * hour);
    assert.deepEqual(
      commits.map(({ atMs }) => atMs),
      [3, 2, 1, 0].slice(0, mostCommits).map((at) => nowMs + at * hour),
    );
  }
});

test("a log of thousands comes whole and in order, though it is read in pieces", async () => {
  const { folder, git, commitMany } = aRepository();
  const times = Array.from({ length: 4500 }, (_, at) => nowMs + at * 1000);
  commitMany(times);
  for (const count of [4500, 2001, 2000, 1999]) {
    while (times.length > count) times.pop();
    git("reset", "--soft", `main~${Number(git("rev-list", "--count", "main")) - count}`);
    const { commits, completeFromMs } = await read(folder, nowMs);
    assert.deepEqual(
      commits.map(({ atMs }) => atMs),
      times.toReversed(),
    );
    assert.equal(completeFromMs, nowMs);
  }
});

test("who gives up waiting is told so", async () => {
  const { folder } = aRepository();
  const given = { folder, environment, sinceMs: 0 };
  const signal = AbortSignal.abort();
  assert.deepEqual(await readLog({ ...given, signal }), { type: "timeout" });
});
