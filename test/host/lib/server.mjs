// VS Code's server on the loopback interface, and its orderly end.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { serverMain, serverNode } from "./installed.mjs";
import { LineLog } from "./line-log.mjs";

/** The server takes the first free one, so several can start at the same moment. */
const ports = process.env.VSCODE_TEST_PORTS ?? "18200-18299";
const startTimeoutMs = 60_000;
const stopTimeoutMs = 5_000;

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [developmentWindows] windows may load an extension from a folder and run
 *   tests in it; such windows show no notification toasts and do not restart a lost extension host
 * @property {boolean} [trustEverything] default true: no workspace is restricted
 * @property {string} [token] asked of whoever opens a page; without one the page is open to this
 *   machine's users
 * @property {Record<string, string>} [env] for the server, its extension hosts and terminals
 * @property {readonly string[]} [args] more of the server's own arguments
 * @property {string} [logFile] gets everything the server prints
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} authority what `vscode-remote` URIs call this server
 * @property {string} url
 * @property {string | undefined} token
 * @property {LineLog} log
 * @property {Promise<string>} exited how it ended, for example `exit code 0`
 * @property {() => Promise<void>} stop ends the server and all it started; `deactivate` runs
 */

function argumentsOf(profile, options) {
  const access = options.token
    ? ["--connection-token", options.token]
    : ["--without-connection-token"];
  return [
    ...["--host", "127.0.0.1", "--port", ports, ...access, "--accept-server-license-terms"],
    ...(options.developmentWindows ? ["--enable-smoke-test-driver"] : []),
    ...((options.trustEverything ?? true) ? ["--disable-workspace-trust"] : []),
    ...["--disable-telemetry", "--disable-experiments", "--disable-update-check"],
    ...["--disable-getting-started-override", "--reconnection-grace-time", "20"],
    ...["--server-data-dir", profile.server, "--user-data-dir", profile.user],
    ...["--extensions-dir", profile.extensions, ...(options.args ?? [])],
  ];
}

/** Variables of the runner that would change what runs in the editor's terminals. */
const runnersOwn = /^(npm_|NODE_TEST_|NODE_OPTIONS$|INIT_CWD$)/;

function environmentOf(profile, options) {
  const inherited = Object.entries(process.env).filter(([name]) => !runnersOwn.test(name));
  return {
    ...Object.fromEntries(inherited),
    // No extension gallery: the server would look for updates on the internet.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    // Sockets of git and of the extension hosts go where they are removed with the profile.
    TMPDIR: profile.server,
    XDG_RUNTIME_DIR: profile.server,
    ...options.env,
  };
}

/**
 * Starts a server and waits until it listens.
 *
 * @param {import("./profile.mjs").Profile} profile
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 * @throws {Error} with its last lines, when it ends or says nothing for a minute
 */
export async function startServer(profile, options = {}) {
  const guard = path.join(import.meta.dirname, "guard.sh");
  const child = spawn(
    "/bin/sh",
    [guard, serverNode, serverMain, ...argumentsOf(profile, options)],
    {
      env: environmentOf(profile, options),
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      // A process group of its own, so that nothing is left behind.
      detached: true,
    },
  );
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) =>
      resolve(code === null ? `${signal}` : `exit code ${code}`),
    );
  });
  const log = new LineLog(exited);
  const copy = options.logFile === undefined ? undefined : createWriteStream(options.logFile);
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      copy?.write(text);
      log.add(text);
    });
  // Lets the guard go, and with it whatever is left of the group.
  void exited.then(() => {
    child.stdio[3]?.destroy();
    copy?.end();
  });

  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // the group is gone
    }
  };
  const stop = async () => {
    signal("SIGTERM");
    const giveUp = setTimeout(() => signal("SIGKILL"), stopTimeoutMs);
    await exited;
    clearTimeout(giveUp);
    signal("SIGKILL");
  };
  try {
    const [, port] = await log.line(/Extension host agent listening on (\d+)/, startTimeoutMs);
    const authority = `127.0.0.1:${port}`;
    const url = `http://${authority}/`;
    return { port: Number(port), authority, url, token: options.token, log, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
