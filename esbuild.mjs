// Builds what ships, into dist/: node esbuild.mjs [--production] [--watch]
//
// Each bundle leaves its metafile in out/ for the test of the import graph and for the notices.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { writeNotices } from "./scripts/notices.mjs";

const node = { platform: "node", format: "cjs", target: "node20" };

/** Every bundle: what it is made of, and the files it has to yield. */
const bundles = [
  {
    name: "extension",
    options: {
      ...node,
      external: ["vscode"],
      // jsonc-parser's main entry is a module format that cannot be bundled.
      mainFields: ["module", "main"],
      outExtension: { ".js": ".cjs" },
      outdir: "dist",
    },
    entryPoints: { extension: "src/extension.ts" },
    yields: ["dist/extension.cjs"],
  },
  {
    name: "worker",
    options: { ...node, outExtension: { ".js": ".cjs" }, outdir: "dist" },
    entryPoints: { worker: "src/worker/worker.ts" },
    yields: ["dist/worker.cjs"],
  },
  {
    name: "mcp",
    options: {
      ...node,
      outExtension: { ".js": ".cjs" },
      outdir: "dist",
      alias: { "@modelcontextprotocol/server/_shims": "./scripts/mcp-shims.mjs" },
    },
    entryPoints: { mcp: "src/serve/mcp/main.ts" },
    yields: ["dist/mcp.cjs"],
  },
  {
    name: "follow",
    options: { ...node, outExtension: { ".js": ".cjs" }, outdir: "dist" },
    entryPoints: { follow: "src/follow/thread.ts" },
    yields: ["dist/follow.cjs"],
  },
  {
    name: "remote",
    options: {
      ...node,
      outExtension: { ".js": ".cjs" },
      outdir: "dist",
      alias: { "@modelcontextprotocol/client/_shims": "./scripts/mcp-client-shims.mjs" },
    },
    entryPoints: { remote: "src/remote/thread.ts" },
    yields: ["dist/remote.cjs"],
  },
  {
    name: "report",
    options: {
      platform: "browser",
      format: "iife",
      target: "es2022",
      outdir: "dist/report",
      tsconfig: "media/tsconfig.json",
      loader: { ".ttf": "file" },
      assetNames: "[name]",
    },
    entryPoints: { report: "media/report/main.ts" },
    yields: ["dist/report/report.js", "dist/report/report.css"],
  },
];

/** Files taken as they are: SQLite itself, which the worker reads and hands to sql.js. */
const copies = [{ from: "node_modules/sql.js/dist/sql-wasm.wasm", to: "dist/sql-wasm.wasm" }];

/** The text embedder's model: scripts/model.mjs makes it, and a build leaves it as it is. */
const modelFolder = "dist/model";

/** The metafiles of the last build, for example `out/meta-worker.json`. */
export const metafiles = bundles.map(({ name }) => `out/meta-${name}.json`);

function optionsOf({ name, options, entryPoints }, { production }) {
  return {
    ...options,
    entryPoints,
    bundle: true,
    minify: production,
    sourcemap: !production,
    // The licences of what is bundled are in the notices.
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    plugins: [
      {
        name: "metafile",
        setup: (build) =>
          build.onEnd(({ metafile }) => {
            if (metafile) writeFileSync(`out/meta-${name}.json`, JSON.stringify(metafile));
          }),
      },
    ],
  };
}

function requireFiles(files, reason) {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`${reason}: ${missing.join(", ")}`);
}

function prepare() {
  requireFiles(
    copies.map(({ from }) => from),
    "To be copied but not there (run npm ci)",
  );
  mkdirSync("dist", { recursive: true });
  for (const file of readdirSync("dist").map((name) => path.join("dist", name)))
    if (file !== path.normalize(modelFolder)) rmSync(file, { recursive: true, force: true });
  mkdirSync("out", { recursive: true });
  for (const { to } of copies) mkdirSync(path.dirname(to), { recursive: true });
  for (const { from, to } of copies) copyFileSync(from, to);
}

/** Builds once. Throws when a source does not compile or a file that has to ship is missing. */
export async function build({ production = false } = {}) {
  prepare();
  await Promise.all(bundles.map((bundle) => esbuild.build(optionsOf(bundle, { production }))));
  requireFiles(
    bundles.flatMap((bundle) => bundle.yields),
    "Not built",
  );
  writeNotices(metafiles, modelFolder, "dist/THIRD_PARTY_NOTICES.md");
}

async function watch() {
  prepare();
  for (const bundle of bundles) {
    const context = await esbuild.context({
      ...optionsOf(bundle, { production: false }),
      logLevel: "info",
    });
    await context.watch();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { watch: { type: "boolean" }, production: { type: "boolean" } },
  });
  try {
    await (values.watch ? watch() : build({ production: values.production ?? false }));
  } catch (error) {
    // What does not compile has been printed by esbuild, with the place.
    if (!("errors" in error)) console.error(error.message);
    process.exitCode = 1;
  }
}
