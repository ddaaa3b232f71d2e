import type { AgentSignal, Followed } from "../agents/model";
import type { Inbox } from "./inbox";

/** What the thread is started with. */
export interface FollowData {
  readonly followed: readonly Followed[];
  /** Folders of the workspace, absolute. */
  readonly folders: readonly string[];
  readonly editorStorage?: string | undefined;
  /** What connected agents tell their hooks, where their logs are not followed. */
  readonly inbox: Inbox;
  /** Where positions are kept, absolute path of the file; its folder need not be there. */
  readonly positionsPath: string;
}

/** Thread to host. Each batch waits for its answer. */
export type FollowMessage =
  | { readonly type: "signals"; readonly batch: number; readonly signals: readonly AgentSignal[] }
  | { readonly type: "problem"; readonly message: string };

/** Host to thread: what came with that number is written down. */
export interface FollowAnswer {
  readonly batch: number;
}
