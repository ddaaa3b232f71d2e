#!/usr/bin/env node
// Installs the test host: node test/host/setup.mjs
//
// It goes to a cache outside the clone; node_modules here is a link to it. No install script runs and
// nothing is compiled.
import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { cp, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { cacheFolder } from "./lib/cache.mjs";
import { run } from "./lib/run.mjs";

const here = import.meta.dirname;
const link = path.join(here, "node_modules");
const sources = ["package.json", "package-lock.json", "shims"];
/** Raise it when what is done here beside npm ci changes, so that caches are made anew. */
const layout = 1;

/** Where VS Code's server looks for its modules, and where they are when npm installs them flat. */
const moduleLinks = [
  ["node_modules", "../../.."],
  ["extensions/node_modules", "../../../.."],
];

const cacheRoot =
  process.env.SESSION_BUDDY_HOST_CACHE ?? path.join(homedir(), ".cache", "session-buddy-host");

function cacheName() {
  const hash = createHash("sha256").update(`${layout} ${process.platform} ${process.arch}`);
  for (const file of ["package-lock.json", "shims/spdlog/index.js"])
    hash.update(readFileSync(path.join(here, file)));
  return hash.digest("hex").slice(0, 16);
}

async function npmCi(folder) {
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
  const started = Date.now();
  const heartbeat = setInterval(() => {
    console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 10_000);
  try {
    await run("npm", args, { cwd: folder, env }).catch(() => {
      console.log("  npm ci failed; trying once more");
      return run("npm", args, { cwd: folder, env });
    });
  } finally {
    clearInterval(heartbeat);
  }
}

async function install(folder) {
  for (const source of sources)
    await cp(path.join(here, source), path.join(folder, source), { recursive: true });
  await npmCi(folder);
  const vscode = path.join(folder, "node_modules/code-server/lib/vscode");
  for (const [at, to] of moduleLinks) {
    await rm(path.join(vscode, at), { recursive: true, force: true });
    await symlink(to, path.join(vscode, at));
  }
}

async function linkTo(modules) {
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() && readlinkSync(link) === modules) return;
  await rm(link, { recursive: true, force: true });
  await symlink(modules, link).catch((error) => {
    // Two runs may set the same link at once.
    if (error.code !== "EEXIST") throw error;
  });
}

/**
 * Makes the test host ready; takes some 0.1 s when it is. Says what it does where that takes longer.
 *
 * @returns {Promise<void>}
 */
export async function setupHost() {
  const target = path.join(cacheRoot, cacheName());
  await cacheFolder(target, async (building) => {
    console.log(`Installing the test host into ${target} (200 MB to load, once for this machine)`);
    const started = Date.now();
    await install(building);
    console.log(`Installed the test host in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
  await linkTo(path.join(target, "node_modules"));
}

if (process.argv[1] === import.meta.filename)
  await setupHost().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
