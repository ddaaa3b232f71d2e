import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { seedHistory } from "../support/seedHistory";
import { findAxeViolations } from "./support/axe";
import { editorTests } from "./support/editor";
import { switchTheme, themes } from "./support/themes";

const inWindow = editorTests({
  prepare: (workspace) => {
    seedHistory(workspace, { days: 28, nowMs: Date.now(), seed: 7 });
  },
});

inWindow("a month of work reads well in every view and theme", async (window) => {
  const { workbench, page, screenshot, workspace } = window;
  await workbench.views.open("Session Buddy");
  await workbench.views.row("Skills", "Build").waitFor();
  await workbench.terminal.open();
  for (const line of ["git status", "npm test", "git add -A"]) {
    await workbench.terminal.run(line);
    const [name] = line.split(" -");
    await workbench.views
      .view("Session")
      .locator(
        `.monaco-list-row[aria-level="2"][aria-label^="${name}, "]:not([aria-label*="running"])`,
      )
      .first()
      .waitFor({ timeout: 40_000 });
  }
  await workbench.views
    .view("Recommended")
    .locator('.monaco-list-row[aria-label^="1. git commit"]')
    .waitFor();
  await screenshot("month-session");
  await workbench.statusBarItem(/·/).click();
  await workbench.quickInput.row("git commit").waitFor();
  // The list alone: the rest of the window is on another picture.
  const clip = { x: 380, y: 20, width: 644, height: 360 };
  await page.screenshot({ path: "out/screenshots/month-quick-pick.png", clip });
  await page.keyboard.press("Escape");

  await workbench.run("View: Toggle Panel Visibility");
  await workbench.run("Session Buddy: Open Workflow Report");
  const report = await workbench.webview(`document.querySelector("main h2") !== null`);
  await report.locator("main", { hasText: "npm test" }).first().waitFor();
  for (const theme of themes) {
    await switchTheme(window, theme, report);
    assert.deepEqual(await findAxeViolations(report), [], theme.name);
    await screenshot(`month-report-${theme.kind}`);
  }
  const remote = execFileSync("git", ["status", "--porcelain"], {
    cwd: workspace,
    encoding: "utf8",
  });
  assert.doesNotMatch(remote, /session-buddy/, "the data folder is ignored by git");
});
