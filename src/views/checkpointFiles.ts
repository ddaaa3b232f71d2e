import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderName } from "../storagePlace";
import { checkpointFile, isCheckpointFile } from "./model/checkpoint/moment";

/** More accounts than this of one minute are a mistake. */
const mostOfAMinute = 1_000;

/** @returns where accounts are, absolute, in a data folder. */
export function checkpointsFolder(dataFolder: string): string {
  return join(dataFolder, "checkpoints");
}

/**
 * Writes an account into a new file, for this user only, before it returns: at the end of a window
 * nothing later would happen. What is there already is left alone.
 *
 * @param dataFolder absolute; made where it is missing, but not the project's folder around it.
 * @returns the file's path.
 * @throws the system's error.
 */
export function writeCheckpoint(dataFolder: string, atMs: number, content: string): string {
  const isOwn = !dataFolder.endsWith(folderName);
  mkdirOnce(dataFolder, isOwn);
  writeOnce(join(dataFolder, ".gitignore"), "*\n");
  const folder = checkpointsFolder(dataFolder);
  mkdirOnce(folder, false);
  for (let number = 1; number <= mostOfAMinute; number++) {
    const path = join(folder, checkpointFile(atMs, number));
    if (writeOnce(path, content)) return path;
  }
  throw new Error(`There are ${mostOfAMinute} checkpoints of this minute in ${folder}.`);
}

/** @returns the paths of all accounts in a data folder; none where it cannot be read. */
export function checkpointPaths(dataFolder: string): readonly string[] {
  const folder = checkpointsFolder(dataFolder);
  try {
    return readdirSync(folder)
      .filter(isCheckpointFile)
      .map((name) => join(folder, name));
  } catch {
    return []; // nobody wrote one yet
  }
}

/**
 * Deletes all accounts in a data folder; files of other names stay.
 *
 * @throws the system's error when one cannot be deleted.
 */
export function deleteCheckpoints(dataFolder: string): void {
  for (const path of checkpointPaths(dataFolder)) unlinkSync(path);
}

/** @param around also the folders around it. */
function mkdirOnce(path: string, around: boolean): void {
  if (around) mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isThere(error)) throw error;
  }
}

/** @returns whether it was written; not where there is something of that name. */
function writeOnce(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (!isThere(error)) throw error;
    return false;
  }
}

function isThere(error: unknown): boolean {
  return Reflect.get(Object(error), "code") === "EEXIST";
}
