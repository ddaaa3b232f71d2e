import assert from "node:assert/strict";
import { findAxeViolations } from "./support/axe";
import { editorTests } from "./support/editor";
import { runLines } from "./support/runs";
import { switchTheme, themes } from "./support/themes";

/** VS Code puts a row's label and description side by side with no space; no spoken label has that. */
const drawnByEditor = "label-content-name-mismatch";

const inWindow = editorTests();

inWindow("the views keep the rules of accessibility in every kind of theme", async (window) => {
  const { workbench, page, screenshot } = window;
  await workbench.views.open("Session Buddy");
  await workbench.terminal.open();
  await runLines(workbench, ["git status", "npm test"]);
  await workbench.terminal.run("sleep 60");
  await workbench.views.row("Skills", "sleep").waitFor();
  for (const theme of themes) {
    await switchTheme(window, theme);
    await screenshot(`views-${theme.kind}`);
    const found = await findAxeViolations(page.mainFrame(), ".part.sidebar");
    assert.deepEqual(
      found.filter(({ rule }) => rule !== drawnByEditor),
      [],
      theme.name,
    );
  }
});
