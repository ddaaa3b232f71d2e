import { seedHistory } from "../support/seedHistory";
import { editorTests } from "./support/editor";

const inWindow = editorTests({
  prepare: (workspace) => {
    seedHistory(workspace, { days: 5, nowMs: Date.now(), seed: 3 });
  },
});

inWindow(
  "an experiment is begun, told of in the report, and stopped; then a ranking can be chosen",
  async ({ workbench, screenshot }) => {
    const { quickInput, views } = workbench;
    await views.open("Session Buddy");
    await views.rows("Recommended").first().waitFor();
    await workbench.runAndPick("Session Buddy: Start Ranking Experiment", "What was used lately");
    const step = (title: string) => quickInput.widget.filter({ hasText: title }).waitFor();
    await step("(2/3)");
    await quickInput.answer("Lately or usually");
    await step("(3/3)");
    await quickInput.answer("1");
    await step("at least 50 sessions");
    await screenshot("experiment-too-few");
    await quickInput.answer("50");
    await quickInput.widget.waitFor({ state: "hidden" });
    await workbench.run("Session Buddy: Open Workflow Report");
    const report = await workbench.webview(`document.querySelector("main h2") !== null`);
    const section = report.locator("#experiment");
    await section.filter({ hasText: "Lately or usually" }).waitFor();
    await section.filter({ hasText: "Too early to compare" }).waitFor();
    await section.evaluate("(section) => section.scrollIntoView()");
    await screenshot("experiment");

    await workbench.run("Session Buddy: Start Ranking Experiment");
    await workbench.notification("experiment").waitFor();
    await workbench.run("Notifications: Clear All Notifications");
    await workbench.run("Session Buddy: Stop Ranking Experiment");
    await workbench.dialogButton("Stop").click();
    await section.filter({ hasText: "It ended too early" }).waitFor();

    await workbench.run("Session Buddy: Change Ranking");
    await quickInput.row("What was used lately").waitFor();
    await screenshot("change-ranking");
    await quickInput.pick("What was used lately");
    await views.view("Recommended").filter({ hasText: "What was used lately" }).waitFor();
    await workbench.run("Session Buddy: Start Ranking Experiment");
    await workbench.notification("remove “sessionBuddy.ranking” from them first").waitFor();
  },
);
