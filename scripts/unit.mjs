// Bundles test/unit and runs it in plain Node: node scripts/unit.mjs [--tz ZONE]… [part of a path]…
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { countsFile, main, sum, takeCounts } from "./counts.mjs";
import { globSync } from "./files.mjs";

/**
 * Bundles a program that tests run as a process of its own.
 *
 * @returns {Promise<string>} the bundle's path
 */
export async function bundleProgram(entry) {
  const folder = path.basename(path.dirname(entry));
  const outfile = path.resolve("out", folder, `${path.basename(entry, ".ts")}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}

/** Bundles the tests below `folder` into `out/`; returns the bundles. */
export async function bundleTests(folder, filters = []) {
  return testsAmong(await bundle(folder, filters));
}

/** The tests among what was written. */
export const testsAmong = ({ outputs }) =>
  Object.keys(outputs).filter((file) => file.endsWith(".test.mjs"));

/**
 * Bundles the tests below `folder` into `out/`; returns what is in what. Modules of the test host's
 * library stay apart: they find their files beside themselves.
 */
export async function bundle(folder, filters = []) {
  const entries = globSync(folder, (file) => file.endsWith(".test.ts")).filter(
    (file) => filters.length === 0 || filters.some((part) => file.includes(part)),
  );
  if (entries.length === 0)
    throw new Error(`No test below ${folder} matches ${filters.join(" ")}.`);
  const { metafile } = await build({
    entryPoints: entries,
    outdir: path.join("out", folder),
    outbase: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    external: [path.resolve("test/host/lib/*")],
    sourcemap: true,
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** Runs bundled unit tests, several processes at once; returns how they ended. */
export function runDealt(files, options) {
  return runTests(deal(files), {
    args: [`--test-concurrency=${availableParallelism()}`],
    ...options,
  });
}

/** Runs bundled tests with Node's own runner; returns how they ended. */
export function runTests(files, { env = {}, label = "", args = [] } = {}) {
  const counts = countsFile();
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
  return takeCounts(counts, result.status === 0);
}

/**
 * Deals tests out to as many processes as there are processors: a process for each file would spend
 * a third of the time on starting.
 */
function deal(files) {
  const hands = Array.from({ length: Math.min(availableParallelism(), files.length) }, () => []);
  files.forEach((file, at) => hands[at % hands.length].push(file));
  return hands.map((hand, at) => {
    const file = path.join("out/test/unit", `hand-${at}.mjs`);
    const imports = hand.map((one) => `import ${JSON.stringify(pathToFileURL(one).href)};\n`);
    writeFileSync(file, imports.join(""));
    return file;
  });
}

/** The unit tests, all of them, once for each time zone. */
export async function runUnit({ zones = [process.env.TZ ?? "UTC"], filters = [] } = {}) {
  const files = await bundleTests("test/unit", filters);
  return sum(
    zones.map((TZ, at) => {
      // What random data checks does not depend on the zone: each zone takes its share of the seeds.
      const env = { TZ, SEEDS: `${at}/${zones.length}` };
      return runDealt(files, { env, label: `unit, TZ=${TZ}` });
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    options: { tz: { type: "string", multiple: true } },
    allowPositionals: true,
  });
  await main(() =>
    runUnit({ filters: positionals, ...(values.tz === undefined ? {} : { zones: values.tz }) }),
  );
}
