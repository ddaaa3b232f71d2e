import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { buddy, invocationsSince, onlyOne, shell, until, workspaceFolder } from "./support";
import { suite, test } from "./mocha";

const run = promisify(execFile);
const git = (...args: string[]): Promise<unknown> => run("git", args, { cwd: workspaceFolder() });

interface Repository {
  readonly state: { readonly HEAD?: { readonly commit?: string } };
  add(paths: string[]): Promise<void>;
  commit(message: string): Promise<void>;
}

async function repository(): Promise<Repository> {
  const extension = vscode.extensions.getExtension<{
    getAPI(version: 1): { readonly repositories: readonly Repository[] };
  }>("vscode.git");
  assert.ok(extension);
  const api = (await extension.activate()).getAPI(1);
  return until(
    "the repository",
    () => api.repositories.find(({ state }) => state.HEAD?.commit),
    30_000,
  );
}

/** Git tells the time of a commit in whole seconds; nothing else may have ended in this one. */
async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  await until("the next second", () => Math.floor(Date.now() / 1000) > second + 1 || undefined);
}

suite("git", () => {
  test("a commit typed in a terminal counts once, though HEAD moves too", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const opened = await repository();
    writeFileSync(join(workspaceFolder(), "one.txt"), "1\n");
    await git("add", ".");
    const terminal = await shell();
    const before = api.invocations();
    const head = opened.state.HEAD?.commit;
    terminal.sendText("git commit -m 'from a terminal'");
    await onlyOne(api, "git commit", before);
    await until(
      "the editor to see it",
      () => opened.state.HEAD?.commit !== head || undefined,
      30_000,
    );
    await nextSecond();
    await git("commit", "--allow-empty", "-m", "from elsewhere");
    // Moves of HEAD are judged one after the other: once this one is, the first has been too.
    const runs = await until("the commit from elsewhere", () => {
      const since = invocationsSince(api, before);
      return since.some(({ source }) => source === "git") ? since : undefined;
    });
    assert.deepEqual(runs.map(({ source }) => source).sort(), ["git", "terminal"]);
    terminal.dispose();
  });

  test("a commit made elsewhere is seen by its HEAD", async function () {
    this.timeout(60_000);
    const api = await buddy();
    await repository();
    await nextSecond();
    const before = api.invocations();
    writeFileSync(join(workspaceFolder(), "two.txt"), "2\n");
    await git("add", ".");
    await git("commit", "-m", "from elsewhere");
    const run = await onlyOne(api, "git commit", before);
    assert.equal(run.source, "git");
    assert.equal(run.outcome, "completed");
    assert.equal(run.durationMs, undefined);
  });

  test("a commit made in the editor counts once", async function () {
    this.timeout(60_000);
    const api = await buddy();
    const opened = await repository();
    writeFileSync(join(workspaceFolder(), "three.txt"), "3\n");
    const before = api.invocations();
    await opened.add([join(workspaceFolder(), "three.txt")]);
    await opened.commit("from the editor");
    const run = await onlyOne(api, "git commit", before);
    assert.equal(run.source, "git");
  });
});
