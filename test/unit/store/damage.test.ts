import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compact } from "../../../src/store/compact";
import { nodeFiles } from "../../../src/store/files";
import { StoreError } from "../../../src/store/problem";
import { aStore, run } from "./recordSupport";
import { sqlEngine } from "./sqlEngine";
import { aJournal, aWorkspace, FakeProcesses, filesWith, systemError } from "./support";

/** A folder with three generations, each of five runs, and five more runs in a journal. */
async function aFolder() {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const store = await aStore(workspace, { processes });
  for (const pid of [1, 2, 3, 4]) {
    const journal = aJournal(workspace, { pid });
    run(journal, pid * 10, pid * 10 + 4);
    journal.close();
    processes.fates.set(pid, "dead");
    if (pid < 4) compact(store, false);
  }
  const path = store.layout.database;
  return { workspace, processes, path, layout: store.layout };
}

const types = (problems: readonly { type: string }[]) => problems.map(({ type }) => type);

for (const [how, damage] of [
  ["overwritten with text", (path: string) => writeFileSync(path, "not a database ".repeat(99))],
  ["empty", (path: string) => writeFileSync(path, "")],
  ["cut in the middle", (path: string) => truncateSync(path, 8192)],
  [
    "overwritten with zeros inside",
    (path: string) => {
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0, 4096, bytes.length - 4096));
    },
  ],
] as const) {
  test(`a database that is ${how} costs nothing: the one before and the journals have it all`, async () => {
    const { workspace, processes, path, layout } = await aFolder();
    damage(path);
    const broken = readFileSync(path);
    const store = await aStore(workspace, { processes });
    assert.equal(store.view.refresh().history.length, 20);
    assert.deepEqual(types(store.view.refresh().problems), ["database-corrupt"]);
    assert.deepEqual(readFileSync(path), broken, "a reader leaves it as it is");
    const outcome = compact(store, false);
    assert.deepEqual(types(outcome.problems), ["database-corrupt"]);
    const aside = readdirSync(layout.folder).filter((name) => name.includes("corrupt"));
    assert.deepEqual(aside, ["session-buddy.corrupt-1.db"]);
    assert.deepEqual(readFileSync(join(layout.folder, "session-buddy.corrupt-1.db")), broken);
    const again = await aStore(workspace, { processes });
    assert.equal(again.view.refresh().history.length, 20);
    assert.deepEqual(again.view.refresh().problems, []);
  });
}

test("damage that does not show on opening is found before it is published", async () => {
  const { workspace, processes, path } = await aFolder();
  const bytes = readFileSync(path);
  const engine = await sqlEngine();
  const db = engine.open(bytes);
  const page = db
    .prepare<[number]>("SELECT rootpage FROM sqlite_schema WHERE name = 'amendment'")
    .first();
  assert.ok(page);
  bytes.fill(0xff, (page[0] - 1) * 4096, page[0] * 4096);
  writeFileSync(path, bytes);
  const store = await aStore(workspace, { processes });
  const outcome = compact(store, false);
  assert.deepEqual(types(outcome.problems), ["database-corrupt"]);
  assert.equal(store.view.refresh().history.length, 20);
});

test("a deleted database comes back from the one before and the journals", async () => {
  const { workspace, processes, path } = await aFolder();
  rmSync(path);
  const store = await aStore(workspace, { processes });
  compact(store, false);
  assert.ok(existsSync(path));
  assert.equal(store.view.refresh().history.length, 20);
  assert.deepEqual(store.view.refresh().problems, []);
});

test("another program's database under our name is never touched", async () => {
  const { workspace, processes, path } = await aFolder();
  const foreign = (await sqlEngine()).open();
  foreign.exec("CREATE TABLE theirs (a); INSERT INTO theirs VALUES ('precious');");
  writeFileSync(path, foreign.export());
  const before = readFileSync(path);
  const store = await aStore(workspace, { processes });
  const outcome = compact(store, false);
  assert.deepEqual([outcome.skipped, types(outcome.problems)], ["foreign", ["database-foreign"]]);
  assert.deepEqual(readFileSync(path), before);
  assert.equal(store.view.refresh().history.length, 10, "what the journals still hold is shown");
});

test("a database of a later version is left alone, and so are the journals", async () => {
  const { workspace, processes, path, layout } = await aFolder();
  const db = (await sqlEngine()).open(readFileSync(path));
  db.exec("UPDATE meta SET value = 99 WHERE key = 'schema'");
  writeFileSync(path, db.export());
  const before = readFileSync(path);
  const journals = readdirSync(layout.journalFolder);
  const store = await aStore(workspace, { processes });
  const outcome = compact(store, false);
  assert.deepEqual([outcome.skipped, types(outcome.problems)], ["newer", ["database-newer"]]);
  assert.deepEqual(readFileSync(path), before);
  assert.deepEqual(readdirSync(layout.journalFolder), journals);
});

for (const suffix of ["-wal", "-journal"]) {
  test(`while another program holds the database open (${suffix}), it is read but not replaced`, async () => {
    const { workspace, processes, path } = await aFolder();
    writeFileSync(path + suffix, "");
    const before = readFileSync(path);
    const store = await aStore(workspace, { processes });
    const outcome = compact(store, false);
    assert.deepEqual([outcome.skipped, types(outcome.problems)], ["in-use", ["database-in-use"]]);
    assert.deepEqual(readFileSync(path), before);
    assert.equal(store.view.refresh().history.length, 20);
  });
}

test("a torn end of a journal is not damage, and what comes after it is read", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace, { pid: 1 });
  run(journal, 1, 2);
  const store = await aStore(workspace);
  const [file] = readdirSync(store.layout.journalFolder);
  const path = join(store.layout.journalFolder, file ?? "");
  const size = statSync(path).size;
  appendFileSync(path, '0123abcd {"sequ');
  assert.deepEqual([store.view.refresh().history.length, store.view.refresh().problems], [2, []]);
  truncateSync(path, size);
  run(journal, 3, 3);
  assert.deepEqual([store.view.refresh().history.length, store.view.refresh().problems], [3, []]);
  journal.close();
});

test("a flipped bit loses one line, is counted, and the file is kept for a person to see", async () => {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const journal = aJournal(workspace, { pid: 1 });
  run(journal, 1, 5);
  journal.close();
  const store = await aStore(workspace, { processes });
  const [file] = readdirSync(store.layout.journalFolder);
  const path = join(store.layout.journalFolder, file ?? "");
  const bytes = readFileSync(path);
  const at = bytes.indexOf("npm test", bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  processes.fates.set(1, "dead");
  const outcome = compact(store, false);
  assert.deepEqual(outcome.problems, [{ type: "journal-damaged", detail: "1" }]);
  assert.equal(store.view.refresh().history.length, 4);
  const next = aJournal(workspace, { pid: 2 });
  run(next, 6, 6);
  next.close();
  compact(store, false);
  assert.ok(readdirSync(store.layout.journalFolder).includes(`${file}.damaged`));
  assert.deepEqual([store.view.refresh().history.length, store.view.refresh().problems], [5, []]);
});

test("files that are no segments of ours are neither read nor removed", async () => {
  const workspace = aWorkspace();
  const processes = new FakeProcesses();
  const journal = aJournal(workspace, { pid: 1 });
  run(journal, 1, 2);
  journal.close();
  const store = await aStore(workspace, { processes });
  const { journalFolder } = store.layout;
  const [file] = readdirSync(journalFolder);
  const bytes = readFileSync(join(journalFolder, file ?? ""));
  const conflict = "0000000000000001-000001 (conflicted copy).jnl";
  const copy = "ffffffffffffffff-000001.jnl";
  for (const name of [conflict, copy]) writeFileSync(join(journalFolder, name), bytes);
  processes.fates.set(1, "dead");
  compact(store, false);
  run(aJournal(workspace, { pid: 2 }), 3, 3);
  compact(store, false);
  assert.equal(store.view.refresh().history.length, 3);
  const left = readdirSync(journalFolder);
  assert.ok(left.includes(conflict) && left.includes(copy));
});

test("a disk that fills up while publishing loses nothing and leaves no lock", async () => {
  const { workspace, processes, path, layout } = await aFolder();
  const before = readFileSync(path);
  const files = filesWith({
    writeSync: (fd, bytes, offset, length) => {
      if (bytes.length > 10_000) throw systemError("ENOSPC");
      return nodeFiles.writeSync(fd, bytes, offset, length);
    },
  });
  const store = await aStore(workspace, { processes, files });
  assert.throws(() => compact(store, false), /ENOSPC/);
  assert.deepEqual(readFileSync(path), before);
  assert.equal(existsSync(layout.lockFolder), false);
  assert.equal(store.view.refresh().history.length, 20);
});

test("a folder nobody recorded in is empty, not an error", async () => {
  const store = await aStore(aWorkspace());
  assert.deepEqual(compact(store, false), { applied: 0, skipped: "empty", problems: [] });
  assert.equal(store.view.refresh().history.length, 0);
});

test("a folder that vanishes under a view is an empty history, and comes back", async () => {
  const { workspace, processes, layout } = await aFolder();
  const store = await aStore(workspace, { processes });
  assert.equal(store.view.refresh().history.length, 20);
  rmSync(layout.folder, { recursive: true });
  assert.equal(store.view.refresh().history.length, 0);
  run(aJournal(workspace, { pid: 9 }), 1, 1);
  assert.equal(store.view.refresh().history.length, 1);
});

test("others that publish without pause are reported instead of waited for", async () => {
  const { workspace, processes, path } = await aFolder();
  let reads = 0;
  const files = filesWith({
    fstatSync: (fd) => ({ ...statOf(nodeFiles.fstatSync(fd)), mtimeMs: reads++ }),
  });
  assert.ok(existsSync(path));
  const store = await aStore(workspace, { processes, files });
  assert.throws(() => store.view.refresh(), StoreError);
});

function statOf({ size, ino, nlink }: { size: number; ino: number; nlink: number }) {
  return { size, ino, nlink };
}
