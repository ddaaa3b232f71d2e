import type { ServerAddress } from "./address";

/** What the thread is started with. */
export interface RemoteData {
  readonly address: ServerAddress;
  /** Data folders whose queues are delivered, absolute. */
  readonly dataFolders: readonly string[];
  readonly pid: number;
  readonly writer: string;
  /** Of this extension, told to the server. */
  readonly version: string;
}

/** Host to thread: there is more in the queue; something was taken out of it; finish. */
export type RemoteRequest = "more" | "reload" | "stop";

/** Thread to host. */
export type RemoteMessage =
  | { readonly type: "state"; readonly isConnected: boolean; readonly waiting: number }
  | { readonly type: "problem"; readonly message: string };

/** What the host hears of the thread: also that it has ended by itself. */
export type RemoteNews = RemoteMessage | { readonly type: "ended" };
