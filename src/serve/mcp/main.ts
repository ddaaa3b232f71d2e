import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { systemClock as clock } from "../../base/clock";
import { uuidv7Source } from "../../base/ids";
import { scheduleTimeout } from "../../base/schedule";
import { Phases } from "../../tracker/phases";
import { redact } from "../../tracker/redact";
import { SkillsTracker } from "../../tracker/tracker";
import { folderAccess } from "../../worker/folderAccess";
import { LocalHistory } from "../../worker/localHistory";
import { nodeSharedFiles } from "../../worker/sharedFiles";
import { communityReader } from "./community";
import { readOptions, UsageError, type ServerOptions } from "./options";
import { readStored, type McpPlace } from "./place";
import { Recording } from "./recording";
import { createServer } from "./server";

/** The worker is not woken before something has been recorded for so long, or somebody asks. */
const learnDelayMs = 2000;

/** stdout is the protocol's. */
function log(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`session-buddy: ${text}\n`);
}

/** A message that is none can be long, and so can be what is wrong with it. */
function logBriefly({ name, message }: Error): void {
  log(`${name}: ${message.replace(/\s+/g, " ").slice(0, 200)}`);
}

/** The extension's own version: its manifest lies beside `dist`. */
function ownVersion(): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
    return String(Reflect.get(Object(manifest), "version"));
  } catch {
    return "unknown"; // somebody took `dist` out of the extension
  }
}

function start(options: ServerOptions): void {
  const { folder, canRecord, sharedFolder } = options;
  const access = folderAccess({
    workerPath: join(__dirname, "worker.cjs"),
    wasmPath: join(__dirname, "sql-wasm.wasm"),
    modelFolder: join(__dirname, "model"),
    embedding: () => ({ type: "bundled" }),
    onError: log,
  });
  const history = new LocalHistory(access, folder);
  history.onDidFail(log);
  const project = dirname(folder);
  const newId = uuidv7Source(() => clock.nowMs());
  const phases = new Phases(() => options.phases);
  const tracker = new SkillsTracker({
    ...{ clock, newId, redact },
    sessionId: newId(),
    append: history.append,
    window: { appName: "MCP", workspaceName: basename(project) },
  });
  const waiting = () => history.waiting;
  const recording = new Recording({ tracker, phases, canRecord, waiting });
  const place: McpPlace = {
    ...{ history, recording, project },
    ...(sharedFolder === undefined
      ? {}
      : { community: communityReader(nodeSharedFiles, sharedFolder) }),
    nowMs: () => clock.nowMs(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };

  let hasEnded = false;
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    recording.close();
    history.dispose();
    process.exit();
  };
  process.stdin.once("end", end).once("close", end);
  // A client that is gone cannot be answered either.
  process.stdout.once("error", end);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
  const { author } = options;
  const version = ownVersion();
  serveStdio(() => createServer({ place, author, version, onError: log }), { onerror: logBriefly });
  const begun = tracker.onDidChange(() => {
    begun.dispose();
    // People give phases to skills, which only the store knows. Nothing waits for it.
    scheduleTimeout(() => void readStored(place).catch(log), learnDelayMs);
  });
}

try {
  const { env } = process;
  start(readOptions({ argv: process.argv.slice(2), env, cwd: process.cwd(), exists: existsSync }));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  log(error.message);
  process.exitCode = 2;
}
