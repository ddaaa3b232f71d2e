// Packs the extension and runs test/ui in real windows, in a real browser: node scripts/ui.mjs [part of a path]…
import { setupHost } from "../test/host/setup.mjs";
import { main } from "./counts.mjs";
import { packExtension, vsixFile } from "./package.mjs";
import { requirePrograms } from "./programs.mjs";
import { bundleTests, runTests } from "./unit.mjs";

/** The tests in a browser; packs the extension unless told that it is packed. */
export async function runUi({ filters = [], packed = false } = {}) {
  await setupHost();
  await requirePrograms(["chromium", "git"]);
  if (!packed) await packExtension();
  const files = await bundleTests("test/ui", filters);
  // One window at a time: two cores draw no two of them without time-outs.
  const args = ["--test-concurrency=1"];
  return runTests(files, { args, env: { SESSION_BUDDY_VSIX: vsixFile }, label: "ui" });
}

if (process.argv[1] === import.meta.filename)
  await main(() => runUi({ filters: process.argv.slice(2) }));
