import assert from "node:assert/strict";
import test from "node:test";
import type { ReportFilter } from "../../src/views/model/report/filter";
import { data, month, reportTests } from "./report/reportTests";
import { sampleHistory, wideHistory } from "./report/sample";

const { withReport } = reportTests();

test("draws two thousand skills a page at a time and finds any of them", () =>
  withReport({ history: wideHistory(2000) }, async ({ page }) => {
    assert.equal(await page.locator(".skills tbody tr").count(), 20);
    await page.locator("vscode-button", { hasText: "Show more" }).click();
    assert.equal(await page.locator(".skills tbody tr").count(), 220);
    await page.locator(".search").fill("program-1999");
    assert.deepEqual(await page.locator(".skills .name .link").allInnerTexts(), ["program-1999"]);
    await page.locator(".search").fill("nothing is called so");
    assert.match(await page.locator("#skills").innerText(), /No skill is called that/);
  }));

test("sorts the skills by the column one chooses", () =>
  withReport({ history: sampleHistory() }, async ({ page }) => {
    const names = (): Promise<string[]> => page.locator(".skills .name .link").allInnerTexts();
    await page.locator(".sort", { hasText: "Skill" }).click();
    const ascending = await names();
    assert.deepEqual(
      ascending,
      [...ascending].sort((a, b) => a.localeCompare(b)),
    );
    await page.locator(".sort", { hasText: "Skill" }).click();
    assert.deepEqual(await names(), [...ascending].reverse());
    assert.equal(await page.locator("th[aria-sort=descending]").innerText(), "Skill");
  }));

test("a click on a phase, a cell or a skill filters, and its chip takes the filter away", () =>
  withReport({ history: sampleHistory() }, async ({ page, send, said }) => {
    await page.locator(".phase-row", { hasText: "rollback" }).click();
    const phase: ReportFilter = { range: "30d", phase: "rollback" };
    assert.deepEqual((await said()).at(-1), { type: "filter", filter: phase });
    await send(...data(sampleHistory(), phase));
    await page.locator(".chip", { hasText: "Phase: rollback" }).click();
    assert.deepEqual((await said()).at(-1), { type: "filter", filter: month });
    await send(...data(sampleHistory()));
    await page.locator(".heat .cell", { hasText: "%" }).first().click();
    const cell = (await said()).at(-1) as { readonly filter: ReportFilter };
    assert.ok(cell.filter.skill !== undefined && cell.filter.phase !== undefined);
    await page.locator(".select").first().selectOption("task");
    const kind = (await said()).at(-1) as { readonly filter: ReportFilter };
    assert.deepEqual(kind.filter, { ...cell.filter, kind: "task" });
  }));

test("remembers its filter for the time after a reload", () =>
  withReport({ history: sampleHistory() }, async ({ page }) => {
    await page.locator(".segment", { hasText: "90 days" }).click();
    assert.deepEqual(await page.evaluate("window.kept"), { range: "90d" });
  }));

test("runs a skill and exports in each format when asked", () =>
  withReport({ history: sampleHistory() }, async ({ page, said }) => {
    await page.locator('[aria-label="Run npm test again"]').click();
    assert.deepEqual((await said()).at(-1), { type: "runSkill", key: "terminal:npm test" });
    for (const [label, format] of [
      ["Markdown", "markdown"],
      ["HTML", "html"],
      ["JSON", "json"],
      ["CSV", "csv"],
    ]) {
      await page.locator(`vscode-button[aria-label="Export as ${label}"]`).click();
      assert.deepEqual((await said()).at(-1), { type: "export", format });
    }
  }));
