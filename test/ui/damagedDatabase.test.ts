import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { seededRandom } from "../support/random";
import { DataFolder, mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";

const random = seededRandom(11);
const noise = Buffer.from(Array.from({ length: 50_000 }, () => random.int(0, 255)));

const inWindow = editorTests({
  prepare: (workspace) => {
    const folder = DataFolder.inside(workspace);
    mkdirSync(folder.path);
    writeFileSync(folder.database, noise);
  },
});

inWindow("a damaged database is told of, set aside and replaced", async (window) => {
  const { workbench, workspace, screenshot } = window;
  const folder = DataFolder.inside(workspace);
  await workbench.views.open("Session Buddy");
  await workbench.notification(/The history database .* is damaged/).waitFor();
  await screenshot("damaged-database");
  await workbench.terminal.open();
  await workbench.terminal.run("git status");
  await seeRun(workbench, "git status", "completed");
  await workbench.views.row("Skills", "git status").waitFor();
  await mergeJournals(workbench);
  assert.equal(
    folder.ask("SELECT skill_name, outcome FROM skill_invocation"),
    "git status|completed",
  );
  const aside = path.join(folder.path, "session-buddy.corrupt-1.db");
  assert.ok(readFileSync(aside).equals(noise), "the damaged file is kept as it was");
});
