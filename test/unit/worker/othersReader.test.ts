import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBaselines } from "../../../src/recommend/peers/file";
import type { UserBaseline } from "../../../src/recommend/peers/model";
import {
  lookAgainMs,
  mostBytes,
  mostFiles,
  OthersReader,
  patienceMs,
} from "../../../src/worker/othersReader";
import { hmacSha256 } from "../../../src/worker/sharedFiles";
import { historyOf } from "../../support/history";
import { aBaseline, user } from "../recommend/peers/peers";

const shared = { folder: "/team", user: { id: "me", salt: "salt of the team" } };
const here = { nowMs: 0, sessionId: "s1", limit: 5 };

interface FakeFile {
  text?: string;
  size?: number;
  mtimeMs?: number;
}

/** A shared folder in memory and a reader of it; `log` tells what was touched. */
function aFolder(files: Record<string, FakeFile> = {}) {
  const log: string[] = [];
  const problems: string[] = [];
  const at = { nowMs: 0, refuses: false, isSlow: false };
  const reader = new OthersReader({
    files: {
      list: async (folder) => {
        log.push(`list ${folder}`);
        if (at.isSlow) await new Promise<never>(() => undefined);
        if (at.refuses) throw new Error("ENOENT: no such folder");
        return Object.entries(files).map(([name, { text = "", size, mtimeMs = 0 }]) => ({
          ...{ name, mtimeMs },
          size: size ?? text.length,
        }));
      },
      read: (folder, name) => {
        log.push(`read ${folder} ${name}`);
        const text = files[name]?.text;
        return text === undefined ? Promise.reject(new Error("EACCES")) : Promise.resolve(text);
      },
    },
    hmac: hmacSha256,
    monotonicMs: () => at.nowMs,
    wait: (ms) => {
      log.push(`wait ${ms}`);
      return at.isSlow ? Promise.resolve() : new Promise(() => undefined);
    },
    onProblem: (sentence) => problems.push(sentence),
  });
  const touched = (): string[] => log.splice(0).filter((line) => !line.startsWith("wait"));
  const offers = (): readonly string[] =>
    (reader.othersOf(shared)?.join([], historyOf([]), here) ?? []).map(({ key }) => key);
  return { files, log, problems, at, reader, touched, offers };
}

const of = (...baselines: readonly UserBaseline[]): FakeFile => ({
  text: formatBaselines(baselines),
});
const five = (): Record<string, FakeFile> =>
  Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((name) => [
      `${user(name)}.json`,
      of(aBaseline(name, ["task:build"])),
    ]),
  );

test("without a folder nothing is read, and what was read before is let go", async () => {
  const { reader, touched, offers } = aFolder(five());
  await reader.update(undefined);
  assert.deepEqual(touched(), []);
  assert.equal(reader.othersOf(undefined), undefined);
  await reader.update(shared);
  assert.deepEqual(offers(), ["task:build"]);
  await reader.update(undefined);
  assert.deepEqual(offers(), []);
});

test("a folder is listed at most once a minute, and read only when its listing changed", async () => {
  const { files, reader, touched, at, offers } = aFolder(five());
  await reader.update(shared);
  assert.equal(touched().length, 6);
  at.nowMs = lookAgainMs - 1;
  await reader.update(shared);
  assert.deepEqual(touched(), []);
  at.nowMs = lookAgainMs;
  await reader.update(shared);
  assert.deepEqual(touched(), ["list /team"]);
  const changes: readonly (() => void)[] = [
    () => void (files["new.json"] = of(aBaseline("f", ["task:lint"]))),
    () => void (files["new.json"] = { ...files["new.json"], mtimeMs: 1 }),
    () => void (files["new.json"] = { ...files["new.json"], size: 7 }),
    () => void delete files["new.json"],
  ];
  for (const change of changes) {
    change();
    at.nowMs += lookAgainMs;
    await reader.update(shared);
    assert.equal(touched().length, 1 + Object.keys(files).length);
  }
  assert.deepEqual(offers(), ["task:build"]);
});

test("each bad file costs one sentence, once, and the others are used", async () => {
  const { files, problems, reader, at, offers } = aFolder({
    ...five(),
    "big.json": { size: mostBytes + 1 },
    "broken.json": { text: "{" },
    "locked.json": {},
    "named.json": { text: formatBaselines([{ user: "anna@example.com", skills: [] }]) },
  });
  await reader.update(shared);
  assert.deepEqual(offers(), ["task:build"]);
  assert.deepEqual(problems.toSorted(), [
    "The shared baseline “big.json” is left out: It has more than 1048576 bytes.",
    "The shared baseline “broken.json” is left out: It is not valid JSON.",
    "The shared baseline “locked.json” is left out: It cannot be read (EACCES).",
    "The shared baseline “named.json” is left out: User 1 is not named by a salted hash.",
  ]);
  files["worse.json"] = { text: "[]" };
  at.nowMs = lookAgainMs;
  await reader.update(shared);
  assert.deepEqual(problems.slice(4), [
    "The shared baseline “worse.json” is left out: It is not a Session Buddy baseline.",
  ]);
});

test("more files than anybody has are not all read", async () => {
  const many = Array.from({ length: mostFiles + 1 }, (_, at) => [`${at}.json`, of()] as const);
  const { reader, problems, touched } = aFolder(Object.fromEntries(many));
  await reader.update(shared);
  assert.equal(touched().length, 1 + mostFiles);
  assert.deepEqual(problems, ["Only 1000 of 1001 shared baselines are read."]);
});

test("a folder that is gone is told once and leaves what was read before", async () => {
  const { reader, problems, at, offers } = aFolder(five());
  await reader.update(shared);
  at.refuses = true;
  for (let look = 1; look <= 3; look++) {
    at.nowMs = look * lookAgainMs;
    await reader.update(shared);
  }
  assert.deepEqual(problems, [
    "The folder of shared baselines cannot be read: ENOENT: no such folder",
  ]);
  assert.deepEqual(offers(), ["task:build"]);
});

test("a slow folder is waited for half a second, and by nobody else", async () => {
  const { reader, at, log } = aFolder(five());
  at.isSlow = true;
  await reader.update(shared);
  await reader.update(shared);
  assert.deepEqual(log, ["list /team", `wait ${patienceMs}`]);
  assert.equal(reader.othersOf(shared), undefined);
});

test("another folder and another user are read anew, and one's own file is not another's", async () => {
  const { reader, touched, offers } = aFolder(five());
  const anna = { ...shared, user: { ...shared.user, id: "a" } };
  for (const asked of [shared, anna, { ...anna, folder: "/other" }]) {
    await reader.update(asked);
    assert.equal(touched().length, 6);
  }
  assert.deepEqual(offers(), []);
  await reader.update(anna);
  assert.deepEqual(reader.othersOf(anna)?.join([], historyOf([]), here), []);
});
