import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { Point } from "./points";
import { aJournal, aStore, audit, aWorkspace, foldPatiently, recordOf } from "./setup";
import { runWindow } from "./spawn";
import { lockOf, type Variant } from "./variants";

const pausePoints: readonly Point[] = [
  "open new database",
  "write new database",
  "sync new database",
  "link previous",
  "rename previous",
  "rename new database",
  "sync folder",
  "unlink segment",
];

/**
 * One process is stopped in the middle of a fold, its lock is stolen, others fold `generations`
 * times and remove journals, and then it goes on. @returns how many records are lost in the end.
 */
async function lostAfterPause(
  point: Point,
  generations: number,
  variant: Variant,
): Promise<{ readonly lost: number; readonly stopped: boolean; readonly integrity: string }> {
  const { folder, remove } = aWorkspace();
  const told = new Map<string, number>();
  const makeLock = lockOf(variant);
  const add = (count: number): void => {
    const writer = randomBytes(8).toString("hex");
    const journal = aJournal(folder, { writer, segmentBytes: 4000, ended: true });
    for (let n = 1; n <= count; n++) journal.append(recordOf(writer, n));
    journal.close();
    told.set(writer, count);
  };
  const fold = async (): Promise<void> => {
    // Every look at the clock is an hour after the last: a lock that does not change is stale.
    let hours = 0;
    const monotonicMs = (): number => ++hours * 3_600_000;
    const store = await aStore(folder, { makeLock, monotonicMs });
    await foldPatiently(store);
    store.view.unload();
  };
  add(40);
  await fold();
  add(30);
  await fold();
  add(20);
  const task = { folder, rows: 1, folds: 1, staleMs: 60_000, segmentBytes: 4000, variant, seed: 1 };
  const end = await runWindow(
    { ...task, at: { point, when: "before", nth: 1 }, how: "stop" },
    {
      whileStopped: async () => {
        for (let generation = 0; generation < generations; generation++) {
          add(25);
          await fold();
        }
      },
    },
  );
  if (end.writer) told.set(end.writer, end.told);
  await fold();
  const { lost, integrity } = await audit(folder, told);
  remove();
  return { lost, stopped: end.stopped, integrity };
}

for (const point of pausePoints) {
  test(`a fold that is paused before "${point}" and robbed of its lock does no harm later`, async () => {
    for (const generations of [1, 2]) {
      const result = await lostAfterPause(point, generations, "as designed");
      assert.deepEqual(result, { lost: 0, stopped: true, integrity: "ok" }, `${generations}`);
    }
  });
}

test("control: the same pause with a lock that does not fence loses records", async () => {
  const { lost, stopped } = await lostAfterPause("rename new database", 3, "without a fence");
  assert.ok(stopped);
  assert.ok(lost > 0, "the test did not see the loss");
});
