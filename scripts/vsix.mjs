// Packs the extension and tests the packed file: node scripts/vsix.mjs
import { setupHost } from "../test/host/setup.mjs";
import { main } from "./counts.mjs";
import { packExtension, vsixFile } from "./package.mjs";
import { requirePrograms } from "./programs.mjs";
import { bundleTests, runTests } from "./unit.mjs";

/** The tests of the packed file; packs unless told that it is packed. */
export async function runVsix({ packed = false } = {}) {
  await setupHost();
  await requirePrograms(["chromium"]);
  if (!packed) await packExtension();
  const files = await bundleTests("test/package");
  return runTests(files, { env: { SESSION_BUDDY_VSIX: vsixFile }, label: "vsix" });
}

if (process.argv[1] === import.meta.filename) await main(() => runVsix());
