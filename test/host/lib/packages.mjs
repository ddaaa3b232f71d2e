// The packages of a folder with a lock file of its own, installed into a cache outside of the clone. No
// install script runs.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { run } from "./run.mjs";

const sources = ["package.json", "package-lock.json"];

/**
 * Makes the packages ready; says so where that takes more than a moment.
 *
 * @param {string} folder holds package.json and package-lock.json
 * @param {string} cache
 * @param {(target: string) => string} note what is said before they are installed
 * @returns {Promise<string>} the folder that holds their `node_modules`
 */
export async function installedPackages(folder, cache, note) {
  const target = path.join(cache, nameOf(folder));
  await cacheFolder(target, async (building) => {
    console.log(note(target));
    for (const source of sources) await cp(path.join(folder, source), path.join(building, source));
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    // On Windows npm is a script, which only a shell starts.
    const options = { cwd: building, shell: process.platform === "win32" };
    await run("npm", args, options).catch(() => run("npm", args, options));
  });
  return target;
}

function nameOf(folder) {
  const lock = readFileSync(path.join(folder, "package-lock.json"), "utf8");
  // A checkout on Windows may end its lines in another way.
  return createHash("sha256").update(lock.replaceAll("\r", "")).digest("hex").slice(0, 16);
}
