// Runs test/host/suite in the extension host of a real VS Code: node scripts/host.mjs [part of a test's title]
//
// VSCODE_EXECUTABLE names a desktop VS Code to use; with VSCODE_TEST_DOWNLOAD=1 one is downloaded;
// otherwise VS Code's own server stands in for it (test/host/bin/code-host.mjs).
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build as bundle } from "esbuild";
import { build } from "../esbuild.mjs";
import { copySample } from "../test/host/lib/sample.mjs";
import { setupHost } from "../test/host/setup.mjs";
import { countsFile, main, takeCounts } from "./counts.mjs";
import { globSync } from "./files.mjs";
import { requirePrograms } from "./programs.mjs";

const root = path.dirname(import.meta.dirname);

async function bundleSuite() {
  const out = "out/host";
  rmSync(out, { recursive: true, force: true });
  const tests = globSync("test/host/suite", (file) => file.endsWith(".test.ts"));
  if (tests.length === 0) throw new Error("There is no test in test/host/suite.");
  await bundle({
    entryPoints: ["test/host/suite/index.ts", ...tests],
    outdir: out,
    outExtension: { ".js": ".cjs" },
    outbase: "test/host/suite",
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    // As in the extension's own bundle.
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return path.resolve(out, "index.cjs");
}

/** @returns the executable to test with; undefined lets @vscode/test-electron download one */
async function findExecutable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_TEST_DOWNLOAD === "1") return undefined;
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "Without a desktop VS Code these tests need Linux on x64: set VSCODE_EXECUTABLE or VSCODE_TEST_DOWNLOAD=1.",
    );
  await requirePrograms(["chromium", "git"]);
  return path.join(root, "test/host/bin/code-host.mjs");
}

/**
 * Runs a module in the extension host, with the extension from `dist/` and the sample project open.
 *
 * @param {string} extensionTestsPath exports `run()`; when that rejects, it has failed
 * @param {Record<string, string>} [env] for the extension host
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runInHost(extensionTestsPath, env = {}) {
  await setupHost();
  const vscodeExecutablePath = await findExecutable();
  const folder = mkdtempSync(path.join(tmpdir(), "session-buddy-"));
  const workspace = path.join(folder, "workspace");
  try {
    await copySample(workspace);
    mkdirSync(path.join(folder, "extensions"));
    await runTests({
      ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
      extensionDevelopmentPath: root,
      extensionTestsPath,
      extensionTestsEnv: { NODE_OPTIONS: "", SESSION_BUDDY_ROOT: root, ...env },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(folder, "user")}`,
        `--extensions-dir=${path.join(folder, "extensions")}`,
      ],
    });
    return true;
  } catch {
    // What failed has been printed by the module, or by the executable.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The tests of the extension in its host; builds the extension unless told that it is built. */
export async function runHost({ grep, built = false } = {}) {
  await setupHost();
  if (!built) await build();
  const suite = await bundleSuite();
  const counts = countsFile();
  const env = { TEST_COUNTS: counts, ...(grep === undefined ? {} : { TEST_GREP: grep }) };
  return takeCounts(counts, await runInHost(suite, env));
}

if (process.argv[1] === import.meta.filename)
  await main(() => runHost({ ...(process.argv[2] ? { grep: process.argv[2] } : {}) }));
