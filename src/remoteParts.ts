import { randomBytes } from "node:crypto";
import type { Disposable } from "./base/event";
import type { SettingId, SettingTypes } from "./contributions";
import { readAddress } from "./remote/address";
import { nodeQueueFiles } from "./remote/queueFiles";
import { RemoteBackend } from "./remote/remoteBackend";
import { RemoteThread } from "./remote/remoteThread";
import type { Invocation } from "./tracker/model";

/** What is asked of the window to hand on what it records. */
export interface RemotePartsOfWindow {
  /** Absolute path of the bundled thread that delivers. */
  readonly threadPath: string;
  /** Of this extension. */
  readonly version: string;
  readonly get: <S extends SettingId>(id: S) => SettingTypes[S];
  /** The data folder, absolute. */
  readonly dataFolder: () => string;
  /** All that runs and is recorded, whoever runs it. */
  readonly invocations: () => readonly Invocation[];
  readonly log: { info(sentence: string): void; warn(sentence: string): void };
  readonly onError: (error: unknown) => void;
}

/** The backend of a window, for what records and for what shows it. */
export interface RemoteOfWindow extends Disposable {
  readonly backend: RemoteBackend;
  /** To be called when settings or the data folder may have changed. */
  readonly update: () => void;
}

/** Joins the settings with what delivers. Without another server, no thread is started. */
export function remoteOfWindow(parts: RemotePartsOfWindow): RemoteOfWindow {
  const { get, version, threadPath, log, onError } = parts;
  const backend = new RemoteBackend({
    ...{ files: nodeQueueFiles, version, onError },
    pid: process.pid,
    writer: randomBytes(8).toString("hex"),
    startThread: (data, hear) => new RemoteThread({ threadPath, hear, onError }, data),
    keepsCommands: () => get("sessionBuddy.arguments") !== "none",
    onProblem: (sentence) => log.warn(sentence),
  });
  let logged = "";
  const note = (): void => {
    // The log need not tell every number.
    const state = backend.inUse.replace(/: \d+ to deliver/, "");
    if (state !== logged) log.info(`Backend: ${state}`);
    logged = state;
  };
  const listening = backend.onDidChange(note);
  return {
    backend,
    update: () => {
      backend.apply({
        choice: get("sessionBuddy.backend"),
        address: readAddress(get("sessionBuddy.mcpServer")),
        dataFolder: parts.dataFolder(),
        running: parts.invocations().filter(({ outcome }) => outcome === "running"),
      });
      note();
    },
    dispose: () => {
      listening.dispose();
      backend.dispose();
    },
  };
}
