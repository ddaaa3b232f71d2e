import assert from "node:assert/strict";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const inWindow = editorTests({ settings: { "sessionBuddy.maxRecommendations": 9999 } });

inWindow("a setting out of range costs one sentence, nothing else", async (window) => {
  const { workbench, page, screenshot } = window;
  const told = workbench.notification("“sessionBuddy.maxRecommendations” cannot be 9999");
  await told.waitFor();
  await workbench.views.open("Session Buddy");
  await workbench.terminal.open();
  await workbench.terminal.run("git status");
  await seeRun(workbench, "git status", "completed");
  await workbench.views.row("Recommended", "git status").waitFor();
  await screenshot("wrong-setting");
  assert.equal(await page.locator(".notifications-toasts .notification-list-item").count(), 1);
  await told.locator(".monaco-button", { hasText: "Open Settings" }).click();
  await page
    .locator(".settings-editor .setting-item-label", { hasText: "Max Recommendations" })
    .waitFor();
});
