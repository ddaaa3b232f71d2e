// Talks to the MCP server as built, by the official client: node scripts/mcp.mjs [--seconds N] [part of a path]…
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../esbuild.mjs";
import { setupMcp } from "../test/mcp/setup.mjs";
import { main } from "./counts.mjs";
import { bundleProgram, bundleTests, runTests } from "./unit.mjs";

/**
 * The tests of `dist/mcp.cjs` as processes of their own; builds it unless told that it is built.
 *
 * @param {{ built?: boolean, seconds?: number, filters?: readonly string[] }} [options] `seconds`: how
 *   long many clients record at once
 */
export async function runMcp({ built = false, seconds = 5, filters = [] } = {}) {
  const packages = await setupMcp();
  if (!built) await build();
  const recorder = await bundleProgram("test/mcp/recorder.ts");
  const env = {
    MCP_PACKAGES: packages,
    MCP_SERVER: path.resolve(process.env.MCP_SERVER ?? "dist/mcp.cjs"),
    MCP_RECORDER: recorder,
    MCP_SECONDS: String(seconds),
  };
  const files = await bundleTests("test/mcp", filters);
  return runTests(files, { env, label: `mcp, ${seconds} s`, args: ["--test-concurrency=1"] });
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: "string" }, built: { type: "boolean" } },
    allowPositionals: true,
  });
  const seconds = values.seconds === undefined ? {} : { seconds: Number(values.seconds) };
  await main(() => runMcp({ built: values.built ?? false, filters: positionals, ...seconds }));
}
