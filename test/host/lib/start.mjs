import { launchBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

/**
 * Starts server and browser side by side. If one fails the other is ended, or it would keep the
 * process alive.
 *
 * @param {import("./profile.mjs").Profile} profile
 * @param {import("./server.mjs").ServerOptions} [options]
 */
export async function startHost(profile, options) {
  const [server, browser] = await Promise.allSettled([
    startServer(profile, options),
    launchBrowser(),
  ]);
  if (server.status === "fulfilled" && browser.status === "fulfilled")
    return { server: server.value, browser: browser.value };
  if (server.status === "fulfilled") await server.value.stop();
  if (browser.status === "fulfilled") await browser.value.close();
  throw server.status === "rejected" ? server.reason : browser.reason;
}
