// Programs that tests need beside Node, installed where that is possible without asking.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { run } from "../test/host/lib/run.mjs";

/** @returns {string | undefined} the file that would run for a name, looked up on PATH */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

const isMissing = (name) => {
  const known = name === "chromium" ? process.env.CHROMIUM_PATH : undefined;
  return known === undefined && findProgram(name) === undefined;
};

/**
 * Sees to it that programs are there: installs the Debian packages of the same names when it may.
 *
 * @param {readonly string[]} names for example `chromium`, `sqlite3`, `git`
 * @throws {Error} with what to do, where it may not
 */
export async function requirePrograms(names) {
  const missing = names.filter(isMissing);
  if (missing.length === 0) return;
  const list = missing.join(" ");
  if (process.getuid?.() !== 0 || findProgram("apt-get") === undefined) {
    const hint = missing.includes("chromium")
      ? ", or set CHROMIUM_PATH to a Chromium or Chrome"
      : "";
    throw new Error(
      `Missing: ${list}. Install it (on Debian: sudo apt-get install ${list})${hint}.`,
    );
  }
  console.log(`Installing ${list} with apt-get; this can take a minute`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const aptGet = (...args) => run("apt-get", ["-q", "-o", "Acquire::Retries=3", ...args], { env });
  await aptGet("update");
  await aptGet("install", "-y", "--no-install-recommends", ...missing);
}
