// Runs a test module in the extension host of a window, and finds out how it ended.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EventReader } from "./events.mjs";
import { startHost } from "./start.mjs";
import { openWindow } from "./window.mjs";

const timeoutMs = Number(process.env.VSCODE_TEST_TIMEOUT_MS ?? 600_000);
const startTimeoutMs = 90_000;
const pollMs = 50;
const wrapper = path.join(import.meta.dirname, "wrapper.cjs");
const hostExit = /Extension Host Process exited with code: (\S+), signal: ([^\s.]+)/;

/** Waits for whatever ends a run first, printing what the tests print meanwhile. */
async function waitForEnd(events, server, window) {
  let ended;
  const end = (why) => (ended ??= why);
  void server.log.line(hostExit, timeoutMs + startTimeoutMs).then(
    ([, code, signal]) => end(`the extension host exited with code ${code}, signal ${signal}`),
    () => end("the server ended"),
  );
  void window.exited.then((code) => end(`the window asked to exit with ${code}`));
  const begun = Date.now();
  while (ended === undefined) {
    await delay(pollMs);
    await events.read();
    const elapsed = Date.now() - begun;
    if (elapsed > timeoutMs) end(`time is up after ${timeoutMs} ms`);
    if (!events.started && elapsed > startTimeoutMs) end("they did not even start");
  }
  await events.read();
  return ended;
}

/**
 * Runs `run()` of a module in the extension host and prints what it prints.
 *
 * @param {import("./profile.mjs").Profile} profile
 * @param {object} options
 * @param {string} options.tests absolute path of the module
 * @param {string} [options.extension] absolute folder of the extension under development
 * @param {string} [options.folder]
 * @param {string} [options.workspaceFile]
 * @param {readonly string[]} [options.serverArgs]
 * @returns {Promise<boolean>} whether they passed. Without a word from the tests themselves they
 *   did not, whatever the window says.
 */
export async function runHostTests(profile, options) {
  const { tests, extension, folder, workspaceFile, serverArgs = [] } = options;
  const eventFile = path.join(profile.folder, "events.ndjson");
  await writeFile(eventFile, "");
  const { server, browser } = await startHost(profile, {
    developmentWindows: true,
    args: serverArgs,
    env: { SESSION_BUDDY_HOST_EVENTS: eventFile, SESSION_BUDDY_HOST_TESTS: tests },
    logFile: process.env.VSCODE_TEST_SERVER_LOG,
  });
  const events = await EventReader.open(eventFile);
  try {
    const development = { extension, tests: wrapper };
    const window = await openWindow(browser, server, { folder, workspaceFile, development });
    const why = await waitForEnd(events, server, window);
    if (events.verdict === undefined) {
      const errors = window.console.filter((line) => line.startsWith("[error]"));
      const lastWords = [server.log.tail(10), ...errors.slice(-3)].join("\n");
      console.error(`The tests did not come to an end: ${why}.\n${lastWords}`);
    } else if (!events.verdict.passed) console.error(events.verdict.error);
    return events.verdict?.passed ?? false;
  } finally {
    await events.close();
    await browser.close();
    await server.stop();
  }
}
