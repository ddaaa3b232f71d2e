import assert from "node:assert/strict";
import test from "node:test";
import { gitOf } from "../support/git";
import { data, gitMessage, month, reportTests, textOf } from "./report/reportTests";
import { sampleHistory, sampleReport } from "./report/sample";
import { findAxeViolations } from "./support/axe";

const { withReport } = reportTests();

test("tells how runs and commits go together, with a table and a keyboard path for each chart", () =>
  withReport({ history: sampleHistory() }, async ({ page, send }) => {
    const title = page.locator("#git h2");
    assert.equal(await textOf(title), "Reading the log of git…");
    await send(gitMessage(sampleHistory()));
    assert.equal(await textOf(title), "Days with more runs have more commits");
    assert.match(await textOf(page.locator("#git figcaption")), /^\d+ days, r = 0\.\d+, 95% int/);
    for (const [chart, said] of [
      [".git-chart", / · \d+ runs?, \d+ commits?$/],
      [".git-scatter", /^\d+ runs?, \d+ commits?: \d+ days?$/],
    ] as const) {
      await page.locator(`${chart} .time-reader`).focus();
      await page.keyboard.press("ArrowLeft");
      const text = await page.locator(`${chart} .readout`).innerText();
      assert.match(text, said);
      await page.keyboard.press("ArrowLeft");
      assert.notEqual(await page.locator(`${chart} .readout`).innerText(), text);
    }
    await page.locator("#git .git-scatter circle").first().hover();
    assert.match(await page.locator(".git-scatter .readout").innerText(), /^\d+ runs?, /);
    await page.locator("#git .git-chart summary").click();
    await page.locator("#git .git-chart tbody tr").nth(20).waitFor();
    await page.locator("#git .git-scatter summary").click();
    await page.locator("#git .git-scatter table").waitFor();
    assert.equal(await page.locator("#git > .scroll tbody tr").count(), 3);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
  }));

test("says in one sentence why git tells nothing", () =>
  withReport({ history: sampleHistory() }, async ({ page, send }) => {
    for (const [git, sentence] of [
      [{ type: "no-repository" }, "The folder is not in a git repository"],
      [{ type: "no-git" }, "The program git was not found"],
      [{ type: "timeout" }, "Git took too long to answer"],
      [gitOf(sampleReport(sampleHistory()), []), "No commits in this range"],
    ] as const) {
      await send({ type: "git", filter: month, git });
      assert.equal(await textOf(page.locator("#git h2")), sentence);
      assert.equal(await page.locator("#git svg").count(), 0);
      assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    }
  }));

test("git of another filter goes when nothing newer comes", () =>
  withReport({ history: sampleHistory() }, async ({ page, send }) => {
    await send(gitMessage(sampleHistory()));
    await send(...data(sampleHistory(10)));
    assert.equal(await page.locator("#git figure").count(), 1);
    await send(...data(sampleHistory(), { range: "90d" }));
    await page.locator("#git figure").waitFor({ state: "detached" });
    assert.equal(await textOf(page.locator("#git h2")), "Reading the log of git…");
  }));
