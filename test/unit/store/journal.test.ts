import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodeFiles, type Files } from "../../../src/store/files";
import type { JournalWriter } from "../../../src/store/journal";
import { StoreError } from "../../../src/store/problem";
import type { SessionEnded } from "../../../src/tracker/record";
import { aJournal, aWorkspace, filesWith, journalLines, systemError } from "./support";

const aRecord = (n: number): SessionEnded => ({
  type: "session-ended",
  sessionId: `session ${n}`,
  atMs: n,
});

function appendMany(journal: JournalWriter, from: number, to: number): void {
  for (let n = from; n <= to; n++) journal.append(aRecord(n));
}

function sequencesIn(workspace: string): readonly unknown[] {
  return journalLines(workspace)
    .filter(({ type }) => type !== "segment")
    .map(({ sequence }) => sequence);
}

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);

function problemOf(type: StoreError["problem"]["type"]) {
  return (error: unknown): boolean => error instanceof StoreError && error.problem.type === type;
}

test("a window in which nothing is run leaves no file", () => {
  const workspace = aWorkspace();
  aJournal(workspace).close();
  assert.deepEqual(readdirSync(workspace), []);
});

test(
  "the first record makes a private folder that git ignores",
  { skip: process.platform === "win32" },
  () => {
    const workspace = aWorkspace();
    const journal = aJournal(workspace);
    journal.append(aRecord(1));
    const folder = join(workspace, ".session-buddy");
    assert.equal(readFileSync(join(folder, ".gitignore"), "utf8"), "*\n");
    const mode = (path: string): number => statSync(path).mode & 0o777;
    assert.equal(mode(folder), 0o700);
    assert.equal(mode(join(folder, "journal")), 0o700);
    for (const file of readdirSync(join(folder, "journal"))) {
      assert.equal(mode(join(folder, "journal", file)), 0o600);
    }
    journal.close();
  },
);

test("when append returns, the record is in the file with its number", () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  appendMany(journal, 1, 3);
  const [header, ...records] = journalLines(workspace);
  assert.equal(header?.["type"], "segment");
  assert.equal(header["pid"], 1);
  assert.deepEqual(
    records,
    [1, 2, 3].map((n) => ({ sequence: n, ...aRecord(n) })),
  );
  journal.close();
});

test("a full segment is followed by the next without waiting for the disk", () => {
  const workspace = aWorkspace();
  const refuse = (): never => assert.fail("synced on the way of append");
  const files = filesWith({ fsyncSync: refuse, fdatasyncSync: refuse });
  const journal = aJournal(workspace, { segmentBytes: 1000, files });
  appendMany(journal, 1, 50);
  const segments = readdirSync(join(workspace, ".session-buddy", "journal"));
  assert.ok(segments.length > 2);
  assert.deepEqual(sequencesIn(workspace), upTo(50));
  journal.close();
});

test("rotate ends the segment and begins the next, once something was recorded", () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace);
  const segments = (): number => readdirSync(join(workspace, ".session-buddy", "journal")).length;
  journal.rotate();
  journal.append(aRecord(1));
  journal.rotate();
  assert.equal(segments(), 2);
  journal.append(aRecord(2));
  assert.equal(segments(), 2);
  assert.deepEqual(sequencesIn(workspace), [1, 2]);
  journal.close();
});

test("durable waits for the data of every segment, then for the names", async () => {
  const workspace = aWorkspace();
  const order: string[] = [];
  const files: Files = filesWith({
    fdatasync: (fd, done) => {
      order.push("data");
      nodeFiles.fdatasync(fd, done);
    },
    fsync: (fd, done) => {
      order.push("names");
      nodeFiles.fsync(fd, done);
    },
  });
  const journal = aJournal(workspace, { segmentBytes: 400, files, schedule: noTimer });
  appendMany(journal, 1, 6);
  const segments = readdirSync(join(workspace, ".session-buddy", "journal")).length;
  await journal.durable();
  const data = order.filter((step) => step === "data").length;
  assert.ok(segments > 1);
  assert.equal(data, segments);
  assert.deepEqual(order.slice(0, data), Array(data).fill("data"));
  // The journal folder, the data folder and the workspace each got a new name.
  assert.equal(order.length - data, 3);
  journal.close();
});

test("records that are durable already need no second sync", async () => {
  let syncs = 0;
  const files = filesWith({
    fdatasync: (fd, done) => {
      syncs++;
      nodeFiles.fdatasync(fd, done);
    },
  });
  const journal = aJournal(aWorkspace(), { files, schedule: noTimer });
  journal.append(aRecord(1));
  await Promise.all([journal.durable(), journal.durable()]);
  await journal.durable();
  assert.equal(syncs, 1);
  journal.close();
});

test("a record is synced in the background without being asked", async () => {
  let due: (() => void) | undefined;
  let delay = 0;
  const synced = new Promise<void>((resolve) => {
    const files = filesWith({
      fdatasync: (fd, done) => {
        nodeFiles.fdatasync(fd, (error) => {
          done(error);
          resolve();
        });
      },
    });
    const journal = aJournal(aWorkspace(), {
      files,
      schedule: (run, delayMs) => {
        delay = delayMs;
        due = run;
        return { dispose: () => undefined };
      },
    });
    journal.append(aRecord(1));
  });
  assert.equal(delay, 100);
  due?.();
  await synced;
});

test("durable rejects when the disk cannot sync, and the next one tries again", async () => {
  let broken = true;
  const files = filesWith({
    fdatasync: (fd, done) => {
      if (broken) setImmediate(done, systemError("ENOSPC"));
      else nodeFiles.fdatasync(fd, done);
    },
  });
  const journal = aJournal(aWorkspace(), { files, schedule: noTimer });
  journal.append(aRecord(1));
  await assert.rejects(journal.durable(), problemOf("disk-full"));
  broken = false;
  await journal.durable();
  journal.close();
});

test("a write that stops half way is taken back, and nothing acknowledged is lost", () => {
  const workspace = aWorkspace();
  let room = 2000;
  const files = filesWith({
    writeSync: (fd, bytes, offset, length) => {
      if (room === 0) throw systemError("ENOSPC");
      const written = nodeFiles.writeSync(fd, bytes, offset, Math.min(length, room));
      room -= written;
      return written;
    },
  });
  const journal = aJournal(workspace, { files });
  const acknowledged: number[] = [];
  for (let n = 1; n <= 60; n++) {
    if (n === 40) room = 1_000_000;
    try {
      journal.append(aRecord(n));
      acknowledged.push(n);
    } catch (error) {
      assert.ok(problemOf("disk-full")(error));
    }
  }
  assert.ok(acknowledged.length > 25 && acknowledged.length < 60);
  const kept = journalLines(workspace).flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
  assert.deepEqual(kept, acknowledged);
  journal.close();
});

test("where taking back fails too, the segment is left behind and the next one is good", () => {
  const workspace = aWorkspace();
  let failing = false;
  const files = filesWith({
    writeSync: (fd, bytes, offset, length) => {
      if (!failing) return nodeFiles.writeSync(fd, bytes, offset, length);
      nodeFiles.writeSync(fd, bytes, offset, 20);
      throw systemError("EIO");
    },
    ftruncateSync: () => {
      throw systemError("EIO");
    },
  });
  const journal = aJournal(workspace, { files });
  journal.append(aRecord(1));
  failing = true;
  assert.throws(() => {
    journal.append(aRecord(2));
  }, problemOf("unexpected"));
  failing = false;
  journal.append(aRecord(3));
  const kept = journalLines(workspace).flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
  assert.deepEqual(kept, [1, 3]);
  journal.close();
});

test("a segment whose header could not be written does not exist", () => {
  const workspace = aWorkspace();
  const files = filesWith({
    writeSync: (fd, bytes, offset, length) => {
      if (Buffer.from(bytes).includes("segment")) throw systemError("ENOSPC");
      return nodeFiles.writeSync(fd, bytes, offset, length);
    },
  });
  const journal = aJournal(workspace, { files });
  assert.throws(() => {
    journal.append(aRecord(1));
  }, problemOf("disk-full"));
  assert.deepEqual(readdirSync(join(workspace, ".session-buddy", "journal")), []);
});

test("a journal whose folder is deleted under it comes back whole", async () => {
  const workspace = aWorkspace();
  const journal = aJournal(workspace, { schedule: noTimer });
  appendMany(journal, 1, 20);
  await journal.durable();
  rmSync(join(workspace, ".session-buddy"), { recursive: true });
  journal.append(aRecord(21));
  await journal.durable();
  assert.deepEqual(sequencesIn(workspace), upTo(21));
  assert.ok(existsSync(join(workspace, ".session-buddy", ".gitignore")));
  journal.append(aRecord(22));
  assert.deepEqual(sequencesIn(workspace), upTo(22));
  journal.close();
});

test("a workspace that is gone is not made again", () => {
  const workspace = aWorkspace();
  rmSync(workspace, { recursive: true });
  const journal = aJournal(workspace);
  assert.throws(() => {
    journal.append(aRecord(1));
  }, problemOf("folder-vanished"));
  assert.equal(existsSync(workspace), false);
});

test("a folder that may not be written says so", () => {
  const files = filesWith({
    mkdirSync: () => {
      throw systemError("EROFS");
    },
  });
  assert.throws(() => {
    aJournal(aWorkspace(), { files }).append(aRecord(1));
  }, problemOf("not-writable"));
});

test("close is quick: it syncs only when somebody waits", async () => {
  let syncs = 0;
  const files = filesWith({ fdatasyncSync: () => void syncs++ });
  const idle = aJournal(aWorkspace(), { files });
  idle.append(aRecord(1));
  idle.close();
  idle.close();
  assert.equal(syncs, 0);
  assert.throws(() => {
    idle.append(aRecord(2));
  }, StoreError);

  const awaited = aJournal(aWorkspace(), { files });
  awaited.append(aRecord(1));
  const durable = awaited.durable();
  awaited.close();
  await durable;
  assert.equal(syncs, 1);
});

function noTimer(): { dispose(): void } {
  return { dispose: () => undefined };
}
