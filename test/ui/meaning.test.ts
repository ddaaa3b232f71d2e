import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests, type EditorWindow } from "./support/editor";
import { runLine, runLines } from "./support/runs";

const inWindow = editorTests();
const first = "did my change break anything";
const again = "did I break something with my changes";

/** Asks in words, takes the row of `npm test`, and runs what was inserted. */
async function solve({ workbench }: EditorWindow, words: string): Promise<void> {
  await workbench.run("Session Buddy: Describe a Problem…");
  await workbench.quickInput.input.fill(words);
  await workbench.quickInput.pick("npm test");
  await workbench.terminal.seeAtPrompt("npm test");
  await runLine(workbench, "npm test", "");
}

inWindow(
  "what was chosen for a problem comes first when it is told in other words",
  async (window) => {
    const { workbench, page, workspace, screenshot } = window;
    await page.setViewportSize({ width: 1400, height: 1300 });
    await workbench.views.open("Session Buddy");
    await workbench.terminal.open();
    await runLines(workbench, ["git status", "git log --oneline", "npm test", "git add -A"]);

    // Nobody has told here yet what `npm test` is good for: its own name finds it.
    await solve(window, `test: ${first}`);

    await workbench.run("Session Buddy: Describe a Problem…");
    await workbench.quickInput.input.fill(again);
    const best = workbench.quickInput.rows.first();
    await best.filter({ hasText: "npm test" }).waitFor();
    assert.match(await best.innerText(), /did my change break anything/);
    await screenshot("meaning");
    await page.keyboard.press("Enter");
    await workbench.terminal.seeAtPrompt("npm test");
    await runLine(workbench, "npm test", "");

    await mergeJournals(workbench);
    assert.equal(
      DataFolder.inside(workspace).ask(`SELECT user_query, selection_rank FROM skill_invocation
        WHERE user_query IS NOT NULL ORDER BY invoked_at`),
      `test: ${first}|1\n${again}|1`,
    );
  },
);
