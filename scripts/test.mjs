// Everything that is tested, in one go: npm test
import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { describeCounts, sum } from "./counts.mjs";
import { runFault } from "./fault.mjs";
import { runHost } from "./host.mjs";
import { runMcp } from "./mcp.mjs";
import { buildModel, runModel } from "./model.mjs";
import { packExtension } from "./package.mjs";
import { requirePrograms } from "./programs.mjs";
import { runUi } from "./ui.mjs";
import { runUnit } from "./unit.mjs";
import { runVsix } from "./vsix.mjs";

/** UTC, and a zone on either side of it whose offset is no whole hour. */
const zones = ["UTC", "America/St_Johns", "Asia/Kathmandu"];

/** Installs the test host in a process of its own, beside the tests that can do without it. */
function setupHostBeside() {
  const script = path.resolve(import.meta.dirname, "../test/host/setup.mjs");
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit"] });
  const done = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error("The test host could not be installed."));
    });
  });
  // Its stage will say so; until then nobody waits for it.
  done.catch(() => {});
  return done;
}
const hostIsThere = setupHostBeside();

/** What `npm run check` does besides unit tests; a failure fails the run. */
async function runStaticChecks() {
  const script = path.join(import.meta.dirname, "check.mjs");
  const child = spawn(process.execPath, [script, "--static"], { stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("Types, lint or format are not clean.");
}

/** In this order: the cheap ones first, and packing last, since it leaves minified bundles in dist/. */
const stages = [
  { name: "programs", run: () => requirePrograms(["chromium", "git", "sqlite3"]) },
  { name: "model", run: async () => void (await buildModel()) },
  { name: "build", run: () => build() },
  { name: "types, lint, format", run: () => runStaticChecks() },
  { name: "unit tests", run: () => runUnit({ zones }) },
  { name: "tests of the model", run: () => runModel({ built: true }) },
  { name: "fault tests", run: () => runFault() },
  { name: "tests of the MCP server", run: () => runMcp({ built: true }) },
  { name: "test host", run: () => hostIsThere },
  { name: "tests in the extension host", run: () => runHost({ built: true }) },
  { name: "package", run: () => packExtension() },
  { name: "tests of the package", run: () => runVsix({ packed: true }) },
  { name: "tests in the browser", run: () => runUi({ packed: true }) },
];

const started = performance.now();
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);
const all = [];
for (const { name, run } of stages) {
  const stageStarted = performance.now();
  console.log(`\n── ${name}`);
  try {
    const counts = await run();
    if (counts !== undefined) {
      if (counts.passed === 0) throw new Error("No test has passed.");
      all.push(counts);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    all.push({ passed: 0, failed: 1, skipped: 0 });
  }
  console.log(`── ${name}: ${seconds(stageStarted)} s`);
}
const total = sum(all);
console.log(`\n${seconds(started)} s in all`);
console.log(describeCounts(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
