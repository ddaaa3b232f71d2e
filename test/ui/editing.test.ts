import assert from "node:assert/strict";
import type { Locator } from "../host/lib/playwright";
import { editorTests } from "./support/editor";
import { runLine, runLines, seeRun } from "./support/runs";
import type { Workbench } from "./support/workbench";

const inWindow = editorTests();

/** The row of a skill in the Skills view, by all that is said of it. */
function skill({ views }: Workbench, spoken: string): Locator {
  return views.view("Skills").locator(`.monaco-list-row[aria-level="2"][aria-label^="${spoken}"]`);
}

async function begin(workbench: Workbench): Promise<void> {
  await workbench.views.open("Session Buddy");
  await workbench.terminal.open();
  await runLines(workbench, ["git status", "git log --oneline"]);
}

async function reload(workbench: Workbench): Promise<void> {
  await workbench.page.reload();
  await workbench.ready();
  await workbench.views.open("Session Buddy");
}

inWindow("an outcome marked by hand counts, also after a reload", async ({ workbench }) => {
  await begin(workbench);
  await skill(workbench, "git status, 1 run, 100%").waitFor();
  const run = await seeRun(workbench, "git status", "completed");
  await workbench.views.chooseFromMenu(run, "Mark Outcome…");
  await workbench.quickInput.pick("failed");
  await seeRun(workbench, "git status", "failed");
  await skill(workbench, "git status, 1 run, 0%").waitFor();
  await reload(workbench);
  await skill(workbench, "git status, 1 run, 0%").waitFor();
});

inWindow("a skill is renamed in every view until its name is emptied", async ({ workbench }) => {
  await begin(workbench);
  await workbench.views.chooseFromMenu(skill(workbench, "git status"), "Rename…");
  await workbench.quickInput.answer("Look around");
  await skill(workbench, "Look around, 1 run").waitFor();
  await seeRun(workbench, "Look around", "completed");
  await workbench.views.row("Recommended", "Look around").waitFor();
  await reload(workbench);
  await workbench.views.chooseFromMenu(skill(workbench, "Look around"), "Rename…");
  await workbench.quickInput.answer("");
  await skill(workbench, "git status, 1 run").waitFor();
});

inWindow("a hidden skill comes back by Undo, and later from a list", async ({ workbench }) => {
  await begin(workbench);
  const row = skill(workbench, "git log");
  await workbench.views.chooseFromMenu(row, "Hide Skill");
  await row.waitFor({ state: "detached" });
  await workbench.views.row("Recommended", "git log").waitFor({ state: "detached" });
  const told = workbench.notification("“git log” is hidden");
  await told.locator(".monaco-button", { hasText: "Undo" }).click();
  await row.waitFor();

  await workbench.views.chooseFromMenu(row, "Hide Skill");
  await row.waitFor({ state: "detached" });
  await reload(workbench);
  await skill(workbench, "git status").waitFor();
  assert.equal(await row.count(), 0);
  await workbench.runAndPick("Session Buddy: Show Hidden Skills…", "git log");
  await workbench.quickInput.input.press("Enter");
  await row.waitFor();
});

inWindow("runs belong to the phase that a skill was given", async ({ workbench }) => {
  await begin(workbench);
  const inCleanup = workbench.views
    .view("Session")
    .locator('.monaco-list-row[aria-level="1"][aria-label^="cleanup, 1 run"]');
  await workbench.views.chooseFromMenu(skill(workbench, "git status"), "Set Its Phase…");
  await workbench.quickInput.pick("cleanup");
  await runLine(workbench, "git status", "git status");
  await inCleanup.waitFor();
  await reload(workbench);
  await skill(workbench, "git status, 2 runs").waitFor();
  await workbench.terminal.open();
  await runLine(workbench, "git status", "git status");
  await inCleanup.waitFor();
});

inWindow("a pinned skill is marked in both lists until it is unpinned", async (window) => {
  const { workbench, screenshot } = window;
  await begin(workbench);
  const pins = (view: string): Locator =>
    workbench.views.row(view, "git log").locator(".codicon-pinned");
  await workbench.views.chooseFromMenu(skill(workbench, "git log"), "Pin");
  for (const view of ["Skills", "Recommended"]) await pins(view).first().waitFor();
  await screenshot("pinned");
  await reload(workbench);
  for (const view of ["Skills", "Recommended"]) await pins(view).first().waitFor();
  await workbench.views.chooseFromMenu(workbench.views.row("Recommended", "git log"), "Unpin");
  for (const view of ["Skills", "Recommended"]) {
    await pins(view).first().waitFor({ state: "detached" });
  }
});
