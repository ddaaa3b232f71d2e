import assert from "node:assert/strict";
import { test } from "node:test";
import { readOptions } from "../../../../src/serve/mcp/options";
import { mcpLaunch, type McpLaunchFacts } from "../../../../src/views/model/mcpLaunch";

const facts: McpLaunchFacts = {
  execPath: "/editor/code",
  server: "/extension/dist/mcp.cjs",
  dataFolder: "/work/.session-buddy",
  version: "1.2.3",
  records: true,
  phases: ["setup", "my own"],
};

/** What the server makes of it, started in a folder of somebody else. */
function understood(changes: Partial<McpLaunchFacts> = {}, env: Record<string, string> = {}) {
  const launch = mcpLaunch({ ...facts, ...changes });
  const kept = Object.entries({ ...env, ...launch.env }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return readOptions({
    argv: launch.args.slice(1),
    env: Object.fromEntries(kept),
    cwd: "/elsewhere",
    exists: () => false,
  });
}

test("the server understands what it is started with", () => {
  assert.deepEqual(understood(), {
    folder: "/work/.session-buddy",
    canRecord: true,
    phases: ["setup", "my own"],
  });
  const other = understood({ records: false, sharedFolder: "/team/baselines" });
  assert.equal(other.canRecord, false);
  assert.equal(other.sharedFolder, "/team/baselines");
});

test("the window's folder counts, whatever variables of the user say", () => {
  const env = { SESSION_BUDDY_DB_PATH: "/other", SESSION_BUDDY_SHARED_BASELINES: "/other" };
  assert.equal(understood({}, env).folder, "/work/.session-buddy");
  assert.equal(understood({}, env).sharedFolder, undefined);
});

test("the editor's own program is told to be Node.js", () => {
  const { command, args, env, version } = mcpLaunch(facts);
  assert.deepEqual([command, args[0], version], ["/editor/code", facts.server, "1.2.3"]);
  assert.equal(env["ELECTRON_RUN_AS_NODE"], "1");
});
