import { requireFromHost } from "./installed.mjs";

/**
 * Starts a headless Chromium: Debian's, or the one `CHROMIUM_PATH` names.
 *
 * @returns {Promise<import("./playwright").Browser>}
 */
export function launchBrowser() {
  const { chromium } = requireFromHost("playwright-core");
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [
      // Containers seldom allow Chromium its own sandbox; it opens nothing but our own pages.
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
