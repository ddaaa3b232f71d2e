// Bundles test/unit and runs it in plain Node: node scripts/unit.mjs [--tz ZONE]… [part of a path]…
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "./files.mjs";
import path from "node:path";
import { build } from "esbuild";

/** Bundles every test below `folder` into `out/`; returns the bundles. */
export async function bundleTests(folder, filters = []) {
  const entries = globSync(folder, (file) => file.endsWith(".test.ts")).filter(
    (file) => filters.length === 0 || filters.some((part) => file.includes(part)),
  );
  if (entries.length === 0)
    throw new Error(`No test below ${folder} matches ${filters.join(" ")}.`);
  const out = path.join("out", folder);
  rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: entries,
    outdir: out,
    outbase: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return globSync(out, (file) => file.endsWith(".test.mjs"));
}

/** Runs bundled tests with Node's own runner; returns how they ended. */
export function runTests(files, { env = {}, label = "", args = [] } = {}) {
  mkdirSync("out", { recursive: true });
  const counts = path.resolve("out", `counts-${process.pid}.json`);
  rmSync(counts, { force: true });
  const result = spawnSync(
    process.execPath,
    [
      "--enable-source-maps",
      ...args,
      "--test",
      "--test-reporter=./scripts/quiet-reporter.mjs",
      "--test-reporter-destination=stdout",
      ...files,
    ],
    { stdio: "inherit", env: { ...process.env, ...env, TEST_COUNTS: counts, TEST_LABEL: label } },
  );
  let summary = { passed: 0, failed: 1, skipped: 0 };
  try {
    summary = JSON.parse(readFileSync(counts, "utf8"));
  } catch {
    console.error(`The test runner ended without a summary (exit code ${result.status}).`);
  }
  rmSync(counts, { force: true });
  if (result.status !== 0 && summary.failed === 0) summary.failed = 1;
  return summary;
}

/** Adds up summaries. */
export function sum(summaries) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const one of summaries) for (const key of Object.keys(total)) total[key] += one[key];
  return total;
}

/** The unit tests, once for each time zone. */
export async function runUnit({ zones = [process.env.TZ ?? "UTC"], filters = [] } = {}) {
  const files = await bundleTests("test/unit", filters);
  return sum(zones.map((TZ) => runTests(files, { env: { TZ }, label: `unit, TZ=${TZ}` })));
}

if (process.argv[1] === import.meta.filename) {
  const zones = [];
  const filters = [];
  for (let at = 2; at < process.argv.length; at++) {
    if (process.argv[at] === "--tz") zones.push(process.argv[++at]);
    else filters.push(process.argv[at]);
  }
  const total = await runUnit({ ...(zones.length > 0 ? { zones } : {}), filters });
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}
