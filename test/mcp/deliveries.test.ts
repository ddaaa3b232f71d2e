import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { test } from "node:test";
import { uuidv7Source } from "../../src/base/ids";
import type { ServerAddress } from "../../src/remote/address";
import { Backlog } from "../../src/remote/backlog";
import { nodeQueueFiles } from "../../src/remote/queueFiles";
import { RemoteBackend } from "../../src/remote/remoteBackend";
import { RemoteThread } from "../../src/remote/remoteThread";
import type { FinalOutcome } from "../../src/tracker/model";
import type { JournalRecord } from "../../src/tracker/record";
import { environment } from "./client";
import { aProject, readAll } from "./stored";

/** What a server may take to start and to answer on a busy machine, milliseconds. */
const patienceMs = 60_000;

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + patienceMs; !isSo();) {
    assert.ok(Date.now() < end, `not in time: ${what}`);
    await wait(50);
  }
}

/** Starts the server, unless a file says that there is none; leaves the process's number behind. */
const launcher = `
const [gate, pidFile, server] = process.argv.splice(2, 3);
const fs = require("node:fs");
if (fs.existsSync(gate)) process.exit(1);
fs.writeFileSync(pidFile, String(process.pid));
require(server);
`;

/** Another server, whose process a test can end and keep from starting. */
function aRemote() {
  const { project, folder, remove } = aProject();
  const gate = join(project, "gate");
  const pidFile = join(project, "pid");
  const script = join(project, "launcher.cjs");
  writeFileSync(script, launcher);
  const args = [script, gate, pidFile, environment("MCP_SERVER"), "--folder", folder];
  const address: ServerAddress = { type: "command", command: process.execPath, args };
  return {
    ...{ folder, remove, address },
    start: () => rmSync(gate),
    stop: () => {
      writeFileSync(gate, "");
      process.kill(Number(readFileSync(pidFile, "utf8")), "SIGKILL");
    },
  };
}

let windows = 0;

/** A window as the extension puts it together, without an editor. */
function aWindow(dataFolder: string, address: ServerAddress) {
  const writer = (++windows).toString(16).padStart(16, "0");
  const problems: string[] = [];
  const threadPath = join(dirname(environment("MCP_SERVER")), "remote.cjs");
  const onError = (error: unknown): void => void problems.push(String(error));
  const backend = new RemoteBackend({
    ...{ files: nodeQueueFiles, pid: process.pid, writer, version: "1.0.0", onError },
    startThread: (data, hear) => new RemoteThread({ threadPath, hear, onError }, data),
    keepsCommands: () => false,
    onProblem: (sentence) => problems.push(sentence),
  });
  const backlog = new Backlog({
    ...{ files: nodeQueueFiles, dataFolders: [dataFolder], pid: process.pid, writer },
    ...{ isAlive: () => true, nowMs: () => Date.now() },
  });
  const isEmpty = (): boolean => {
    backlog.reload();
    return backlog.count === 0;
  };
  backend.apply({ choice: "mcp", address, dataFolder, running: [] });
  return { backend, problems, isEmpty };
}

const newId = uuidv7Source(() => Date.now());
const atMs = Date.UTC(2026, 0, 2, 3, 4, 5);

function started(id: string): JournalRecord {
  return {
    ...{ type: "started", id, sessionId: "of the window", atMs, source: "terminal" },
    skill: { kind: "terminal", name: "npm test" },
    author: { kind: "user" },
    command: "npm test -- --secret-looking",
    phase: "verification",
  };
}

function ended(id: string, outcome: FinalOutcome): JournalRecord {
  return { type: "ended", id, atMs: atMs + 250, outcome, reason: "reported", durationMs: 250 };
}

test("what is recorded before, during and after an outage arrives once, over restarts of both", async () => {
  const { folder, remove } = aProject();
  const remote = aRemote();
  const ids = Array.from({ length: 60 }, () => newId());
  const outcome = (at: number): FinalOutcome => (at % 3 === 0 ? "failed" : "completed");
  try {
    mkdirSync(folder);
    const first = aWindow(folder, remote.address);
    for (const id of ids.slice(0, 20)) first.backend.offer(started(id));
    for (const [at, id] of ids.slice(0, 10).entries()) first.backend.offer(ended(id, outcome(at)));
    await until(() => first.backend.inUse === "mcp (connected)" && first.isEmpty(), "the first 20");

    remote.stop();
    for (const id of ids.slice(20, 40)) first.backend.offer(started(id));
    // These began in a server that is gone.
    for (const [at, id] of ids.slice(0, 30).entries()) {
      if (at >= 10) first.backend.offer(ended(id, outcome(at)));
    }
    await until(() => first.backend.inUse === "mcp (waiting: 40 to deliver)", "the outage");
    assert.match(first.problems.join("\n"), /does not answer, trying again/);
    first.backend.dispose();

    const second = aWindow(folder, remote.address);
    for (const id of ids.slice(40)) second.backend.offer(started(id));
    await until(() => second.backend.inUse === "mcp (waiting: 60 to deliver)", "both queues");
    remote.start();
    for (const [at, id] of ids.entries()) {
      if (at >= 30) second.backend.offer(ended(id, outcome(at)));
    }
    await until(() => second.backend.inUse === "mcp (connected)", "the second connection");
    await until(second.isEmpty, "everything");
    second.backend.dispose();
    assert.ok(!existsSync(join(folder, "deliveries", "refused.jsonl")));

    const stored = await readAll(remote.folder);
    assert.deepEqual([...stored.keys()].sort(), [...ids].sort());
    for (const [at, id] of ids.entries()) {
      const {
        skill,
        author,
        command,
        phase,
        durationMs,
        startedAtMs,
        outcome: how,
      } = stored.get(id) ?? assert.fail(id);
      assert.equal(how, outcome(at), `number ${at}`);
      assert.deepEqual(skill, { kind: "terminal", name: "npm test" });
      assert.deepEqual(author, { kind: "user" });
      assert.equal(phase, "verification");
      assert.equal(command, undefined);
      assert.equal(startedAtMs, atMs);
      assert.equal(durationMs, 250);
    }
  } finally {
    remove();
    remote.remove();
  }
});
