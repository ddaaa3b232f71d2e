import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";
import { until } from "./support/until";

const inWindow = editorTests({ trustEverything: false });

inWindow(
  "an untrusted folder is not written to; once it is trusted, it gets the session's runs",
  async ({ workbench, page, workspace, screenshot }) => {
    const folder = DataFolder.inside(workspace);
    await workbench.statusBarItem("Restricted Mode").waitFor();
    await workbench.views.open("Session Buddy");
    // A restricted window starts no shells: a command of the editor is what can run here.
    await workbench.run("Session Buddy: Run and Track…");
    await workbench.quickInput.input.fill("workbench.action.closeAllEditors");
    await workbench.quickInput.pick("workbench.action.closeAllEditors");
    await seeRun(workbench, "workbench.action.closeAllEditors", "completed");
    await workbench.views.row("Skills", "workbench.action.closeAllEditors").waitFor();
    await screenshot("restricted");
    assert.equal(folder.exists, false);

    await workbench.run("Workspaces: Manage Workspace Trust");
    await page
      .locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" })
      .first()
      .click();
    await until("the folder to be used", () => folder.exists);
    await seeRun(workbench, "workbench.action.closeAllEditors", "completed");
    await workbench.terminal.open();
    await workbench.terminal.run("git status");
    await seeRun(workbench, "git status", "completed");
    await mergeJournals(workbench);
    assert.equal(
      folder.ask("SELECT skill_name, outcome FROM skill_invocation ORDER BY invoked_at"),
      "workbench.action.closeAllEditors|completed\ngit status|completed",
    );
  },
);
