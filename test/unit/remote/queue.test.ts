import assert from "node:assert/strict";
import { test } from "node:test";
import { Backlog } from "../../../src/remote/backlog";
import { DeliveryQueue } from "../../../src/remote/deliveryQueue";
import { forgetQueued } from "../../../src/remote/forget";
import { parseQueueFile, queueFile } from "../../../src/remote/queueFolder";
import type { ForgetScope } from "../../../src/tracker/record";
import { aStart, anEnd, idOf } from "../../support/deliveries";
import { MemoryQueueFiles } from "../../support/queueFiles";

const dataFolder = "/data";
const onError = (error: unknown): never => assert.fail(String(error));

function aQueue(files: MemoryQueueFiles, pid = 1, hear: (error: unknown) => void = onError) {
  const writer = String(pid).padStart(16, "0");
  return new DeliveryQueue({ files, pid, writer, onError: hear }, dataFolder);
}

function aBacklog(files: MemoryQueueFiles, pid: number, alive: readonly number[]) {
  const writer = String(pid).padStart(16, "0");
  const isAlive = (one: number): boolean => alive.includes(one);
  const nowMs = (): number => files.nowMs;
  const dataFolders = [dataFolder];
  const backlog = new Backlog({ files, dataFolders, pid, writer, isAlive, nowMs });
  backlog.reload();
  return backlog;
}

test("a file name tells whose queue it is", () => {
  const name = { pid: 4711, writer: "00c0ffee00c0ffee", number: 3 };
  assert.equal(queueFile(name), "4711-00c0ffee00c0ffee-000003.jsonl");
  assert.deepEqual(parseQueueFile(queueFile(name)), name);
  for (const other of ["refused.jsonl", "4711-00c0ffee00c0ffee-000003.at", "x-1.jsonl"]) {
    assert.equal(parseQueueFile(other), undefined);
  }
});

test("the queue of an open window is its own; of a closed one, anybody's", () => {
  const files = new MemoryQueueFiles();
  aQueue(files, 1).append(aStart(1));
  aQueue(files, 2).append(aStart(2));
  assert.equal(aBacklog(files, 1, [1, 2]).count, 1);
  const backlog = aBacklog(files, 1, [1]);
  assert.equal(backlog.count, 2);
  assert.equal(backlog.next?.id, idOf(2), "what others left comes first");
});

test("a queue in which nothing was written for ten minutes is taken up, but not taken away", () => {
  const files = new MemoryQueueFiles();
  aQueue(files, 2).append(aStart(2));
  files.nowMs = 600_000;
  const backlog = aBacklog(files, 1, [1, 2]);
  const item = backlog.next ?? assert.fail();
  assert.equal(item.id, idOf(2));
  backlog.delivered(item);
  assert.equal(aBacklog(files, 1, [1, 2]).count, 0);
  assert.ok(files.content.has("/data/deliveries/2-0000000000000002-000001.jsonl"));
});

test("files that nobody needs any more are removed; one with a beginning waits for its end", () => {
  const files = new MemoryQueueFiles();
  const queue = aQueue(files);
  queue.append(aStart(1, { query: "x".repeat(300_000) }));
  queue.append(aStart(2));
  const backlog = aBacklog(files, 1, [1]);
  for (let item = backlog.next; item !== undefined; item = backlog.next) backlog.delivered(item);
  const names = (): readonly string[] =>
    files.names("/data/deliveries").filter((name) => name.endsWith(".jsonl"));
  assert.equal(names().length, 2);
  queue.append(anEnd(1));
  backlog.refresh();
  assert.equal(backlog.startOf(idOf(1))?.query?.length, 300_000);
  backlog.delivered(backlog.next ?? assert.fail());
  assert.deepEqual(names(), ["1-0000000000000001-000002.jsonl"]);
});

test("an item that was read anew while it was under way is told again, not lost", () => {
  const files = new MemoryQueueFiles();
  aQueue(files).append(aStart(1));
  const backlog = aBacklog(files, 1, [1]);
  const underWay = backlog.next ?? assert.fail();
  backlog.reload();
  backlog.delivered(underWay);
  assert.equal(backlog.count, 1);
});

test("what the disk refuses waits in memory and is written with the next one, in order", () => {
  const files = new MemoryQueueFiles();
  const errors: unknown[] = [];
  const queue = aQueue(files, 1, (error) => errors.push(error));
  files.room = 20;
  queue.append(aStart(1));
  queue.append(aStart(2));
  assert.equal(queue.unwritten, 2);
  assert.equal(errors.length, 1);
  files.room = undefined;
  queue.append(aStart(3));
  assert.equal(queue.unwritten, 0);
  const backlog = aBacklog(files, 1, [1]);
  assert.equal(backlog.count, 3);
  assert.equal(backlog.next?.id, idOf(1));
});

const secret = "tell nobody";
const scopes: readonly (readonly [scope: ForgetScope, left: readonly number[]])[] = [
  [{ type: "invocation", id: idOf(1) }, [2, 3]],
  [{ type: "session", sessionId: "session" }, [2]],
  [{ type: "skill", skill: { kind: "tool", name: "skill 1" }, untilMs: 5_000 }, [2, 3]],
  [{ type: "skill", skill: { kind: "tool", name: "skill 1" }, untilMs: 5 }, [1, 2, 3]],
  [{ type: "everything", untilMs: 5_000 }, []],
];

test("what is forgotten is taken out of every queue, with its end, delivered or not", () => {
  for (const [what, left] of scopes) {
    const files = new MemoryQueueFiles();
    const [mine, other] = [aQueue(files, 1), aQueue(files, 2)];
    for (const item of [aStart(1, { query: secret }), anEnd(1, { errorType: secret })]) {
      mine.append(item);
      other.append(item);
    }
    mine.append(aStart(2, { sessionId: "another" }));
    const { length } = files.text;
    files.room = 0;
    const queue = new DeliveryQueue(
      { files, pid: 3, writer: "3".repeat(16), onError: () => undefined },
      dataFolder,
    );
    queue.append(aStart(3, { query: left.includes(3) ? "kept" : secret }));
    files.room = undefined;
    forgetQueued({ files, onError }, dataFolder, what);
    queue.forget(what);
    assert.equal(files.text.length >= length, true, "nothing moves");
    assert.equal(files.text.includes(secret), left.includes(1));
    const backlog = aBacklog(files, 1, [1]);
    const ids = new Set<string>();
    for (let item = backlog.next; item !== undefined; item = backlog.next) {
      ids.add(item.id);
      backlog.delivered(item);
    }
    assert.deepEqual([...ids].sort(), left.filter((number) => number !== 3).map(idOf));
    assert.equal(queue.unwritten, left.includes(3) ? 1 : 0);
  }
});
