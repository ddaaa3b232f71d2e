import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { environment } from "./client";
import { aProject } from "./stored";

const launcher = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

/** What the MCP Inspector's command line prints, as JSON. */
async function inspect(project: string, ...args: readonly string[]): Promise<unknown> {
  const inspector = join(environment("MCP_PACKAGES"), launcher);
  const server = [process.execPath, environment("MCP_SERVER")];
  // What it keeps about its user goes into the project, which is thrown away.
  const env = { ...process.env, HOME: project, XDG_CONFIG_HOME: project };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [inspector, "--cli", ...server, ...args],
    { cwd: project, env, timeout: 60_000 },
  );
  return JSON.parse(stdout);
}

test("the MCP Inspector lists the tools and calls one", async () => {
  const { project, remove } = aProject();
  try {
    const { tools } = (await inspect(project, "--method", "tools/list")) as {
      readonly tools: readonly { readonly name: string }[];
    };
    assert.ok(tools.some(({ name }) => name === "recommend_skills"));
    const call = ["--method", "tools/call", "--tool-name", "track_invocation"];
    const { structuredContent } = (await inspect(
      project,
      ...[...call, "--tool-arg", "skill_name=inspect"],
    )) as { readonly structuredContent: { readonly skill_name: string } };
    assert.equal(structuredContent.skill_name, "inspect");
  } finally {
    remove();
  }
});
