import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * Bundles a benchmark into `out/bench/`.
 *
 * @param {string} entry
 * @param {"esm" | "cjs"} format `cjs` for the extension host, which brings `vscode` along
 * @returns {Promise<string>} the bundle
 */
export async function bundleBench(entry, format) {
  const name = `${path.basename(path.dirname(entry))}-${path.basename(entry, ".ts")}`;
  const outfile = path.resolve("out/bench", `${name}.${format === "cjs" ? "cjs" : "mjs"}`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format,
    target: "node20",
    ...(format === "cjs"
      ? { external: ["vscode"] }
      : { packages: "external", external: [path.resolve("test/host/lib/*")] }),
    logLevel: "warning",
  });
  return outfile;
}

/** @returns what a benchmark exports. */
export async function loadBench(entry) {
  return import(pathToFileURL(await bundleBench(entry, "esm")).href);
}
