import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, viewIds } from "../../../src/contributions";
import { suite, test } from "./mocha";
import { buddy } from "./support";

suite("commands", () => {
  test("what is registered in the running editor is what the manifest contributes", async () => {
    await buddy();
    const focus = new RegExp(`^(${viewIds.join("|")})\\.`);
    // The editor itself registers commands for each view, such as the one that focuses it.
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith("sessionBuddy.") && !focus.test(id),
    );
    assert.deepEqual(registered.sort(), [...commandIds].sort());
  });

  test("sessionBuddy.run records a command exactly, also one that fails", async () => {
    const api = await buddy();
    await vscode.commands.executeCommand("sessionBuddy.run", {
      command: "workbench.action.closeSidebar",
    });
    const [done] = api.invocations();
    assert.equal(done?.skill.name, "workbench.action.closeSidebar");
    assert.equal(done.outcome, "completed");
    assert.equal(done.source, "launcher");
    await vscode.commands.executeCommand("sessionBuddy.run", { command: "no.such.command" });
    const [failed] = api.invocations();
    assert.equal(failed?.skill.name, "no.such.command");
    assert.equal(failed.outcome, "failed");
  });

  test("a command called on nothing it knows changes nothing", async () => {
    const api = await buddy();
    const before = api.invocations();
    for (const id of ["sessionBuddy.rerun", "sessionBuddy.markOutcome", "sessionBuddy.pin"])
      await vscode.commands.executeCommand(id, { skill: { kind: "nothing", name: 7 } });
    assert.deepEqual(api.invocations(), before);
  });
});
