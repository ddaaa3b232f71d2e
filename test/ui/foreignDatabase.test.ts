import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { DataFolder } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const inWindow = editorTests({
  prepare: (workspace) => {
    const folder = DataFolder.inside(workspace);
    mkdirSync(folder.path);
    folder.ask(
      "PRAGMA application_id = 7; CREATE TABLE theirs (word); INSERT INTO theirs VALUES (1)",
    );
  },
});

inWindow("a database of another program is told of and left alone", async (window) => {
  const { workbench, page, workspace, screenshot } = window;
  const folder = DataFolder.inside(workspace);
  const theirs = readFileSync(folder.database);
  await workbench.views.open("Session Buddy");
  await workbench.notification("belongs to another program and was left alone").waitFor();
  await screenshot("foreign-database");
  await workbench.terminal.open();
  await workbench.terminal.run("git status");
  await seeRun(workbench, "git status", "completed");
  // Its run is kept in the journal, and seen.
  await workbench.views.row("Skills", "git status").waitFor();
  await workbench.run("Session Buddy: Merge Journals into the Database Now");
  await page.reload();
  await workbench.ready();
  await workbench.notification("belongs to another program and was left alone").waitFor();
  await workbench.views.open("Session Buddy");
  await workbench.views.row("Skills", "git status").waitFor();
  assert.ok(readFileSync(folder.database).equals(theirs), "byte for byte the same");
});
