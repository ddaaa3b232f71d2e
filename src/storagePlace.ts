import { isAbsolute, join } from "node:path";

/** The data folder inside a workspace folder. */
export const folderName = ".session-buddy";

/** What decides where the history of a window is kept. */
export interface PlaceFacts {
  /** Absolute path of the first workspace folder; absent for an empty window. */
  readonly folder?: string;
  /** The folder is on a real, local file system. */
  readonly isFile: boolean;
  readonly isTrusted: boolean;
  readonly isWritable: boolean;
  /** The user wants it inside the folder. */
  readonly wantsFolder: boolean;
  /** The data folder that the environment names, absolute. */
  readonly given?: string | undefined;
  /** The extension's own storage for this workspace, else the one for all of them. Absolute. */
  readonly ownStorage: string;
}

/** Where the history is kept, and why not in the folder if it is not. */
export interface Place {
  /** Absolute path of the data folder. */
  readonly path: string;
  readonly reason:
    "in-folder" | "no-folder" | "virtual" | "untrusted" | "read-only" | "setting" | "given";
}

/**
 * Where baselines are shared.
 *
 * @param setting a folder, absolute or relative to the workspace; "" shares nothing.
 * @param folder absolute path of the first workspace folder; absent where there is none on disk.
 * @returns an absolute path; undefined where nothing is shared.
 */
export function sharedFolder(setting: string, folder?: string): string | undefined {
  if (setting === "") return undefined;
  if (isAbsolute(setting)) return join(setting);
  return folder === undefined ? undefined : join(folder, setting);
}

/**
 * What the environment names; else the folder's own `.session-buddy/` where that is possible and wanted, else the extension's
 * storage. An untrusted workspace is never written to.
 */
export function choosePlace(facts: PlaceFacts): Place {
  const own = (reason: Place["reason"]): Place => ({
    path: join(facts.ownStorage, "history"),
    reason,
  });
  if (facts.given !== undefined) return { path: facts.given, reason: "given" };
  if (facts.folder === undefined) return own("no-folder");
  if (!facts.isFile) return own("virtual");
  if (!facts.isTrusted) return own("untrusted");
  if (!facts.wantsFolder) return own("setting");
  if (!facts.isWritable) return own("read-only");
  return { path: join(facts.folder, folderName), reason: "in-folder" };
}
