import assert from "node:assert/strict";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { countRuns, seeRun } from "./support/runs";

const inWindow = editorTests();

inWindow(
  "two windows on one folder see each other's runs, and keep each of them once",
  async ({ workbench, workspace, openAnother, screenshot }) => {
    const another = await openAnother();
    for (const [window, line, name] of [
      [workbench, "git status", "git status"],
      [another, "npm test", "npm test"],
      [workbench, "git log --oneline", "git log"],
      [another, "npm run build", "npm run build"],
    ] as const) {
      await window.views.open("Session Buddy");
      if (line === "git status" || line === "npm test") await window.terminal.open();
      await window.terminal.run(line);
      await seeRun(window, name, name === "npm test" ? "failed" : "completed");
    }
    assert.equal(await countRuns(another, "git status"), 0, "a session belongs to its window");
    const names = ["git log", "git status", "npm run build", "npm test"];
    for (const window of [workbench, another]) {
      // A window reads the history when something happens in it, or when it is asked to merge.
      await mergeJournals(window);
      for (const name of names) await window.views.row("Skills", name).waitFor();
    }
    await screenshot("two-windows");
    await another.page.close();
    await mergeJournals(workbench);
    const folder = DataFolder.inside(workspace);
    assert.equal(
      folder.ask("SELECT skill_name, count(*) FROM skill_invocation GROUP BY 1 ORDER BY 1"),
      names.map((name) => `${name}|1`).join("\n"),
    );
    assert.equal(folder.ask("SELECT count(DISTINCT session_id) FROM skill_invocation"), "2");
    assert.equal(folder.ask("PRAGMA integrity_check"), "ok");
  },
);
