import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { suite, teardown, test } from "./mocha";
import { buddy, until } from "./support";

const { Global } = vscode.ConfigurationTarget;

/** What a server may take to start on a busy machine, milliseconds. */
const patienceMs = 45_000;

/** Of the user; undefined takes it back. */
async function set(id: "backend" | "mcpServer", value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("sessionBuddy").update(id, value, Global);
}

/** What the journals of a data folder hold, as text. */
function journals(folder: string): string {
  const path = join(folder, "journal");
  if (!existsSync(path)) return "";
  return readdirSync(path)
    .map((name) => readFileSync(join(path, name), "utf8"))
    .join("");
}

suite("backend", () => {
  teardown(async () => {
    await vscode.workspace.getConfiguration("sessionBuddy").update("enabled", undefined, Global);
    await set("backend", undefined);
    await set("mcpServer", undefined);
  });

  test("delivers to the server that the user sets, and says what is in use", async function () {
    this.timeout(120_000);
    const api = await buddy();
    assert.equal(api.getBackend(), "direct");
    const folder = mkdtempSync(join(tmpdir(), "session-buddy-remote-"));
    const extension = vscode.extensions.getExtension("session-buddy.session-buddy");
    const server = join(extension?.extensionPath ?? "", "dist", "mcp.cjs");
    try {
      await set("mcpServer", ["node", server, "--folder", folder]);
      await set("backend", "mcp");
      const isConnected = (): true | undefined =>
        api.getBackend() === "mcp (connected)" || undefined;
      await until("the connection", isConnected, patienceMs);
      const complete = api.track({ skill: "tool:delivered" });
      complete({ outcome: "failed" });
      const isThere = (): true | undefined =>
        /"ended".*/.test(journals(folder)) && journals(folder).includes(complete.id)
          ? true
          : undefined;
      await until("both records on the other side", isThere, patienceMs);
      assert.equal(api.invocations()[0]?.id, complete.id);
    } finally {
      await set("backend", "direct");
      await until("direct", () => api.getBackend() === "direct" || undefined);
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    }
  });

  test("says that nobody answers, and records here all the same", async () => {
    const api = await buddy();
    await set("mcpServer", ["/no/such/program"]);
    await set("backend", "auto");
    const answer = "direct (mcp does not answer)";
    await until("the outage", () => api.getBackend() === answer || undefined);
    const complete = api.track({ skill: "tool:kept here" });
    complete();
    assert.equal(api.invocations()[0]?.id, complete.id);
  });

  test("with none, nothing is recorded and recording is off", async () => {
    const api = await buddy();
    await set("backend", "none");
    await until("none", () => api.getBackend() === "none" || undefined);
    await until("off", () => api.summary().tracking === "off" || undefined);
    const before = api.invocations().length;
    api.track({ skill: "tool:not kept" })();
    assert.equal(api.invocations().length, before);
    await vscode.commands.executeCommand("sessionBuddy.startTracking");
    await until("on", () => api.summary().tracking === "on" || undefined);
    assert.equal(api.getBackend(), "direct");
  });
});
