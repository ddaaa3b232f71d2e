import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { compact } from "../../src/store/compact";
import { seeded } from "../bench/workload";
import { cutPolicies, RecordedDisk, type Omissions } from "./power";
import { aJournal, aStore, audit, aWorkspace, foldPatiently, recordOf } from "./setup";

const states = Number(process.env["FAULT_ROUNDS"] ?? 25) * 8;
const seed = Number(process.env["FAULT_SEED"] ?? 1);

/**
 * Two journals and a fold now and then on a recorded disk; then the power is cut at many moments,
 * in many ways, and the next start folds what is left.
 *
 * @returns in how many states something is lost that `durable` had promised, or nothing opens.
 */
async function statesThatLose(
  count: number,
  omissions: Omissions,
): Promise<{ readonly lost: number; readonly broken: number }> {
  const random = seeded(seed);
  const { folder, remove } = aWorkspace();
  const disk = new RecordedDisk(folder, omissions);
  const files = disk.asFiles;
  const writers = ["a000000000000000", "b000000000000000"];
  const journals = writers.map((writer, at) =>
    aJournal(folder, { writer, files, segmentBytes: 4000 + at * 2000 }),
  );
  const store = await aStore(folder, { files });
  const written = [0, 0];
  const promises: { readonly at: number; readonly told: readonly number[] }[] = [];
  for (let step = 0; step < 12; step++) {
    for (const [at, journal] of journals.entries()) {
      const writer = writers[at] ?? "";
      const append = (): void =>
        journal.append(recordOf(writer, (written[at] = (written[at] ?? 0) + 1)));
      for (let n = 0; n < 5 + (step % 4); n++) append();
      await journal.durable();
      const told = [...(promises.at(-1)?.told ?? [0, 0])];
      told[at] = written[at] ?? 0;
      promises.push({ at: disk.operations.length, told });
      for (let n = 0; n < 3; n++) append();
    }
    if (step % 3 === 2) compact(store, false);
  }
  store.view.unload();
  const result = { lost: 0, broken: 0 };
  const target = join(folder, "..", "after");
  for (let state = 0; state < count; state++) {
    const first = promises[0]?.at ?? 0;
    const moment = first + Math.floor(random() * (disk.operations.length - first + 1));
    const policy = cutPolicies[state % cutPolicies.length] ?? { names: "all", data: "all" };
    disk.restore(target, moment, policy, random);
    const told = promises.findLast(({ at }) => at <= moment)?.told ?? [0, 0];
    try {
      let hours = 0;
      const after = await aStore(target, { monotonicMs: () => ++hours * 3_600_000 });
      await foldPatiently(after);
      after.view.unload();
      const found = await audit(
        target,
        new Map(writers.map((writer, at) => [writer, told[at] ?? 0])),
      );
      if (found.lost > 0) result.lost++;
      if (found.integrity !== "ok") result.broken++;
    } catch {
      result.broken++;
    }
  }
  for (const journal of journals) journal.close();
  remove();
  return result;
}

test(`a power cut at ${states} moments loses nothing that was durable and breaks no database`, async () => {
  assert.deepEqual(await statesThatLose(states, {}), { lost: 0, broken: 0 });
});

test("control: without a sync of the journal, durable records are lost", async () => {
  const { lost } = await statesThatLose(60, { syncOfJournal: true });
  assert.ok(lost > 0);
});

test("control: without a sync of the new database, records are lost or the file is broken", async () => {
  const { lost, broken } = await statesThatLose(240, { syncOfDatabase: true });
  assert.ok(lost + broken > 0);
});
