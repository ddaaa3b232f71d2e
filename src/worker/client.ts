import { Worker } from "node:worker_threads";
import type { Disposable } from "../base/event";
import { scheduleTimeout, type Schedule } from "../base/schedule";
import type {
  StoreMethod,
  StoreMethods,
  StoreReply,
  StoreTrouble,
  StoreWorkerData,
} from "./protocol";

/** The part of a worker thread that the client uses. */
export interface WorkerPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: StoreReply | StoreTrouble) => void): void;
  /** Hears once, of an error or an end. */
  onEnd(listener: (reason: Error) => void): void;
  /** Whether a worker that began now would be told something else. */
  isOutdated(): boolean;
  terminate(): void;
}

/** Begins a worker. */
export type StartWorker = () => WorkerPort;

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker without work is kept, milliseconds: its memory is worth more than its start. */
export const idleMs = 60_000;

/**
 * The store as the extension host sees it: each method as a promise.
 *
 * The worker begins at the first call and ends after a minute without any. When it dies, calls
 * under way reject and the next call begins a new one.
 */
export class StoreClient implements Disposable {
  private worker: WorkerPort | undefined;
  private readonly calls = new Map<number, Call>();
  private lastId = 0;
  private idle: Disposable | undefined;
  private disposed = false;

  constructor(
    private readonly start: StartWorker,
    private readonly schedule: Schedule = scheduleTimeout,
    /** Hears of failures in the worker that no call waits for. */
    private readonly onTrouble: (error: Error) => void = () => undefined,
  ) {}

  /** Rejects when the worker cannot answer, or ends before it did. */
  call<M extends StoreMethod>(
    method: M,
    argument: Parameters<StoreMethods[M]>[0],
  ): Promise<ReturnType<StoreMethods[M]>> {
    if (this.disposed) return Promise.reject(new Error("The store client is disposed."));
    return new Promise<ReturnType<StoreMethods[M]>>((resolve, reject) => {
      this.idle?.dispose();
      this.renew();
      const id = ++this.lastId;
      this.calls.set(id, {
        // What comes back over the thread boundary is what the service of the same protocol sent.
        resolve: (result) => {
          resolve(result as ReturnType<StoreMethods[M]>);
        },
        reject,
      });
      try {
        this.worker ??= this.begin();
        this.worker.postMessage({ id, method, argument });
      } catch (error) {
        this.calls.delete(id);
        this.rest();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /** Begins the worker ahead of the first call, so that this need not wait for it. */
  prepare(): void {
    if (this.disposed) return;
    this.worker ??= this.begin();
    this.rest();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.end(new Error("The store client is disposed."));
  }

  /** Ends a worker that was begun under other settings, unless it has work. */
  private renew(): void {
    if (this.calls.size > 0 || this.worker?.isOutdated() !== true) return;
    this.end(new Error("The settings of the worker changed."));
  }

  private begin(): WorkerPort {
    const worker = this.start();
    worker.onMessage((reply) => {
      if ("trouble" in reply) {
        this.onTrouble(new Error(reply.trouble));
        return;
      }
      const call = this.calls.get(reply.id);
      this.calls.delete(reply.id);
      if (reply.ok) call?.resolve(reply.result);
      else call?.reject(new Error(reply.error));
      this.rest();
    });
    worker.onEnd((reason) => {
      if (this.worker === worker) this.end(reason);
    });
    return worker;
  }

  private rest(): void {
    if (this.calls.size > 0 || !this.worker) return;
    this.idle?.dispose();
    this.idle = this.schedule(() => {
      this.end(new Error("The worker was idle."));
    }, idleMs);
  }

  private end(reason: Error): void {
    this.idle?.dispose();
    this.idle = undefined;
    const { worker } = this;
    this.worker = undefined;
    worker?.terminate();
    const calls = [...this.calls.values()];
    this.calls.clear();
    for (const call of calls) call.reject(reason);
  }
}

/**
 * @param script absolute path of the bundled worker.
 * @param data is asked for each time a worker begins, and before calls, whether it has changed.
 */
export function startWorkerThread(script: string, data: () => StoreWorkerData): StartWorker {
  return () => {
    const workerData = data();
    const told = JSON.stringify(workerData);
    const worker = new Worker(script, { workerData, name: "session-buddy-store" });
    // The host does not stay up for its sake.
    worker.unref();
    return {
      postMessage: (message) => {
        worker.postMessage(message);
      },
      onMessage: (listener) => void worker.on("message", listener),
      onEnd: (listener) => {
        worker.once("error", listener);
        worker.once("exit", (code) => {
          listener(new Error(`The store worker ended with code ${code}.`));
        });
      },
      isOutdated: () => JSON.stringify(data()) !== told,
      terminate: () => void worker.terminate(),
    };
  };
}
