import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodeFiles, type Files } from "../../../src/store/files";
import { layoutOf } from "../../../src/store/layout";
import { FencedLock, sweepLocks } from "../../../src/store/lock";
import { anIdentity, aWorkspace, FakeProcesses, filesWith, systemError } from "./support";

class Process extends FakeProcesses {
  constructor(private readonly pid: number) {
    super();
  }
  override self() {
    return { ...anIdentity, pid: this.pid };
  }
}

function aFolderWithLocks() {
  const layout = layoutOf(join(aWorkspace(), ".session-buddy"));
  mkdirSync(layout.folder);
  let nowMs = 0;
  const lockOf = (pid: number, files: Files = nodeFiles) => {
    const processes = new Process(pid);
    const parts = { layout, files, processes, monotonicMs: () => nowMs, staleMs: 1000 };
    return { lock: new FencedLock(parts), processes, parts };
  };
  const wait = (ms: number): void => void (nowMs += ms);
  return { layout, lockOf, wait };
}

test("one process at a time holds the lock, and a released one leaves nothing", () => {
  const { layout, lockOf } = aFolderWithLocks();
  const [one, two] = [lockOf(1).lock, lockOf(2).lock];
  assert.equal(one.tryAcquire(), true);
  assert.equal(two.tryAcquire(), false);
  one.release();
  assert.deepEqual(readdirSync(layout.folder), []);
  assert.equal(two.tryAcquire(), true);
});

test("the lock of a process that is proven dead is stolen at once", () => {
  const { lockOf } = aFolderWithLocks();
  const two = lockOf(2);
  assert.equal(lockOf(1).lock.tryAcquire(), true);
  two.processes.fates.set(1, "dead");
  assert.equal(two.lock.tryAcquire(), true);
});

test("a lock is stolen when it stands unchanged too long, by the thief's own clock", () => {
  const { lockOf, wait } = aFolderWithLocks();
  const one = lockOf(1).lock;
  const two = lockOf(2).lock;
  assert.equal(one.tryAcquire(), true);
  assert.equal(two.tryAcquire(), false);
  wait(900);
  writeFileSync(one.temporaryFile, "half of a database");
  assert.equal(two.tryAcquire(), false, "it works");
  wait(900);
  assert.equal(two.tryAcquire(), false, "it worked 900 ms ago");
  wait(200);
  assert.equal(two.tryAcquire(), true);
});

test("who was robbed can neither publish nor harm the thief", () => {
  const { layout, lockOf } = aFolderWithLocks();
  const one = lockOf(1).lock;
  const two = lockOf(2);
  one.tryAcquire();
  writeFileSync(one.temporaryFile, "old");
  two.processes.fates.set(1, "dead");
  two.lock.tryAcquire();
  writeFileSync(two.lock.temporaryFile, "new");
  assert.equal(one.heartbeat(), false);
  assert.equal(one.publish(layout.database), false);
  one.release();
  assert.equal(two.lock.heartbeat(), true);
  assert.equal(two.lock.publish(layout.database), true);
});

test("publishing waits for readers that keep a file from being replaced, as on Windows", () => {
  const { layout, lockOf } = aFolderWithLocks();
  let refusals = 2;
  const files = filesWith({
    renameSync: (from, to) => {
      if (to === layout.database && refusals-- > 0) throw systemError("EBUSY");
      renameSync(from, to);
    },
  });
  const { lock } = lockOf(1, files);
  lock.tryAcquire();
  writeFileSync(lock.temporaryFile, "new");
  assert.equal(lock.publish(layout.database), true);
  assert.equal(refusals, -1);
});

test("a lock without an owner, as a crash while releasing leaves it, is taken", () => {
  const { layout, lockOf } = aFolderWithLocks();
  mkdirSync(layout.lockFolder);
  assert.equal(lockOf(1).lock.tryAcquire(), true);
});

test("what dead processes left while taking a lock is swept, what live ones prepare is not", () => {
  const { layout, lockOf } = aFolderWithLocks();
  const { processes, parts } = lockOf(3);
  processes.fates.set(1, "dead");
  const leave = (name: string, pid: number): string => {
    const folder = join(layout.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "x.owner"), JSON.stringify({ ...anIdentity, pid }));
    return folder;
  };
  const dead = leave("cand-0000000000000001", 1);
  const alive = leave("cand-0000000000000002", 2);
  const other = leave("candy", 1);
  sweepLocks(parts);
  assert.deepEqual([dead, alive, other].map(existsSync), [false, true, true]);
  rmSync(layout.folder, { recursive: true });
});
