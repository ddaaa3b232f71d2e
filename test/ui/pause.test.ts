import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const inWindow = editorTests();

inWindow(
  "recording pauses from the status bar, stays paused over a reload, and resumes",
  async ({ workbench, page, workspace, screenshot }) => {
    await workbench.views.open("Session Buddy");
    await workbench.terminal.open();
    await workbench.terminal.run("git status");
    await seeRun(workbench, "git status", "completed");
    await workbench.statusBarItem(/·/).click();
    await workbench.quickInput.pick("Pause recording");
    await workbench.statusBarItem("Paused").waitFor();
    await workbench.terminal.run("git log --oneline");
    await workbench.terminal.see("feat: add the sample");

    await page.reload();
    await workbench.ready();
    await workbench.statusBarItem("Paused").waitFor();
    await workbench.views.open("Session Buddy");
    const welcome = workbench.views.view("Session").locator(".welcome-view-content");
    await welcome.filter({ hasText: "Recording is paused" }).waitFor();
    await screenshot("paused");
    await workbench.terminal.open();
    await workbench.terminal.run("git log --oneline");
    await workbench.terminal.see("feat: add the sample");

    await welcome.locator(".monaco-button", { hasText: "Resume Recording" }).click();
    await welcome.filter({ hasText: "Nothing has run in this window yet" }).waitFor();
    await workbench.terminal.run("git branch");
    await seeRun(workbench, "git branch", "completed");
    await mergeJournals(workbench);
    assert.equal(
      DataFolder.inside(workspace).ask(
        "SELECT skill_name FROM skill_invocation ORDER BY invoked_at",
      ),
      "git status\ngit branch",
    );
  },
);
