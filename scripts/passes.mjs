// Test files that passed as they are: `npm run check` does not run them again; everything else does.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a test may import and still rest on nothing but its bundle: no files, no processes, no network. */
const withoutOutside = new Set([
  ...["node:assert/strict", "node:test", "node:crypto", "node:path", "node:util", "node:zlib"],
  ...["jsonc-parser", "sql.js", "unbash", "zod/v4"],
]);
/** These sources read files, but only those of packages, whose versions are part of the key. */
const readsPackages = new Set(["test/unit/store/sqlEngine.ts"]);
/** Besides the bundle: versions of packages, and how the tests are built, run and counted. */
const runner = [
  "package-lock.json",
  ...["unit", "quick", "passes", "quiet-reporter", "counts"].map((name) => `scripts/${name}.mjs`),
];
const remembered = path.resolve("out/passes.json");

/**
 * Keys of bundled tests, each the hash of all that its outcome can depend on. Tests that read files,
 * start processes or talk to others have none, and always run.
 *
 * @param {import("esbuild").Metafile} metafile
 * @param {Record<string, string>} env the variables that tests look at
 * @returns {Map<string, string>} by the bundles' paths
 */
export function keysOf({ inputs, outputs }, env) {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  const system = [process.version, process.platform, process.arch, locale, JSON.stringify(env)];
  const base = createHash("sha256").update(system.join("\n"));
  for (const file of runner) base.update(readFileSync(file));
  const isAlone = (source) =>
    readsPackages.has(source) ||
    inputs[source].imports.every((one) => one.external !== true || withoutOutside.has(one.path));
  return new Map(
    Object.entries(outputs).flatMap(([file, { entryPoint, inputs: bundled }]) => {
      const sources = Object.keys(bundled).filter((source) => bundled[source].bytesInOutput > 0);
      if (entryPoint === undefined || !sources.every(isAlone)) return [];
      return [[file, base.copy().update(readFileSync(file)).digest("hex")]];
    }),
  );
}

/** @returns {Set<string>} the keys of what passed last; none where nothing is remembered */
export function readPasses() {
  try {
    return new Set(JSON.parse(readFileSync(remembered, "utf8")));
  } catch {
    return new Set();
  }
}

/** Remembers these keys, and no others: what is gone or was changed since does not add up. */
export function writePasses(keys) {
  mkdirSync(path.dirname(remembered), { recursive: true });
  writeFileSync(remembered, JSON.stringify([...keys]));
}
