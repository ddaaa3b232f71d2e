import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests, type EditorWindow } from "./support/editor";
import { countRuns, runLine, runLines } from "./support/runs";

const inWindow = editorTests();
const round = ["git status", "npm test", "git add -A"];

/** Works in rounds until it is known what follows `git status`, and ends after one. */
async function work({ workbench, page }: EditorWindow): Promise<void> {
  await page.setViewportSize({ width: 1400, height: 1300 });
  await workbench.views.open("Session Buddy");
  await workbench.terminal.open();
  await runLines(workbench, [...round, ...round, ...round, "git status"]);
  await workbench.views
    .view("Recommended")
    .locator('.monaco-list-row[aria-label^="1. npm test"]')
    .waitFor();
}

/** Runs the line that was inserted, and checks that it was recorded once, with what led to it. */
async function runInserted(
  { workbench, workspace }: EditorWindow,
  expected: { readonly rank: string; readonly query?: string },
): Promise<void> {
  await workbench.terminal.seeAtPrompt("npm test");
  assert.equal(await countRuns(workbench, "npm test"), 3, "nothing runs without Enter");
  // What is typed after it belongs to the same command only if that waits for its Enter.
  await runLine(workbench, "npm test", " --silent");
  await mergeJournals(workbench);
  const folder = DataFolder.inside(workspace);
  assert.equal(
    folder.ask(`SELECT command, selection_rank, user_query FROM skill_invocation
      WHERE skill_name = 'npm test' ORDER BY invoked_at LIMIT -1 OFFSET 3`),
    `npm test --silent|${expected.rank}|${expected.query ?? ""}`,
  );
  assert.equal(
    folder.ask("SELECT count(*) FROM skill_invocation WHERE selection_rank IS NOT NULL"),
    expected.rank === "" ? "0" : "1",
  );
}

inWindow("a click on the first recommendation inserts it, and Enter is yours", async (window) => {
  await work(window);
  await window.screenshot("recommended");
  await window.workbench.views.row("Recommended", "npm test").click();
  await runInserted(window, { rank: "1" });
});

inWindow("Enter in the quick pick inserts what stands first", async (window) => {
  const { workbench, page } = window;
  await work(window);
  await workbench.statusBarItem(/·/).click();
  await workbench.quickInput.widget
    .locator(".monaco-list-row.focused", { hasText: "npm test" })
    .waitFor();
  await page.keyboard.press("Enter");
  await runInserted(window, { rank: "1" });
});

inWindow("the button of an item in the quick pick inserts it", async (window) => {
  const { workbench } = window;
  await work(window);
  await workbench.statusBarItem(/·/).click();
  const row = workbench.quickInput.row("npm test");
  await row.hover();
  await row.locator(".action-label").first().click();
  await runInserted(window, { rank: "1" });
});

inWindow("words that describe a problem find a skill and are kept with its run", async (window) => {
  const { workbench, screenshot } = window;
  await work(window);
  await workbench.run("Session Buddy: Describe a Problem…");
  await workbench.quickInput.input.fill("are the tests red again");
  await workbench.quickInput.rows.filter({ hasText: "npm test" }).first().waitFor();
  await screenshot("describe");
  await workbench.quickInput.pick("npm test");
  await runInserted(window, { rank: "1", query: "are the tests red again" });
});
