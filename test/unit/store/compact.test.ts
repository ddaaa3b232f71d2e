import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import { aStore, run } from "./recordSupport";
import { aJournal, aWorkspace, FakeProcesses } from "./support";

test("a fold publishes what the journals hold, and the next view reads it from the file", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace, { pid: 7 });
  run(journal, 1, 5);
  const store = await aStore(workspace);
  const outcome = compact(store, false);
  assert.deepEqual(outcome, { applied: 10, problems: [] });
  assert.ok(existsSync(store.layout.database));
  assert.equal(existsSync(store.layout.lockFolder), false);
  run(journal, 6, 6);
  const other = await aStore(workspace);
  other.view.refresh();
  for (const { view } of [store, other]) {
    const { history } = view.refresh();
    assert.equal(history.length, 6);
    assert.deepEqual(
      history.skills.map(({ name }) => name),
      ["npm test"],
    );
    assert.deepEqual([...history.outcome.subarray(0, 6)], [1, 1, 1, 1, 1, 1]);
  }
  journal.close();
});

test("journals of ended processes go once the generation before the present one has them", async () => {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const store = await aStore(workspace, { processes });
  const segments = (): number => readdirSync(store.layout.journalFolder).length;
  for (const pid of [1, 2, 3]) {
    const journal = aJournal(workspace, { pid });
    run(journal, pid * 10, pid * 10 + 4);
    journal.close();
    processes.fates.set(pid, "dead");
    compact(store, false);
    assert.equal(segments(), 1);
  }
  assert.equal(store.view.refresh().history.length, 15);
});
