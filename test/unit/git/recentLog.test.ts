import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogReading } from "../../../src/git/model";
import type { LogQuery } from "../../../src/git/readLog";
import { freshMs, RecentLog } from "../../../src/git/recentLog";

/** A log that is read, and whose time passes, when the test says so. */
function controlled() {
  const asked: (Omit<LogQuery, "environment"> & { answer: (reading: LogReading) => void })[] = [];
  let nowMs = 0;
  const recent = new RecentLog({
    read: (query) =>
      new Promise((answer) => {
        asked.push({ ...query, answer });
      }),
    clock: { monotonicMs: () => nowMs },
  });
  return { recent, asked, pass: (ms: number) => (nowMs += ms) };
}

const aLog = (head: string, completeFromMs: number): LogReading => ({
  type: "read",
  log: { head, commits: [], completeFromMs },
});

test("whoever asks meanwhile, or soon after, gets the same reading", async () => {
  const { recent, asked, pass } = controlled();
  const first = recent.read("/a", 100);
  const second = recent.read("/a", 100);
  asked[0]?.answer(aLog("one", 100));
  assert.deepEqual(await Promise.all([first, second]), [aLog("one", 100), aLog("one", 100)]);
  pass(freshMs - 1);
  assert.deepEqual(await recent.read("/a", 250), aLog("one", 100));
  assert.equal(asked.length, 1);
});

test("after half a minute it is asked whether what is known still holds, as far back as it reaches", async () => {
  const { recent, asked, pass } = controlled();
  const first = recent.read("/a", 100);
  asked[0]?.answer(aLog("one", 100));
  await first;
  pass(freshMs);
  void recent.read("/a", 250);
  assert.deepEqual([asked[1]?.sinceMs, asked[1]?.known?.head], [100, "one"]);
});

test("another folder and a longer range are read at once, and know nothing", async () => {
  const { recent, asked } = controlled();
  const first = recent.read("/a", 100);
  asked[0]?.answer(aLog("one", 100));
  await first;
  void recent.read("/a", 99);
  void recent.read("/b", 100);
  assert.deepEqual(
    asked.map(({ folder, sinceMs, known }) => [folder, sinceMs, known]),
    [
      ["/a", 100, undefined],
      ["/a", 99, undefined],
      ["/b", 100, undefined],
    ],
  );
});

test("a failure holds for half a minute as well, and then nothing is known", async () => {
  const { recent, asked, pass } = controlled();
  const first = recent.read("/a", 100);
  asked[0]?.answer({ type: "timeout" });
  await first;
  assert.deepEqual(await recent.read("/a", 100), { type: "timeout" });
  pass(freshMs);
  void recent.read("/a", 300);
  assert.deepEqual([asked.length, asked[1]?.sinceMs, asked[1]?.known], [2, 300, undefined]);
});

test("what is under way ends with it", () => {
  const { recent, asked } = controlled();
  void recent.read("/a", 100);
  const isStopped = (): unknown => asked[0]?.signal?.aborted;
  assert.equal(isStopped(), false);
  recent.dispose();
  assert.equal(isStopped(), true);
});
