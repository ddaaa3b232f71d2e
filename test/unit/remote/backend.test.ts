import assert from "node:assert/strict";
import { test } from "node:test";
import { backendInUse } from "../../../src/remote/backend";
import { parseItem } from "../../../src/remote/item";
import type { RemoteData, RemoteNews } from "../../../src/remote/protocol";
import { RemoteBackend, type BackendWish } from "../../../src/remote/remoteBackend";
import { aTracker } from "../../support/tracker";
import { idOf } from "../../support/deliveries";
import { MemoryQueueFiles } from "../../support/queueFiles";

const connected = { isConnected: true, waiting: 2 };
const away = { isConnected: false, waiting: 2 };

test("what is in use is what really happens, not what is wanted", () => {
  assert.equal(backendInUse("none", connected, 0), "none");
  assert.equal(backendInUse("direct", connected, 0), "direct");
  assert.equal(backendInUse("mcp", connected, 0), "mcp (connected)");
  assert.equal(backendInUse("mcp", away, 1), "mcp (waiting: 3 to deliver)");
  assert.equal(backendInUse("auto", connected, 0), "mcp (connected)");
  assert.equal(backendInUse("auto", away, 0), "direct (mcp does not answer)");
});

const address = { type: "http", url: "http://localhost:8678/mcp" } as const;
const usual: BackendWish = { choice: "mcp", address, dataFolder: "/data", running: [] };

/** A backend whose thread is the test's. */
function aBackend({ keepsCommands = true } = {}) {
  const files = new MemoryQueueFiles();
  const threads: { data: RemoteData; told: string[]; hear: (news: RemoteNews) => void }[] = [];
  const problems: string[] = [];
  const backend = new RemoteBackend({
    ...{ files, pid: 1, writer: "0".repeat(16), version: "1.0.0" },
    startThread: (data, hear) => {
      const told: string[] = [];
      threads.push({ data, told, hear });
      return { tell: (request) => told.push(request), dispose: () => told.push("disposed") };
    },
    keepsCommands: () => keepsCommands,
    onProblem: (sentence) => problems.push(sentence),
    onError: (error) => problems.push(String(error)),
  });
  const states: string[] = [];
  backend.onDidChange((state) => states.push(state));
  let made = 0;
  const newId = (): string => idOf(++made);
  const { tracker } = aTracker({ append: (record) => backend.offer(record), newId });
  const queued = () => files.text.split("\n").flatMap((line) => parseItem(line) ?? []);
  return { backend, files, threads, problems, states, tracker, queued };
}

const request = { skill: { kind: "terminal", name: "ls" }, source: "terminal" } as const;

test("without another server there is no thread and no queue", () => {
  const { backend, threads, files, tracker } = aBackend();
  for (const choice of ["direct", "none"] as const) {
    backend.apply({ ...usual, choice });
    tracker.track(request)();
    assert.equal(backend.inUse, choice);
  }
  assert.deepEqual(threads, []);
  assert.equal(files.content.size, 0);
});

test("what is recorded is queued at once, and the thread hears that there is more", () => {
  const { backend, threads, tracker, queued } = aBackend();
  backend.apply(usual);
  tracker.track({ ...request, command: "ls s3cret" })({ outcome: "failed" });
  assert.deepEqual(threads[0]?.told, ["more", "more"]);
  assert.deepEqual(
    queued().map(({ type }) => type),
    ["started", "ended"],
  );
  assert.equal(Reflect.get(queued()[0] ?? {}, "command"), "ls <redacted>");
  assert.equal(threads[0].data.version, "1.0.0");
});

test("where no command lines are kept, none is queued", () => {
  const { backend, tracker, queued, files } = aBackend({ keepsCommands: false });
  backend.apply(usual);
  tracker.track({ ...request, command: "ls -l here" });
  assert.equal(queued().length, 1);
  assert.ok(!files.text.includes("ls -l here"));
});

test("what already runs is told when delivery begins, and only then", () => {
  const { backend, tracker, queued } = aBackend();
  backend.apply({ ...usual, choice: "direct" });
  tracker.track(request);
  const running = tracker.invocations;
  backend.apply({ ...usual, running });
  backend.apply({ ...usual, running });
  assert.equal(queued().length, 1);
  backend.apply({ ...usual, choice: "none" });
  backend.apply({ ...usual, running });
  assert.equal(queued().length, 2);
});

test("settings that say the same keep the thread; others begin a new one", () => {
  const { backend, threads, tracker, files } = aBackend();
  backend.apply(usual);
  backend.apply({ ...usual, choice: "auto" });
  assert.equal(threads.length, 1);
  tracker.track(request);
  backend.apply({ ...usual, dataFolder: "/other" });
  assert.deepEqual(threads[0]?.told, ["more", "disposed"]);
  assert.deepEqual(threads[1]?.data.dataFolders, ["/data", "/other"]);
  tracker.track(request);
  assert.deepEqual(
    [...files.content.keys()].map((path) => path.split("/")[1]),
    ["data", "other"],
  );
  backend.apply({ ...usual, choice: "direct" });
  assert.deepEqual(threads[1].told, ["more", "disposed"]);
});

test("each state is told once, and that of a thread that has ended not at all", () => {
  const { backend, threads, states, problems } = aBackend();
  backend.apply(usual);
  const [first] = threads;
  first?.hear({ type: "state", isConnected: false, waiting: 4 });
  first?.hear({ type: "state", isConnected: false, waiting: 4 });
  first?.hear({ type: "problem", message: "Nobody answers." });
  first?.hear({ type: "state", isConnected: true, waiting: 0 });
  backend.apply({ ...usual, choice: "auto" });
  backend.apply({ ...usual, choice: "direct" });
  first?.hear({ type: "state", isConnected: true, waiting: 9 });
  assert.deepEqual(problems, ["Nobody answers."]);
  assert.deepEqual(states, [
    "mcp (waiting: 0 to deliver)",
    "mcp (waiting: 4 to deliver)",
    "mcp (connected)",
    "direct",
  ]);
});

test("what is forgotten leaves the queue also when the backend has been changed since", () => {
  const { backend, tracker, threads, files } = aBackend();
  backend.apply(usual);
  tracker.track({ ...request, query: "tell nobody" });
  backend.apply({ ...usual, choice: "direct" });
  assert.ok(files.text.includes("tell nobody"));
  const untilMs = Number.MAX_SAFE_INTEGER;
  tracker.note({ type: "forgotten", atMs: untilMs, what: { type: "everything", untilMs } });
  assert.ok(!files.text.includes("tell nobody"));
  backend.apply(usual);
  tracker.track({ ...request, query: "tell nobody" });
  const session = { type: "session", sessionId: tracker.sessionId } as const;
  tracker.note({ type: "forgotten", atMs: 1, what: session });
  assert.ok(!files.text.includes("tell nobody"));
  assert.equal(threads.at(-1)?.told.at(-1), "reload");
});

test("a thread that ends by itself is started again, a few times, and never counts as connected", () => {
  const { backend, threads } = aBackend();
  backend.apply(usual);
  for (let ended = 0; ended < 10; ended++) {
    const thread = threads.at(-1);
    thread?.hear({ type: "state", isConnected: true, waiting: 0 });
    thread?.hear({ type: "ended" });
    assert.equal(backend.inUse, "mcp (waiting: 0 to deliver)");
  }
  assert.equal(threads.length, 4);
  backend.apply({ ...usual, dataFolder: "/other" });
  assert.equal(threads.length, 5);
});
