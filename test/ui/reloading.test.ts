import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { runLine, seeRun } from "./support/runs";

const inWindow = editorTests();

inWindow(
  "a reload abandons what still runs in a terminal that does not outlive it",
  async ({ workbench, page, workspace, screenshot }) => {
    await workbench.views.open("Session Buddy");
    await workbench.terminal.open();
    await workbench.terminal.run("sleep 600");
    await seeRun(workbench, "sleep", "running");

    await page.reload();
    await workbench.ready();
    await workbench.views.open("Session Buddy");
    await workbench.views.row("Skills", "sleep").waitFor();
    await workbench.terminal.open();
    await runLine(workbench, "git status", "git status");
    await screenshot("reloaded");
    await mergeJournals(workbench);
    assert.equal(
      DataFolder.inside(workspace).ask(
        "SELECT skill_name, outcome FROM skill_invocation ORDER BY invoked_at",
      ),
      "sleep|abandoned\ngit status|completed",
    );
  },
);
