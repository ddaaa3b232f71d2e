// Folders in a cache outside of the clone, each named after what is in it, so that a fresh clone on the
// same machine finds them ready.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";

const dayMs = 24 * 60 * 60 * 1000;
const keepUnusedMs = 14 * dayMs;
const unfinished = "installing-";

/**
 * Makes a folder where it is missing, as a whole or not at all, and marks it as used. When it had to
 * be made, those beside it that nobody has used for a while are removed.
 *
 * @param {string} folder in a cache of its own
 * @param {(building: string) => Promise<void>} fill puts what belongs into it, under another name first
 * @returns {Promise<void>}
 */
export async function cacheFolder(folder, fill) {
  if (!existsSync(folder)) {
    await make(folder, fill);
    await prune(folder);
  }
  const now = new Date();
  await utimes(folder, now, now);
}

async function make(folder, fill) {
  const cache = path.dirname(folder);
  await mkdir(cache, { recursive: true });
  const building = await mkdtemp(path.join(cache, unfinished));
  try {
    await fill(building);
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    // Another run may have been first; a folder that is not empty cannot be renamed over.
    if (!existsSync(folder)) throw error;
  }
}

/** Removes what nobody has used for a while: earlier versions, and installs that were killed. */
async function prune(current) {
  const cache = path.dirname(current);
  for (const name of await readdir(cache)) {
    const folder = path.join(cache, name);
    const keepMs = name.startsWith(unfinished) ? dayMs : keepUnusedMs;
    if (folder === current || Date.now() - (await stat(folder)).mtimeMs < keepMs) continue;
    await rm(folder, { recursive: true, force: true });
  }
}
