import { Worker } from "node:worker_threads";
import type { AgentSignal } from "../agents/model";
import type { Disposable } from "../base/event";
import type { FollowAnswer, FollowData, FollowMessage } from "./protocol";

/** What follows agents from the extension host. */
export interface AgentFollowerParts {
  /** Absolute path of the bundled thread. */
  readonly threadPath: string;
  readonly accept: (signal: AgentSignal) => void;
  readonly onError: (error: unknown) => void;
}

/** Keeps one thread that reads the logs of the agents the user agreed to, and none without them. */
export class AgentFollower implements Disposable {
  private thread: Worker | undefined;
  private data = "";

  constructor(private readonly parts: AgentFollowerParts) {}

  /** Follows what `data` names from now on. The same again changes nothing. */
  follow(data: FollowData): void {
    const text = JSON.stringify(data);
    if (text === this.data) return;
    this.stop();
    this.data = text;
    if (data.followed.length + data.inbox.agents.length === 0) return;
    const thread = new Worker(this.parts.threadPath, { workerData: data });
    this.thread = thread;
    thread.unref();
    thread.on("message", (message: FollowMessage) => this.hear(thread, message));
    thread.on("error", (error) => {
      this.parts.onError(error);
      if (this.thread === thread) this.stop();
    });
  }

  dispose(): void {
    this.stop();
  }

  private stop(): void {
    void this.thread?.terminate();
    this.thread = undefined;
    this.data = "";
  }

  private hear(thread: Worker, message: FollowMessage): void {
    // What a stopped thread still had to say is read again by the next one.
    if (thread !== this.thread) return;
    if (message.type === "problem") {
      this.parts.onError(new Error(message.message));
      return;
    }
    for (const signal of message.signals) this.parts.accept(signal);
    const answer: FollowAnswer = { batch: message.batch };
    thread.postMessage(answer);
  }
}
