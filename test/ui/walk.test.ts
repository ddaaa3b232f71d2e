import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { editorTests, type EditorWindow } from "./support/editor";
import { findAxeViolations } from "./support/axe";
import { switchTheme, themes } from "./support/themes";

const inWindow = editorTests();

/** How many rows of the Session view stand for runs of this skill. */
function runs({ workbench }: EditorWindow, name: string): Promise<number> {
  return workbench.views
    .view("Session")
    .locator(`.monaco-list-row[aria-level="2"][aria-label^="${name}, "]`)
    .count();
}

/** Waits until the Session view has this run with this outcome. */
async function seeRun({ workbench }: EditorWindow, name: string, outcome: string): Promise<void> {
  await workbench.views
    .view("Session")
    .locator(`.monaco-list-row[aria-label^="${name}, ${outcome}"]`)
    .first()
    .waitFor({ timeout: 40_000 });
}

inWindow("a first quarter of an hour, as a new user would spend it", async (window) => {
  const { workbench, page, workspace, screenshot } = window;
  await workbench.views.open("Session Buddy");
  await workbench.views
    .view("Session")
    .locator(".welcome-view-content", { hasText: "Nothing has run in this window yet" })
    .waitFor();
  await screenshot("welcome");

  await workbench.terminal.open();
  await workbench.terminal.run("npm test");
  await seeRun(window, "npm test", "failed");

  const cart = path.join(workspace, "src/cart.js");
  const broken = readFileSync(cart, "utf8");
  writeFileSync(cart, broken.replace("> 5", ">= 5"));
  assert.notEqual(readFileSync(cart, "utf8"), broken);
  await workbench.terminal.run("npm test");
  await seeRun(window, "npm test", "completed");
  assert.equal(await runs(window, "npm test"), 2, "each run once");

  await workbench.runAndPick("Tasks: Run Task", "build");
  await seeRun(window, "build", "completed");

  await workbench.run("Debug: Start Debugging");
  await seeRun(window, "Print a receipt", "completed");
  await workbench.views.open("Session Buddy");

  await workbench.terminal.open();
  await workbench.terminal.run("git commit -am 'fix: five items earn the discount'");
  await seeRun(window, "git commit", "completed");
  for (const name of ["build", "Print a receipt", "git commit"]) {
    assert.equal(await runs(window, name), 1, `${name}: once`);
  }
  await workbench.views.row("Recommended", "npm test").waitFor();
  await screenshot("session");

  await workbench.statusBarItem(/·/).click();
  await workbench.quickInput.row("npm test").waitFor();
  await screenshot("quick-pick");
  await page.keyboard.press("Escape");

  await workbench.run("Session Buddy: Open Workflow Report");
  const report = await workbench.webview(`document.querySelector("main h2") !== null`);
  await report.locator("main", { hasText: "npm test" }).first().waitFor();
  for (const theme of themes) {
    await switchTheme(window, theme, report);
    assert.deepEqual(await findAxeViolations(report), [], theme.name);
    await screenshot(`report-${theme.kind}`);
  }

  await page.reload();
  await workbench.ready();
  await workbench.views.open("Session Buddy");
  await workbench.views.row("Skills", "Testing").waitFor();
  await workbench.views.row("Skills", "npm test").waitFor();
  const database = path.join(workspace, ".session-buddy/session-buddy.db");
  assert.equal(existsSync(path.join(workspace, ".session-buddy/.gitignore")), true);
  await workbench.run("Session Buddy: Merge Journals into the Database Now");
  await workbench.notification(/merged|up to date/).waitFor();
  const ask = (sql: string): string =>
    execFileSync("sqlite3", [database, sql], { encoding: "utf8" }).trim();
  assert.equal(ask("PRAGMA integrity_check"), "ok");
  assert.equal(ask("SELECT count(*) FROM skill_invocation WHERE skill_name = 'npm test'"), "2");
});
