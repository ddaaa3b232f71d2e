// Builds the extension as users get it and packs it into session-buddy.vsix: node scripts/package.mjs
import { statSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { run } from "../test/host/lib/run.mjs";
import { setupHost } from "../test/host/setup.mjs";
import { buildModel } from "./model.mjs";

const root = path.dirname(import.meta.dirname);
const vsce = path.join(root, "test/host/node_modules/@vscode/vsce/vsce");

/** Where the packed extension goes. */
export const vsixFile = path.join(root, "session-buddy.vsix");

/** Builds and packs; takes some seconds. */
export async function packExtension() {
  await setupHost();
  await buildModel();
  await build({ production: true });
  // Everything is bundled, so there are no dependencies to take along; the README's pictures are in
  // the package, so their links stay relative.
  const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  await run(process.execPath, [vsce, "package", ...flags, "--out", vsixFile], { cwd: root });
  const kilobytes = Math.round(statSync(vsixFile).size / 1024);
  console.log(`Packed ${path.basename(vsixFile)}, ${kilobytes} kB`);
}

if (process.argv[1] === import.meta.filename)
  await packExtension().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
