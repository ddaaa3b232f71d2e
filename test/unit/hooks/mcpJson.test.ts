import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import {
  mcpLauncher,
  planMcpJson,
  refreshLauncher,
  writeMcpJson,
} from "../../../src/hooks/mcpJson";
import { HookError } from "../../../src/hooks/problem";

let folder = "";
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "mcp-json-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const serverOf = (name: string): string => {
  const path = join(folder, `${name} "server".cjs`);
  writeFileSync(path, `console.log(${JSON.stringify(name)}, process.argv.slice(2).join());`);
  return path;
};
const launcherOf = (name: string) => mcpLauncher(join(folder, "storage"), serverOf(name));

test("planning changes nothing, writing makes the entry and the script it names", async () => {
  const launcher = launcherOf("first");
  const plan = await planMcpJson(folder, launcher);
  assert.equal(plan.before, undefined);
  assert.ok(!existsSync(plan.path) && !existsSync(launcher.path));
  await writeMcpJson(plan, launcher);
  const entry = { type: "stdio", command: "node", args: [launcher.path] };
  const text = readFileSync(join(folder, ".mcp.json"), "utf8");
  assert.deepEqual(JSON.parse(text), { mcpServers: { "session-buddy": entry } });
  const again = await planMcpJson(folder, launcher);
  assert.equal(again.after, again.before);
  const elsewhere = await planMcpJson(folder, launcher, "/data");
  assert.match(elsewhere.after, /"--folder",\s+"\/data"/);
});

test("a file that changed after it was shown is left alone", async () => {
  const launcher = launcherOf("first");
  const plan = await planMcpJson(folder, launcher);
  writeFileSync(plan.path, "{}");
  await assert.rejects(
    writeMcpJson(plan, launcher),
    (error) => error instanceof HookError && error.problem.type === "changed-meanwhile",
  );
  assert.equal(readFileSync(plan.path, "utf8"), "{}");
  assert.ok(!existsSync(launcher.path));
});

test("the script starts the server with its arguments, and that of a newer version afterwards", async () => {
  const first = launcherOf("first");
  await refreshLauncher(first);
  assert.ok(!existsSync(first.path), "who wrote no file gets no script");
  await writeMcpJson(await planMcpJson(folder, first), first);
  const run = (): string =>
    execFileSync(process.execPath, [first.path, "--author", "me"], { encoding: "utf8" });
  assert.equal(run(), "first --author,me\n");
  await refreshLauncher(launcherOf("second"));
  assert.equal(run(), "second --author,me\n");
});

test("a script whose server is gone says so, where no client reads it as an answer", async () => {
  const launcher = launcherOf("first");
  await writeMcpJson(await planMcpJson(folder, launcher), launcher);
  rmSync(launcher.server);
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher.path], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /^session-buddy: [^\n]+\n$/);
});
