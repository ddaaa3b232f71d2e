import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { seedHistory } from "../support/seedHistory";
import { editorTests } from "./support/editor";
import { until } from "./support/until";

const inWindow = editorTests({
  prepare: (workspace) => {
    seedHistory(workspace, { days: 40, nowMs: Date.now(), seed: 3 });
  },
});

inWindow(
  "insights are explained, put aside and brought back, and a routine becomes a task",
  async ({ workbench, workspace, screenshot }) => {
    const { views } = workbench;
    await views.open("Session Buddy");
    const routine = views.row("Insights", "git add → git commit");
    await routine.waitFor();
    await screenshot("insights");

    await routine.click();
    const explained = await workbench.webview(
      `document.body.innerText.includes("How it is worked out")`,
    );
    await explained.locator("text=How sure it is").first().waitFor();
    await screenshot("insight-explained");

    const before = await views.rows("Insights").count();
    await workbench.runAndPick("Session Buddy: Dismiss Insight", "git add → git commit");
    await workbench.notification("will not be shown again").waitFor();
    await routine.waitFor({ state: "detached" });
    await workbench.notification("will not be shown again").locator("text=Undo").click();
    await routine.waitFor();
    await until("as many insights as before", async () => {
      return (await views.rows("Insights").count()) === before;
    });

    await workbench.runAndPick("Session Buddy: Make a Task of a Routine", "git add → git commit");
    await workbench.dialogButton("Add Task").click();
    await workbench.notification("Added the task").waitFor();
    const file = path.join(workspace, ".vscode", "tasks.json");
    await until("the task in tasks.json", () => readFileSync(file, "utf8").includes("sequence"));
    assert.match(readFileSync(file, "utf8"), /"dependsOn"/);
  },
);
