// Installs what the tests of the MCP server talk to it with, into a cache outside of the clone. No install
// script runs.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { cacheFolder } from "../host/lib/cache.mjs";
import { run } from "../host/lib/run.mjs";

const sources = ["package.json", "package-lock.json"];

const cacheRoot =
  process.env.SESSION_BUDDY_MCP_CACHE ?? path.join(homedir(), ".cache", "session-buddy-mcp");

function cacheName() {
  const lock = readFileSync(path.join(import.meta.dirname, "package-lock.json"), "utf8");
  // A checkout on Windows may end its lines in another way.
  return createHash("sha256").update(lock.replaceAll("\r", "")).digest("hex").slice(0, 16);
}

async function install(folder) {
  for (const source of sources)
    await cp(path.join(import.meta.dirname, source), path.join(folder, source));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  // On Windows npm is a script, which only a shell starts.
  const options = { cwd: folder, shell: process.platform === "win32" };
  await run("npm", args, options).catch(() => run("npm", args, options));
}

/**
 * Makes the packages ready; says so where that takes more than a moment.
 *
 * @returns {Promise<string>} the folder that holds their `node_modules`
 */
export async function setupMcp() {
  const target = path.join(cacheRoot, cacheName());
  await cacheFolder(target, async (building) => {
    console.log(`Installing MCP clients into ${target} (35 MB to load, once)`);
    await install(building);
  });
  return target;
}
