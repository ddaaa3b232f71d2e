import { Worker } from "node:worker_threads";
import type { Disposable } from "../base/event";
import type { RemoteData, RemoteMessage, RemoteNews, RemoteRequest } from "./protocol";

/** A thread that delivers has so long to end its server in order, milliseconds. */
const farewellMs = 2_000;

/** What a thread that delivers is started with. */
export interface RemoteThreadParts {
  /** Absolute path of the bundled thread. */
  readonly threadPath: string;
  readonly hear: (news: RemoteNews) => void;
  readonly onError: (error: unknown) => void;
}

/** The thread that delivers, as the extension host sees it. */
export class RemoteThread implements Disposable {
  private readonly worker: Worker;
  private isStopped = false;

  constructor(parts: RemoteThreadParts, data: RemoteData) {
    this.worker = new Worker(parts.threadPath, { workerData: data });
    this.worker.unref();
    this.worker.on("message", (message: RemoteMessage) => {
      if (!this.isStopped) parts.hear(message);
    });
    this.worker.on("error", (error) => {
      if (!this.isStopped) parts.onError(error);
    });
    this.worker.on("exit", () => {
      if (!this.isStopped) parts.hear({ type: "ended" });
    });
  }

  tell(request: RemoteRequest): void {
    this.worker.postMessage(request);
  }

  dispose(): void {
    this.isStopped = true;
    this.tell("stop");
    setTimeout(() => void this.worker.terminate(), farewellMs).unref();
  }
}
