// Opens VS Code with the extension, to try it: npm start [-- FOLDER]
import { randomBytes } from "node:crypto";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../esbuild.mjs";
import { installVsix, makeProfile } from "../test/host/lib/profile.mjs";
import { run } from "../test/host/lib/run.mjs";
import { copySample } from "../test/host/lib/sample.mjs";
import { startServer } from "../test/host/lib/server.mjs";
import { windowUrl } from "../test/host/lib/window.mjs";
import { buildModel } from "./model.mjs";
import { packExtension, vsixFile } from "./package.mjs";
import { findProgram, requirePrograms } from "./programs.mjs";

const root = path.dirname(import.meta.dirname);
const help = `npm start [-- FOLDER] [--browser]

Opens a folder, or else a copy of the sample project, in VS Code with Session Buddy.

Uses the desktop VS Code when its command \`code\` is on PATH. Without it, or with --browser, VS Code's
own server is installed in a cache (once, 200 MB) and started on this machine, for a browser.

  --browser  use the server even when \`code\` is there
  --help     say this`;

/** Uses the sources as they are: after a change, build and reload the window. */
async function startDesktop(code, folder) {
  await buildModel().catch((error) => {
    console.log(
      `Without the embedding model, so texts are found by their words only: ${error.message}`,
    );
  });
  await build();
  const opened = folder ?? path.join(mkdtempSync(path.join(tmpdir(), "session-buddy-")), "sample");
  if (folder === undefined) await copySample(opened);
  await run(code, ["--new-window", `--extensionDevelopmentPath=${root}`, opened]);
  console.log(`VS Code opens ${opened} with Session Buddy.`);
}

/** @returns how the server ended, or undefined when it was stopped */
async function serveUntil(stopped, profile, folder) {
  await installVsix(profile, vsixFile);
  const opened = folder ?? path.join(profile.folder, "sample");
  if (folder === undefined) await copySample(opened);
  // Without the token every user of this machine could open a terminal in the window.
  const server = await startServer(profile, { token: randomBytes(16).toString("hex") });
  console.log(`\nOpen ${windowUrl(server, { folder: opened })}\n\nCtrl+C stops it.`);
  const ended = await Promise.race([server.exited, stopped]);
  await server.stop();
  return ended;
}

async function startInBrowser(folder) {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error("VS Code's command `code` is not on PATH, and its server needs Linux on x64.");
  await requirePrograms(["git"]);
  await packExtension();
  const stopped = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve(undefined));
  });
  const profile = await makeProfile();
  try {
    const ended = await serveUntil(stopped, profile, folder);
    if (ended !== undefined) throw new Error(`VS Code's server ended: ${ended}.`);
    console.log("Stopped.");
  } finally {
    await profile.remove();
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { browser: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (positionals.length > 1)
    throw new Error(`One folder, not ${positionals.length}: ${positionals.join(" ")}`);
  const folder = positionals[0] === undefined ? undefined : path.resolve(positionals[0]);
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${folder} is not a folder.`);
  return { ...values, folder };
}

try {
  const { browser, help: wantsHelp, folder } = readArguments();
  const code = browser ? undefined : findProgram("code");
  if (wantsHelp) console.log(help);
  else if (code === undefined) await startInBrowser(folder);
  else await startDesktop(code, folder);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
