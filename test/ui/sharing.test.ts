import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formatBaselines, parseBaselines } from "../../src/recommend/peers/file";
import { editorTests } from "./support/editor";
import { seeRun } from "./support/runs";
import { until } from "./support/until";

/** What five others share, and a file that is none. */
function shareAsOthers(workspace: string): void {
  const team = path.join(workspace, "team");
  mkdirSync(team);
  for (const digit of "12345") {
    const record = { skill: "terminal:npm outdated", runs: 9, finished: 8, completed: 8 } as const;
    const text = formatBaselines([{ user: digit.repeat(64), skills: [record] }]);
    writeFileSync(path.join(team, `${digit}.json`), text);
  }
  writeFileSync(path.join(team, "bad.json"), "{");
}

const inWindow = editorTests({
  settings: { "sessionBuddy.sharedBaselines": "team" },
  prepare: shareAsOthers,
});

inWindow(
  "what others complete is offered, and one's own baseline is written when it was seen and agreed to",
  async ({ workbench, page, workspace, screenshot }) => {
    const team = path.join(workspace, "team");
    await workbench.views.open("Session Buddy");
    const offer = workbench.views.row("Recommended", "npm outdated");
    await offer.filter({ hasText: "Completes for 5 others in 83% of their runs" }).waitFor();
    await workbench.terminal.open();
    await workbench.terminal.run("git status");
    await seeRun(workbench, "git status", "completed");

    await workbench.run("Session Buddy: Share My Baseline");
    const question = workbench.notification("Put this file into");
    await question.waitFor();
    await page.locator(".editor-instance", { hasText: "terminal:git status" }).waitFor();
    await screenshot("share-baseline");
    assert.equal(readdirSync(team).length, 6);
    await question.locator(".monaco-button", { hasText: "Share" }).click();
    const written = (): string | undefined =>
      readdirSync(team).find((one) => /^[0-9a-f]{64}\.json$/.test(one));
    await until("the baseline to be written", () => written() !== undefined);
    const name = written() ?? "";
    const [baseline] = parseBaselines(readFileSync(path.join(team, name), "utf8"));
    assert.equal(`${baseline?.user}.json`, name);
    assert.equal(readdirSync(team).length, 7);
    assert.deepEqual(
      baseline?.skills.map(({ skill, runs }) => [skill, runs]),
      [["terminal:git status", 1]],
    );
  },
);
