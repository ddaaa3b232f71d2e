import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { AgentSignal } from "../agents/model";
import { nodeLogFiles } from "./files";
import { Follower } from "./follower";
import { formats } from "./formats";
import { inboxFiles } from "./inbox";
import { insideOf } from "./inside";
import { agentPlaces } from "./places";
import { formatPositions, parsePositions, type Positions } from "./position";
import type { FollowAnswer, FollowData, FollowMessage } from "./protocol";
import { worktreesOf } from "./worktrees";

/** Between two looks while nothing happens, milliseconds. */
const restMs = 200;
/** A look takes at most one part in so many of the time. */
const share = 20;
/** Positions are saved so often at most, milliseconds: what is read again changes nothing. */
const saveMs = 2_000;

const waiting = new Map<number, () => void>();
let batches = 0;

parentPort?.on("message", ({ batch }: FollowAnswer) => {
  waiting.get(batch)?.();
  waiting.delete(batch);
});

async function follow(data: FollowData): Promise<void> {
  const folders = data.folders.flatMap((folder) => [folder, ...worktreesOf(folder, smallFiles)]);
  const { names } = nodeLogFiles;
  const { editorStorage } = data;
  const around = { home: homedir(), env: process.env, folders, editorStorage, names };
  const followed = new Set(data.followed.map(({ agent }) => agent));
  // An inbox has nothing from before the agent was connected.
  const hooked = data.inbox.agents.map((agent) => ({ agent, sinceMs: 0 }));
  const sinceMs = new Map([...hooked, ...data.followed].map((one) => [one.agent, one.sinceMs]));
  const places = agentPlaces(around).filter(({ agent }) => followed.has(agent));
  const list = () => [...places.flatMap((place) => place.list()), ...inboxFiles(data.inbox, names)];
  const follower = new Follower(
    {
      files: nodeLogFiles,
      list: () => list().map((file) => ({ ...file, format: formats[file.format] })),
      isHere: insideOf(folders, realPath),
      sinceMs: (agent) => sinceMs.get(agent) ?? Number.POSITIVE_INFINITY,
      deliver,
      onError: (error) => tell({ type: "problem", message: messageOf(error) }),
    },
    parsePositions(smallFiles.text(data.positionsPath) ?? ""),
  );
  let isSaved = true;
  for (let savedMs = performance.now(); ;) {
    const startMs = performance.now();
    const isNew = await follower.poll();
    const tookMs = performance.now() - startMs;
    isSaved &&= !isNew;
    if (!isSaved && performance.now() - savedMs >= saveMs) {
      save(data.positionsPath, follower.state);
      isSaved = true;
      savedMs = performance.now();
    }
    const pauseMs = isNew ? 0 : Math.max(restMs, tookMs * share);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** @returns when the host has written the signals down. */
function deliver(signals: readonly AgentSignal[]): Promise<void> {
  const batch = ++batches;
  return new Promise((resolve) => {
    waiting.set(batch, resolve);
    tell({ type: "signals", batch, signals });
  });
}

function tell(message: FollowMessage): void {
  parentPort?.postMessage(message);
}

/** Whole or not at all. What is not saved is read again after a restart: nothing is lost by it. */
function save(path: string, positions: Positions): void {
  const draft = `${path}.${process.pid}`;
  try {
    // Only the folder itself: what is around it is not ours to make.
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { mode: 0o700 });
    writeFileSync(draft, formatPositions(positions), { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    tell({ type: "problem", message: messageOf(error) });
  }
}

const smallFiles = {
  text: (path: string): string | undefined => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return undefined; // not there: nothing is known
    }
  },
  names: nodeLogFiles.names,
};

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path; // gone, or of another machine
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Last, when all that it uses is there. What fails here ends the thread, and the host hears of it.
void follow(workerData as FollowData);
