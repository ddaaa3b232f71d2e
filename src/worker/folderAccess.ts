import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { scheduleTimeout } from "../base/schedule";
import type { EmbeddingChoice } from "../recommend/embed/choice";
import { nodeFiles } from "../store/files";
import { SystemProcesses } from "../store/identity";
import { JournalWriter } from "../store/journal";
import { folderName } from "../storagePlace";
import { StoreClient, startWorkerThread } from "./client";
import type { FolderAccess } from "./localHistory";

/** The real thing: journals are written here, by this process; the database is the worker's alone. */
export function folderAccess(parts: {
  /** Absolute path of the bundled worker. */
  readonly workerPath: string;
  /** Absolute path of sql-wasm.wasm. */
  readonly wasmPath: string;
  /** Absolute path of the folder of the embedding model. */
  readonly modelFolder: string;
  /** What works out vectors of texts now; asked again when it may have changed. */
  readonly embedding: () => EmbeddingChoice;
  readonly onError: (error: unknown) => void;
}): FolderAccess {
  return {
    openJournal: (folder) => {
      // The extension's own storage may not exist yet; a workspace folder that is gone stays gone.
      if (basename(folder) !== folderName) {
        try {
          mkdirSync(dirname(folder), { recursive: true });
        } catch (error) {
          // The first record will fail and say so; the window works without.
          parts.onError(error);
        }
      }
      return new JournalWriter({
        folder,
        files: nodeFiles,
        identity: new SystemProcesses().self(),
        writer: randomBytes(8).toString("hex"),
        schedule: scheduleTimeout,
        onSyncError: parts.onError,
      });
    },
    openStore: (folder) => {
      const { workerPath, wasmPath, modelFolder, onError } = parts;
      const data = () => ({ folder, wasmPath, modelFolder, embedding: parts.embedding() });
      const start = startWorkerThread(workerPath, data);
      return new StoreClient(start, scheduleTimeout, onError);
    },
  };
}
