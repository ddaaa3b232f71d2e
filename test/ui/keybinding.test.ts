import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const command = "workbench.action.toggleSidebarVisibility";
const inWindow = editorTests({
  keybindings: [
    { key: "ctrl+alt+7", command: "sessionBuddy.run", args: { command } },
    { key: "ctrl+alt+8", command: "sessionBuddy.run", args: { comand: command } },
    { key: "ctrl+alt+9", command: "sessionBuddy.run", args: { command: "no.such.command" } },
  ],
});

inWindow("a keybinding runs a command and records how it went", async (window) => {
  const { workbench, page, workspace } = window;
  await workbench.views.open("Session Buddy");
  await workbench.views.view("Session").locator(".welcome-view-content").waitFor();
  await page.keyboard.press("Control+Alt+7");
  await page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await workbench.views.open("Session Buddy");
  await seeRun(workbench, command, "completed");
  await page.keyboard.press("Control+Alt+9");
  await seeRun(workbench, "no.such.command", "failed");
  await workbench.notification("no.such.command").waitFor();
  await mergeJournals(workbench);
  assert.equal(
    DataFolder.inside(workspace).ask(
      "SELECT skill_kind, skill_name, outcome, source FROM skill_invocation ORDER BY invoked_at",
    ),
    `command|${command}|completed|launcher\ncommand|no.such.command|failed|launcher`,
  );
});

inWindow("wrong arguments of a keybinding are answered by one sentence", async (window) => {
  const { workbench, page, workspace, screenshot } = window;
  await workbench.views.open("Session Buddy");
  await workbench.views.view("Session").locator(".welcome-view-content").waitFor();
  await page.keyboard.press("Control+Alt+8");
  await workbench.notification("sessionBuddy.run needs one of").waitFor();
  await screenshot("wrong-arguments");
  assert.equal(await page.locator(".notifications-toasts .notification-list-item").count(), 1);
  assert.equal(DataFolder.inside(workspace).exists, false);
});
