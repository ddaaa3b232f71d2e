import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import type { Quality } from "../../src/analysis/quality";
import type { ToReport } from "../../src/views/model/reportProtocol";
import { data, month, reportTests, screenshots, textOf } from "./report/reportTests";
import { sampleHistory } from "./report/sample";
import { sampleQuality } from "./report/sampleQuality";
import { themes } from "./report/themes";
import { findAxeViolations } from "./support/axe";

const { withReport } = reportTests();
const history = sampleHistory();
const message = (quality: Quality): ToReport => ({
  ...{ type: "quality", filter: month, quality: { type: "read", quality } },
});

test("tells how coverage and checks go, with a table and a path for the keyboard", () =>
  withReport({ history }, async ({ page, send }) => {
    const title = page.locator("#quality h2");
    assert.equal(await textOf(title), "Counting checks and measurements…");
    await send(message(sampleQuality(history)));
    assert.match(
      await textOf(title),
      /^Coverage 81\.4%, 2\.1 points up since Feb \d+ · Checks pass \d+% of the time$/,
    );
    assert.equal(await page.locator("#quality .covered circle").count(), 15);
    await page.locator("#quality .time-reader").focus();
    await page.keyboard.press("ArrowLeft");
    const readout = page.locator("#quality .readout");
    const first = await readout.innerText();
    assert.match(first, / · (no report|coverage 8\d(\.\d)?%), (no checks|\d+% of \d+ runs?.*)$/);
    await page.keyboard.press("ArrowLeft");
    assert.notEqual(await readout.innerText(), first);
    assert.equal(
      await page.locator("#quality .time-reader").getAttribute("aria-valuetext"),
      await readout.innerText(),
    );
    await page.locator("#quality summary").click();
    const rows = page.locator("#quality details tbody tr");
    await rows.nth(20).waitFor();
    assert.equal(await page.locator("#quality details tr", { hasText: "81.4%" }).count(), 1);
    const reports = page.locator("#quality > .scroll tbody tr");
    assert.equal(await reports.count(), 2);
    assert.match(await textOf(reports.nth(1)), /^coverage\/<b>cobertura<\/b>\.xml81\.4%lines/);
  }));

test("has no barrier in any theme", async () => {
  for (const theme of themes)
    await withReport({ history, theme }, async ({ page, send }) => {
      await send(message(sampleQuality(history)));
      await page.locator("#quality summary").click();
      assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
      await page
        .locator("#quality")
        .screenshot({ path: path.join(screenshots, `quality-${theme.name}.png`) });
    });
});

test("without a report it is said what to do, and the checks have their chart", () =>
  withReport({ history }, async ({ page, send }) => {
    await send(message(sampleQuality(history, [])));
    assert.match(await textOf(page.locator("#quality h2")), /^Checks pass \d+% of the time$/);
    const hint = await textOf(page.locator("#quality .hint"));
    assert.match(hint, /^No coverage report was found\. Session Buddy reads coverage\/lcov\.info/);
    assert.equal(await page.locator("#quality .plot").count(), 1);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    await send({
      ...{ type: "quality", filter: month },
      quality: { type: "failed", reason: "no" },
    });
    assert.equal(await textOf(page.locator("#quality h2")), "Quality could not be read: “no”");
    assert.equal(await page.locator("#quality svg").count(), 0);
  }));

test("quality of another filter goes when nothing newer comes", () =>
  withReport({ history }, async ({ page, send }) => {
    await send(message(sampleQuality(history)));
    await send(...data(history, { range: "90d" }));
    await page.locator("#quality .plot").first().waitFor({ state: "detached" });
    assert.equal(await textOf(page.locator("#quality h2")), "Counting checks and measurements…");
  }));
