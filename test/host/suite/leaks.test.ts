import assert from "node:assert/strict";
import * as vscode from "vscode";
import { inCopy, otherId } from "./copy";
import type { Held } from "./countedApi";
import { buddy, shell, until } from "./support";
import { suite, test } from "./mocha";

/** Waits for what ends later by itself, as threads do, and says what did not. */
async function allIsLetGo(held: Held): Promise<void> {
  await until("everything to be let go", () => held.names.length === 0 || undefined, 5_000).catch(
    () => undefined,
  );
  assert.deepEqual(held.names, []);
}

suite("leaks", () => {
  test("a used extension lets go of everything", async function () {
    this.timeout(60_000);
    await buddy();
    const held = await inCopy(async (counting, api) => {
      await until("git to be watched", () =>
        counting.names.includes("git.repository.state.onDidChange") ? true : undefined,
      );
      const terminal = await shell();
      terminal.sendText("git status");
      await until("a run", () => api.invocations().find(({ outcome }) => outcome === "completed"));
      await vscode.commands.executeCommand(otherId("sessionBuddy.openReport"));
      await vscode.commands.executeCommand(otherId("sessionBuddy.saveNow"));
      await vscode.commands.executeCommand(otherId("sessionBuddy.checkpoint"));
      const quickPick = vscode.commands.executeCommand(otherId("sessionBuddy.showQuickPick"));
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      await quickPick;
      terminal.sendText("sleep 60");
      await until("another", () => api.invocations().find(({ outcome }) => outcome === "running"));
      for (const expected of ["worker thread", "window.onDidStartTerminalShellExecution"])
        assert.ok(counting.names.includes(expected), counting.names.join("\n"));
      terminal.dispose();
    });
    await allIsLetGo(held);
  });

  test("an extension that is gone before git has started lets go of everything", async () => {
    const held = await inCopy(() => undefined);
    // Git starts in its own time; asking it again comes after what the extension asked.
    await vscode.extensions.getExtension("vscode.git")?.activate();
    await new Promise(setImmediate);
    await allIsLetGo(held);
  });
});
