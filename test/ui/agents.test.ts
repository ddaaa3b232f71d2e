import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toolResult, toolUse } from "../support/claudeEntries";
import { mergeJournals } from "./support/dataFolder";
import { editorTests } from "./support/editor";

const inWindow = editorTests();
const script = path.resolve("test/ui/support/standInClaude.mjs");
const refusal =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";
const secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

/** Where Claude Code would write of its work in a folder, in the home folder of this test's editor. */
function logOf(folder: string): string {
  const home = path.resolve(folder, "..", "..", "home");
  const name = folder.replaceAll(/[^A-Za-z0-9]/g, "-");
  return path.join(home, ".claude", "projects", name, "session.jsonl");
}

/** A program that writes what Claude Code would. */
function aStandIn(workspace: string) {
  const folder = realpathSync(workspace);
  const log = logOf(folder);
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

/** What a morning with an agent leaves in its log. */
function aMorning(folder: string): string {
  const nowS = Math.floor(Date.now() / 1000);
  const runs: readonly (readonly [
    name: string,
    input: object,
    seconds: number,
    result?: object,
  ])[] = [
    ["Agent", { subagent_type: "Explore", description: "find the totals" }, 48],
    ["Grep", { pattern: "total" }, 1],
    ["Read", { file_path: "src/cart.ts" }, 1],
    ["Bash", { command: "npm test" }, 7, { is_error: true, content: "Exit code 1" }],
    ["Edit", { file_path: "src/cart.ts" }, 2],
    ["Bash", { command: "npm test" }, 6],
    ["Skill", { skill: "release-notes" }, 3],
    ["Bash", { command: "git push --force" }, 2, { is_error: true, content: refusal }],
    ["Bash", { command: "npm run lint" }, 4],
    ["Read", { file_path: "README.md" }, 1],
    ["Agent", { subagent_type: "code-reviewer", description: "look at it" }, 95],
  ];
  return runs
    .flatMap(([name, input, seconds, result = {}], n) => {
      const [id, at] = [`toolu_${n}`, nowS - 3_600 + n * 120];
      const measured =
        name === "Agent" ? { totalDurationMs: seconds * 1000, agentId: `a${n}` } : {};
      const more = { cwd: folder, toolUseResult: { status: "completed", ...measured } };
      return [
        toolUse(id, name, input, { cwd: folder, at }),
        toolResult(id, result, { ...more, at: at + seconds }),
      ];
    })
    .map((line) => `${line}\n`)
    .join("");
}

inWindow("what an agent ran before is read when the user wants it", async (window) => {
  const { workbench, page, workspace } = window;
  const folder = realpathSync(workspace);
  mkdirSync(path.dirname(logOf(folder)), { recursive: true });
  writeFileSync(logOf(folder), aMorning(folder));
  const { views, quickInput } = workbench;
  await views.open("Session Buddy");
  await workbench.run("Session Buddy: Follow Agents");
  const choice = quickInput.row("Claude Code");
  await choice.filter({ hasText: "1 log here" }).waitFor();
  await choice.locator(".monaco-checkbox, input[type=checkbox]").first().click();
  await quickInput.widget.locator(".monaco-button", { hasText: "OK" }).click();
  await workbench.dialogButton("With Everything So Far").click();
  await views.row("Agents", "Claude Code").filter({ hasText: "11 runs · 1 refused" }).waitFor();
  for (const view of ["Session", "Recommended", "Skills", "Insights"])
    await page.locator(".pane-header", { hasText: view }).first().click();
  for (const sort of ["Subagents", "Tools", "Commands"]) await views.row("Agents", sort).click();
  await views.row("Agents", /code-reviewer.*1 run · 100%/).waitFor();
  await views.row("Agents", /npm test.*2 runs · 50%/).waitFor();
  const clip = { x: 0, y: 30, width: 348, height: 700 };
  await page.mouse.move(clip.width * 3, clip.height);
  await page.screenshot({ path: "out/screenshots/agents-morning.png", clip });
  await views.chooseFromMenu(views.row("Agents", "Claude Code"), "Open in Report");
  const report = await workbench.webview(`document.querySelector("main h2") !== null`);
  await report.locator(".chip", { hasText: "Claude Code" }).waitFor();
  await report.locator("main", { hasText: "11 runs of" }).first().waitFor();
});
