import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { nodeFiles } from "../../../src/store/files";
import { compact } from "../../../src/store/compact";
import { readInvocations } from "../../../src/store/readInvocations";
import type { Generation } from "../../../src/store/generation";
import type { Invocation } from "../../../src/tracker/model";
import { presumedLostAfterMs } from "../../../src/store/schema";
import { aStore } from "./recordSupport";
import { anEnd, aSession, aStart, startMs, uuidOf } from "./records";
import { aJournal, aWorkspace, FakeProcesses, filesWith } from "./support";

function invocationsIn({ db, history }: Generation): readonly Invocation[] {
  const ids = Array.from({ length: history.length }, (_, row) =>
    Uint8Array.from(history.idAt(row)),
  );
  return readInvocations(db, ids);
}

const outcomesIn = (generation: Generation) =>
  invocationsIn(generation).map(({ outcome, endReason }) => [outcome, endReason]);

/** Two journals, each with one run that never ended. */
async function twoWindows() {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const one = aJournal(workspace, { pid: 1 });
  const two = aJournal(workspace, { pid: 2 });
  one.append({ type: "session-started", sessionId: aSession, atMs: startMs });
  one.append(aStart(1));
  two.append({ type: "session-started", sessionId: uuidOf(2, 1), atMs: startMs });
  two.append(aStart(2, { sessionId: uuidOf(2, 1) }));
  const store = await aStore(workspace, { processes });
  return { workspace, processes, one, two, store };
}

test("what a process that died had running is abandoned, without a duration", async () => {
  const { processes, store } = await twoWindows();
  assert.deepEqual(outcomesIn(store.view.refresh()), [
    ["running", undefined],
    ["running", undefined],
  ]);
  processes.fates.set(1, "dead");
  for (const step of ["live", "folded", "from the file"]) {
    const current = store.view.refresh();
    assert.deepEqual(
      outcomesIn(current),
      [
        ["abandoned", "host-lost"],
        ["running", undefined],
      ],
      step,
    );
    assert.equal(invocationsIn(current)[0]?.durationMs, undefined);
    assert.deepEqual([...current.history.outcome.subarray(0, 2)], [3, 0], step);
    compact(store, false);
    if (step === "folded") store.view.unload();
  }
});

test("an end that somebody did record counts, whatever became of its process", async () => {
  const { processes, two, store } = await twoWindows();
  processes.fates.set(1, "dead");
  store.view.refresh();
  two.append(anEnd(1, { outcome: "completed" }));
  assert.deepEqual(outcomesIn(store.view.refresh())[0], ["completed", "reported"]);
});

test("where death cannot be proven, a run is open for a day of its session and unknown after", async () => {
  const { processes, two, store } = await twoWindows();
  processes.fates.set(1, "unknown");
  two.append({
    type: "session-ended",
    sessionId: uuidOf(9, 1),
    atMs: startMs + presumedLostAfterMs,
  });
  assert.deepEqual(outcomesIn(store.view.refresh())[0], ["running", undefined]);
  two.append({
    type: "session-ended",
    sessionId: uuidOf(9, 1),
    atMs: startMs + presumedLostAfterMs + 1,
  });
  const current = store.view.refresh();
  assert.deepEqual(outcomesIn(current), [
    ["unknown", "host-lost"],
    ["running", undefined],
  ]);
  assert.deepEqual([...current.history.outcome.subarray(0, 2)], [4, 0]);
});

test("a record that comes between the reading of a journal and the end of its process is kept", async () => {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const journal = aJournal(workspace, { pid: 1 });
  journal.append(aStart(1));
  const first = await aStore(workspace, { processes });
  compact(first, false);
  const [segment = ""] = readdirSync(first.layout.journalFolder);
  aJournal(workspace, { pid: 2 }).append(aStart(2));
  // Judged alive, then read; then, before the fold removes anything, it appends and dies.
  const opened = new Map<number, string>();
  const files = filesWith({
    openSync: (path, flags, mode) => {
      const fd = nodeFiles.openSync(path, flags, mode);
      opened.set(fd, path);
      return fd;
    },
    readSync: (fd, into, offset, length, position) => {
      const read = nodeFiles.readSync(fd, into, offset, length, position);
      const isFirst = opened.get(fd)?.endsWith(segment) && !processes.fates.has(1);
      if (isFirst && ++reads === 2) {
        journal.append(aStart(3));
        processes.fates.set(1, "dead");
      }
      return read;
    },
  });
  let reads = 0; // the header when it is judged, then everything
  const store = await aStore(workspace, { processes, files });
  compact(store, false);
  assert.equal(processes.fates.get(1), "dead");
  for (const n of [4, 5]) {
    aJournal(workspace, { pid: n }).append(aStart(n));
    compact(store, false);
  }
  const fresh = await aStore(workspace, { processes });
  assert.equal(fresh.view.refresh().history.length, 5);
});
