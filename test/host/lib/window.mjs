// A window of VS Code: a browser page on the server, with an extension host of its own.

/**
 * @typedef {object} WindowTarget
 * @property {string} [folder] absolute
 * @property {string} [workspaceFile] absolute; instead of a folder
 * @property {object} [development] only on a server with `developmentWindows`
 * @property {string} [development.extension] absolute folder of the extension under development
 * @property {string} [development.tests] absolute module whose `run` is called
 */

/**
 * @param {import("./server.mjs").Server} server
 * @param {WindowTarget} target an empty window where nothing is given
 * @returns {string}
 */
export function windowUrl(server, { folder, workspaceFile, development = {} }) {
  const url = new URL(server.url);
  if (server.token !== undefined) url.searchParams.set("tkn", server.token);
  if (workspaceFile !== undefined) url.searchParams.set("workspace", workspaceFile);
  else if (folder !== undefined) url.searchParams.set("folder", folder);
  else url.searchParams.set("ew", "true");
  const remote = (file) => `vscode-remote://${server.authority}${file}`;
  // VS Code reads it into a map: each key counts once.
  const payload = [];
  const { extension, tests } = development;
  if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/**
 * Opens a window in a browser context of its own, which is a fresh machine to VS Code.
 *
 * @param {import("./playwright").Browser} browser
 * @param {import("./server.mjs").Server} server
 * @param {WindowTarget} target
 */
export async function openWindow(browser, server, target) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const console = [];
  page.on("console", (message) => console.push(`[${message.type()}] ${message.text()}`));
  page.on("pageerror", (error) => console.push(`[page error] ${error.message}`));
  /** The code a window that runs tests ends with. Not to be believed alone: 0 also for a lost host. */
  const exited = new Promise((resolve) => {
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  await page.exposeFunction("codeAutomationLog", (type, args) => {
    console.push(`[${type}] ${args.join(" ")}`);
  });
  await page.goto(windowUrl(server, target));
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  return { page, context, console, exited };
}
