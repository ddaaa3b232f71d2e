// A fresh installation of VS Code: its settings, its extensions and the server's own files.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { serverMain, serverNode } from "./installed.mjs";
import { run } from "./run.mjs";

/** Nothing that calls home, asks, or appears by itself while a test looks. */
export const quietSettings = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.colorTheme": "Dark Modern",
  "window.autoDetectColorScheme": false,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  // Draws the terminal as text in the document, where a test can read it.
  "terminal.integrated.gpuAcceleration": "off",
  "git.autofetch": false,
  "files.simpleDialog.enable": true,
  // Its SDK is not installed: a hundred megabytes that no test needs.
  "chat.agentHost.enabled": false,
};

/**
 * @typedef {object} Profile
 * @property {string} folder holds the others, unless they were given
 * @property {string} user
 * @property {string} server
 * @property {string} extensions
 * @property {() => Promise<void>} remove
 */

/**
 * Makes a profile below the temporary folder.
 *
 * @param {object} [options]
 * @param {Record<string, unknown>} [options.settings] beside the quiet ones
 * @param {string} [options.user] an existing or future `--user-data-dir`; its settings are kept
 * @param {string} [options.extensions] an existing or future `--extensions-dir`
 * @returns {Promise<Profile>}
 */
export async function makeProfile({ settings = {}, user, extensions } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "session-buddy-host-"));
  const profile = {
    folder,
    user: path.resolve(user ?? path.join(folder, "user")),
    server: path.join(folder, "server"),
    extensions: path.resolve(extensions ?? path.join(folder, "extensions")),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
  for (const needed of [path.join(profile.user, "User"), profile.server, profile.extensions])
    await mkdir(needed, { recursive: true });
  const settingsFile = path.join(profile.user, "User/settings.json");
  if (!existsSync(settingsFile))
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  return profile;
}

/**
 * Runs the server's own command line, for example `--install-extension x.vsix` or `--version`.
 *
 * @param {Profile} profile
 * @param {readonly string[]} args
 * @returns {Promise<string>} what it printed
 */
export function runServerCommand(profile, args) {
  const common = [serverMain, "--accept-server-license-terms", "--disable-telemetry"];
  const folders = ["--server-data-dir", profile.server, "--user-data-dir", profile.user];
  return run(serverNode, [...common, ...folders, "--extensions-dir", profile.extensions, ...args]);
}

/**
 * @param {Profile} profile
 * @param {string} vsix
 * @throws {Error} when it was not installed
 */
export async function installVsix(profile, vsix) {
  const output = await runServerCommand(profile, ["--install-extension", path.resolve(vsix)]);
  if (!output.includes("successfully installed"))
    throw new Error(`${vsix} was not installed:\n${output}`);
}
