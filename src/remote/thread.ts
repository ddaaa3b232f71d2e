import { parentPort, workerData } from "node:worker_threads";
import { scheduleTimeout } from "../base/schedule";
import { Backlog } from "./backlog";
import { connect } from "./connect";
import { Delivery } from "./delivery";
import type { RemoteData, RemoteMessage, RemoteRequest } from "./protocol";
import { nodeQueueFiles } from "./queueFiles";

function tell(message: RemoteMessage): void {
  parentPort?.postMessage(message);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && Reflect.get(error, "code") === "EPERM";
  }
}

function start({ address, dataFolders, pid, writer, version }: RemoteData): void {
  const nowMs = () => Date.now();
  const backlog = new Backlog({ files: nodeQueueFiles, dataFolders, pid, writer, isAlive, nowMs });
  const delivery = new Delivery({
    backlog,
    connect: (onClose) => connect(address, version, onClose),
    schedule: scheduleTimeout,
    onState: (state) => tell({ type: "state", ...state }),
    onProblem: (message) => tell({ type: "problem", message }),
  });
  let isDue = false;
  /** Reads once for all that came together. */
  const readSoon = (): void => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      guarded(() => backlog.refresh());
      delivery.wake();
    });
  };
  parentPort?.on("message", (request: RemoteRequest) => {
    if (request === "stop") {
      delivery.dispose();
      parentPort?.close();
      return;
    }
    if (request === "reload") guarded(() => backlog.reload());
    readSoon();
  });
  delivery.wake();
}

/** A file that somebody else holds must not end the thread. */
function guarded(read: () => void): void {
  try {
    read();
  } catch (error) {
    tell({ type: "problem", message: error instanceof Error ? error.message : String(error) });
  }
}

// What it is started with comes from the extension host, by `RemoteThread`.
start(workerData as RemoteData);
