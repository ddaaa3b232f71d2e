import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";
import { until } from "./support/until";

const inWindow = editorTests({ settings: { "sessionBuddy.arguments": "full" } });

inWindow(
  "a forgotten run is gone from the views and from every byte on disk",
  async ({ workbench, workspace, screenshot }) => {
    const folder = DataFolder.inside(workspace);
    await workbench.views.open("Session Buddy");
    await workbench.terminal.open();
    await workbench.terminal.run("git log --grep=zebracrossing");
    const row = await seeRun(workbench, "git log", "completed");
    await mergeJournals(workbench);
    // A second generation, so that the first is there beside it.
    await workbench.terminal.run("git status");
    await seeRun(workbench, "git status", "completed");
    await mergeJournals(workbench);
    const before = folder.filesWith("zebracrossing");
    assert.ok(before.includes("session-buddy.db"), before.join(", "));

    await workbench.views.chooseFromMenu(row, "Forget This Run");
    await screenshot("forget");
    await workbench.dialogButton("Forget").click();
    await row.waitFor({ state: "detached" });
    await workbench.views.row("Skills", "git log").waitFor({ state: "detached" });
    await until("its text to be gone", () => folder.filesWith("zebracrossing").length === 0);
    await mergeJournals(workbench);
    assert.deepEqual(folder.filesWith("zebracrossing"), []);
    assert.equal(folder.ask("SELECT skill_name FROM skill_invocation"), "git status");
  },
);
