import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { suite, test } from "./mocha";
import { buddy, workspaceFolder } from "./support";

const run = promisify(execFile);

const folder = (): string => join(workspaceFolder(), ".session-buddy", "checkpoints");
const files = (): readonly string[] => {
  try {
    return readdirSync(folder()).sort();
  } catch {
    return []; // none was written yet
  }
};

suite("checkpoint", () => {
  test("a checkpoint is written, opened, and never over another", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const failing = api.track({ skill: "tool:search", agent: "Tester" });
    failing({ outcome: "failed", errorType: "TimeoutError" });
    const open = api.track({ skill: "skill:a *long* one" });
    writeFileSync(join(workspaceFolder(), "left behind.orig"), "?\n");
    await run("git", ["branch", "already-merged"], { cwd: workspaceFolder() });

    const before = files();
    await vscode.commands.executeCommand("sessionBuddy.checkpoint");
    const [name, ...others] = files().filter((file) => !before.includes(file));
    assert.ok(name !== undefined && others.length === 0);
    assert.match(name, /^\d{4}-\d\d-\d\d-\d{4}(-\d+)?\.md$/);
    const path = join(folder(), name);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, path);

    const text = readFileSync(path, "utf8");
    assert.match(text, /^# Checkpoint: /);
    assert.match(text, /^- search failed when it last ran, at \d\d:\d\d: TimeoutError\.$/m);
    assert.match(text, /^- a \\\*long\\\* one still runs, since \d\d:\d\d\.$/m);
    assert.match(text, /^Branch \S+\.$/m);
    assert.match(text, /^- left behind\.orig \(untracked\)$/m);
    assert.match(text, /^- left behind\.orig$/m);
    assert.match(text, /^- already-merged$/m);
    assert.doesNotMatch(text, /Bottlenecks are not known/);

    const changedMs = statSync(path).mtimeMs;
    await Promise.all([
      vscode.commands.executeCommand("sessionBuddy.checkpoint"),
      vscode.commands.executeCommand("sessionBuddy.checkpoint"),
    ]);
    assert.equal(files().length, before.length + 2);
    assert.equal(statSync(path).mtimeMs, changedMs);
    open({ outcome: "completed" });
  });

  test("the report goes to the clipboard as text", async () => {
    const api = await buddy();
    api.track({ skill: "tool:search" })();
    await vscode.commands.executeCommand("sessionBuddy.copyReport");
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^Workflow report\n===/);
    for (const line of text.split("\n")) assert.ok(line.length <= 80, line);
  });
});
