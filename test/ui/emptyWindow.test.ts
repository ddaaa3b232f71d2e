import assert from "node:assert/strict";
import path from "node:path";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const inWindow = editorTests({ isEmpty: true });

inWindow(
  "a window without a folder records into the extension's own storage",
  async ({ workbench, page, userFolder, screenshot }) => {
    await workbench.views.open("Session Buddy");
    await workbench.terminal.open();
    await workbench.terminal.run("git --version");
    await seeRun(workbench, "git", "completed");
    await workbench.views.row("Skills", "git").waitFor();
    await mergeJournals(workbench);
    await screenshot("empty-window");
    assert.equal(await page.locator(".notification-list-item .codicon-error").count(), 0);
    const own = path.join(userFolder, "globalStorage/session-buddy.session-buddy/history");
    assert.equal(
      new DataFolder(own).ask("SELECT skill_name, outcome FROM skill_invocation"),
      "git|completed",
    );
  },
);
