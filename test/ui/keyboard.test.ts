import assert from "node:assert/strict";
import type { Locator, Page } from "../host/lib/playwright";
import { editorTests } from "./support/editor";
import { runLines, seeRun } from "./support/runs";
import { until } from "./support/until";
import type { Workbench } from "./support/workbench";

const inWindow = editorTests();

/** Runs a command of the palette without touching the mouse. */
async function type({ page, quickInput }: Workbench, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await quickInput.input.waitFor();
  await page.keyboard.type(title);
  await quickInput.widget.locator(".monaco-list-row.focused", { hasText: title }).waitFor();
  await page.keyboard.press("Enter");
}

/** Presses a key until the element in focus has this label. */
async function walk(page: Page, key: string, focused: Locator, wanted: string): Promise<void> {
  const label = async (): Promise<string> =>
    (await focused.count()) === 0 ? "" : await focused.first().ariaSnapshot();
  for (let now = await label(); !now.includes(wanted); now = await label()) {
    await page.keyboard.press(key);
    await until(`${key} to move the focus on to ${wanted}`, async () => (await label()) !== now);
  }
}

inWindow("everything is reached and used with the keyboard alone", async (window) => {
  const { workbench, page, screenshot } = window;
  const focusedRow = (view: string): Locator =>
    workbench.views.view(view).locator(".monaco-list.element-focused .monaco-list-row.focused");
  await workbench.views.container("Session Buddy").waitFor();
  await type(workbench, "Focus on Session View");
  await workbench.views.view("Session").waitFor();
  await type(workbench, "Terminal: Create New Terminal");
  await workbench.terminal.ready();
  await runLines(workbench, ["git status", "npm test"]);

  await type(workbench, "Focus on Session View");
  await workbench.views.hasFocus("Session");
  await walk(page, "ArrowDown", focusedRow("Session"), "npm test, failed");
  await screenshot("keyboard-session");
  await page.keyboard.press("Shift+F10");
  await page.locator(".monaco-menu").waitFor();
  const focusedItem = page.locator(".monaco-menu .action-item.focused");
  await walk(page, "ArrowDown", focusedItem, "Mark Outcome…");
  await screenshot("keyboard-menu");
  await page.keyboard.press("Enter");
  await workbench.quickInput.input.waitFor();
  await page.keyboard.type("abandoned");
  await page.keyboard.press("Enter");
  await seeRun(workbench, "npm test", "abandoned");

  await type(workbench, "Focus on Skills View");
  await workbench.views.hasFocus("Skills");
  await walk(page, "ArrowDown", focusedRow("Skills"), "Testing");
  const category = workbench.views.row("Skills", "Testing");
  await page.keyboard.press("ArrowLeft");
  await until("the category to close", async () => {
    return (await category.getAttribute("aria-expanded")) === "false";
  });
  await page.keyboard.press("ArrowRight");
  await workbench.views.row("Skills", "npm test").waitFor();

  await type(workbench, "Focus on Recommended View");
  await workbench.views.hasFocus("Recommended");
  await walk(page, "ArrowDown", focusedRow("Recommended"), "git status");
  await page.keyboard.press("Enter");
  await workbench.terminal.seeAtPrompt("git status");

  await type(workbench, "Session Buddy: Show Recommendations");
  await workbench.quickInput.row("Open workflow report").waitFor();
  await page.keyboard.press("Escape");
  await workbench.quickInput.input.waitFor({ state: "hidden" });
  assert.equal(await page.locator(".notifications-toasts .notification-list-item").count(), 0);
});
