import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";

const inWindow = editorTests();
const script = path.resolve("test/ui/support/standInClaude.mjs");
const secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

/** A program that writes what Claude Code would, into the home folder of this test's editor. */
function aStandIn(workspace: string) {
  const home = path.resolve(workspace, "..", "..", "home");
  const folder = realpathSync(workspace);
  const name = folder.replaceAll(/[^A-Za-z0-9]/g, "-");
  const log = path.join(home, ".claude", "projects", name, "session.jsonl");
  const child = spawn(process.execPath, [script, log, folder], { stdio: "pipe" });
  child.stderr.pipe(process.stderr);
  return {
    say: (step: string): void => void child.stdin.write(`${step}\n`),
    leave: async (): Promise<void> => {
      const left = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await left;
    },
  };
}

/** Everything that lies in the data folder, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

inWindow(
  "an agent that was agreed to shows up as it works, with what it ran, what was refused and no secret",
  async ({ workbench, page, workspace, screenshot }) => {
    const claude = aStandIn(workspace);
    const { views, quickInput } = workbench;
    await views.open("Session Buddy");
    await views.view("Agents").locator(".monaco-button", { hasText: "Follow Agents…" }).waitFor();

    await workbench.run("Session Buddy: Follow Agents");
    const choice = quickInput.row("Claude Code");
    await choice.filter({ hasText: "0 logs here" }).waitFor();
    await choice.locator(".monaco-checkbox, input[type=checkbox]").first().click();
    await quickInput.widget.locator(".monaco-button", { hasText: "OK" }).click();
    await page.locator(".monaco-dialog-box", { hasText: ".claude/projects/" }).waitFor();
    await screenshot("follow-agents");
    await workbench.dialogButton("From Now On").click();
    await views.row("Agents", "Nothing ran here yet").waitFor();

    const startedMs = performance.now();
    claude.say(`start toolu_1 Bash GITHUB_TOKEN=${secret} npm test`);
    await views.row("Agents", "npm test").waitFor();
    console.log(`shown ${Math.round(performance.now() - startedMs)} ms after it was written`);
    claude.say("end toolu_1");
    claude.say("start toolu_2 Edit");
    claude.say("refuse toolu_2");
    const agent = views.row("Agents", "Claude Code");
    await agent.filter({ hasText: "2 runs · 1 refused" }).waitFor();
    await views.row("Agents", "Edit").waitFor();
    await screenshot("agents");

    const data = path.join(workspace, ".session-buddy");
    await mergeJournals(workbench);
    assert.ok(!everythingIn(data).includes(secret.slice(4)), "the secret is on the disk");

    await page.reload();
    await workbench.ready();
    await views.open("Session Buddy");
    await agent.filter({ hasText: "2 runs · 1 refused" }).waitFor();
    claude.say("start toolu_3 Task");
    await views.row("Agents", "Task").waitFor();
    await claude.leave();
  },
);
