import { dirname, join } from "node:path";
import { writeFully, type Files } from "./files";
import type { Layout } from "./layout";
import { errorCode } from "./problem";

/**
 * Makes the data folder and its journal folder where they are missing, for this user only.
 *
 * @returns the folders that got a new name in them: they have to be synced before it is safe.
 * @throws the system's error when the folder around it is gone: that one is not ours to make.
 */
export function makeDataFolder(files: Files, layout: Layout): readonly string[] {
  const changed: string[] = [];
  if (makeFolder(files, layout.folder)) changed.push(dirname(layout.folder));
  if (makeFolder(files, layout.journalFolder)) changed.push(layout.folder);
  if (changed.length > 0) writeOnce(files, join(layout.folder, ".gitignore"), "*\n");
  return changed;
}

function makeFolder(files: Files, path: string): boolean {
  try {
    files.mkdirSync(path, 0o700);
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return false;
  }
}

function writeOnce(files: Files, path: string, text: string): void {
  let fd: number;
  try {
    fd = files.openSync(path, "wx", 0o600);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return;
    throw error;
  }
  try {
    writeFully(files, fd, Buffer.from(text));
  } finally {
    files.closeSync(fd);
  }
}
