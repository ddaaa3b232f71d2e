import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { buddy, onlyOne, until, workspaceFolder } from "./support";
import { suite, test } from "./mocha";

/** Runs a program under the debugger and waits for its session to end. @returns how long that took. */
async function debug(name: string, program: string): Promise<number> {
  writeFileSync(join(workspaceFolder(), "debugged.js"), program);
  let began = NaN;
  let took: number | undefined;
  const listeners = [
    vscode.debug.onDidStartDebugSession((session) => {
      if (session.parentSession === undefined) began = performance.now();
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      if (session.parentSession === undefined) took = performance.now() - began;
    }),
  ];
  await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], {
    type: "node",
    request: "launch",
    name,
    program: join(workspaceFolder(), "debugged.js"),
    runtimeExecutable: process.execPath,
    console: "internalConsole",
  });
  const result = await until("the debug session to end", () => took, 30_000);
  for (const listener of listeners) listener.dispose();
  return result;
}

suite("debugging", () => {
  test("a session and its children are one run; exit code 0 completes it", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const before = api.invocations();
    const took = await debug("passes", "setTimeout(() => {}, 300);");
    const run = await onlyOne(api, "passes", before);
    assert.equal(run.outcome, "completed");
    console.log(`      measured ${run.durationMs?.toFixed(1)} ms, session ${took.toFixed(1)} ms`);
    assert.ok(Math.abs((run.durationMs ?? NaN) - took) <= 50);
  });

  test("an exit code other than 0 fails it", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const before = api.invocations();
    await debug("fails", "process.exit(4);");
    const run = await onlyOne(api, "fails", before);
    assert.equal(run.outcome, "failed");
    assert.equal(run.exitCode, 4);
  });

  test("a session the user stops is abandoned", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const before = api.invocations();
    const started = new Promise<void>((resolve) => {
      const listener = vscode.debug.onDidStartDebugSession((session) => {
        if (session.parentSession === undefined) return;
        listener.dispose();
        resolve();
      });
    });
    const ended = debug("stopped", "setInterval(() => {}, 1000);");
    await started;
    await vscode.debug.stopDebugging();
    await ended;
    const run = await onlyOne(api, "stopped", before);
    assert.equal(run.outcome, "abandoned");
  });
});
