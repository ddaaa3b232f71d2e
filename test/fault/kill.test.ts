import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { layoutOf } from "../../src/store/layout";
import { seeded } from "../bench/workload";
import { points } from "./points";
import { aStore, audit, aWorkspace, foldPatiently } from "./setup";
import { runWindow } from "./spawn";
import type { WindowTask } from "./window";

const rounds = Number(process.env["FAULT_ROUNDS"] ?? 25);
const seed = Number(process.env["FAULT_SEED"] ?? 1);
const hasClient = spawnSync("sqlite3", ["--version"]).status === 0;

function integrityByClient(database: string): string {
  return spawnSync("sqlite3", ["-readonly", database, "PRAGMA integrity_check"])
    .stdout.toString()
    .trim();
}

test(`${rounds} rounds of windows killed, stopped and robbed of the lock lose nothing they were told`, async (t) => {
  const random = seeded(seed);
  const upTo = (n: number): number => Math.floor(random() * n);
  const { folder, remove } = aWorkspace();
  const told = new Map<string, number>();
  const counts = { killed: 0, stopped: 0, published: 0, fenced: 0, extra: 0 };
  for (let round = 1; round <= rounds; round++) {
    const windows = Array.from({ length: 2 + upTo(2) }, () => {
      const byTime = random() < 0.4;
      const point = points[upTo(points.length)] ?? "write journal";
      const how = (["kill", "kill", "tear", "stop"] as const)[upTo(4)] ?? "kill";
      const nth = point === "write journal" ? 1 + upTo(60) : 1 + upTo(3);
      const when = how === "tear" || random() < 0.5 ? "after" : "before";
      const task: WindowTask = {
        folder,
        rows: 30 + upTo(100),
        folds: 0.1 + random() * 0.25,
        staleMs: 60,
        segmentBytes: [2048, 8192, 65_536][upTo(3)] ?? 2048,
        variant: "as designed",
        seed: upTo(2 ** 31),
        ...(byTime ? {} : { at: { point, when, nth }, how }),
      };
      const stopMs = 120 + upTo(400);
      return runWindow(task, {
        ...(byTime ? { killAfterMs: 100 + upTo(900) } : {}),
        whileStopped: () => new Promise((resolve) => setTimeout(resolve, stopMs)),
      });
    });
    for (const end of await Promise.all(windows)) {
      assert.deepEqual(end.errors, [], `round ${round}`);
      if (end.writer) told.set(end.writer, end.told);
      if (end.killed) counts.killed++;
      if (end.stopped) counts.stopped++;
      for (const fold of end.folds) {
        if (fold === "published") counts.published++;
        if (fold === "fenced") counts.fenced++;
      }
    }
    const store = await aStore(folder, { staleMs: 60 });
    const outcome = await foldPatiently(store);
    store.view.unload();
    assert.notEqual(outcome.skipped, "busy");
    const { extra, ...result } = await audit(folder, told);
    counts.extra += extra;
    assert.deepEqual(result, { lost: 0, twice: 0, wrong: 0, integrity: "ok" }, `round ${round}`);
    const { database } = layoutOf(folder);
    if (hasClient && existsSync(database)) assert.equal(integrityByClient(database), "ok");
  }
  const total = [...told.values()].reduce((sum, n) => sum + n, 0);
  t.diagnostic(`${told.size} windows, ${total} records told, ${JSON.stringify(counts)}`);
  if (!hasClient) t.diagnostic("no sqlite3 client: integrity was checked by sql.js alone");
  assert.ok(counts.killed > 0 && counts.published > 0, JSON.stringify(counts));
  remove();
});

test("control: a store that deletes journals before it publishes is caught", async () => {
  // Where its segments end decides whether the window had something to delete: one of ten must show.
  let lost = 0;
  for (let seed = 1; seed <= 10 && lost === 0; seed++) {
    const { folder, remove } = aWorkspace();
    const end = await runWindow({
      folder,
      rows: 100,
      folds: 1,
      staleMs: 60,
      segmentBytes: 1024,
      variant: "deletes first",
      seed,
      at: { point: "rename new database", when: "before", nth: 4 },
      how: "kill",
    });
    assert.ok(end.killed && end.writer);
    const store = await aStore(folder, { staleMs: 60 });
    await foldPatiently(store);
    ({ lost } = await audit(folder, new Map([[end.writer, end.told]])));
    remove();
  }
  assert.ok(lost > 0, "the harness did not see the loss");
});
