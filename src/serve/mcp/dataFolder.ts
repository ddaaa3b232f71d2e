import { dirname, join } from "node:path";
import { folderName } from "../../storagePlace";

/** Whether there is a file or folder at an absolute path. */
export type Exists = (path: string) => boolean;

/**
 * Where the history is kept: `.session-buddy` in the nearest folder upwards that has one, else at the
 * root of the git checkout, else right here.
 *
 * @param cwd absolute.
 */
export function chooseDataFolder(cwd: string, exists: Exists): string {
  const upwards = [...ancestors(cwd)];
  const known = upwards.find((folder) => exists(join(folder, folderName)));
  const root = upwards.find((folder) => exists(join(folder, ".git")));
  return join(known ?? root ?? cwd, folderName);
}

function* ancestors(folder: string): Generator<string> {
  for (let here = folder; ; here = dirname(here)) {
    yield here;
    if (dirname(here) === here) return;
  }
}
