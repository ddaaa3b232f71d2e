import assert from "node:assert/strict";
import test from "node:test";
import type { ReportFilter } from "../../src/views/model/report/filter";
import { minute, someTime, type Run } from "../support/history";
import { data, reportTests } from "./report/reportTests";
import { sampleHistory } from "./report/sample";

const { withReport } = reportTests();

/** What has the focus: its text, or its label. */
const focusedName = `(() => {
  const at = document.activeElement;
  return at?.getAttribute("aria-label") ?? at?.innerText?.replace(/\\s+/g, " ").trim() ?? "";
})()`;

test("can be walked and used with the keyboard alone", () =>
  withReport({ history: sampleHistory() }, async ({ page, said }) => {
    const seen: string[] = [];
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 80; steps++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate<string>(focusedName);
        seen.push(focused);
        if (name.test(focused)) return;
      }
      assert.fail(`no ${String(name)} among ${seen.join(" | ")}`);
    };
    await tabTo(/^Export as CSV$/);
    await tabTo(/^Kind$/);
    await tabTo(/^Read the chart/);
    await page.keyboard.press("ArrowLeft");
    assert.match(await page.locator(".readout").innerText(), /Mar 3 · \d+ runs, /);
    await tabTo(/^Show as table$/);
    await page.keyboard.press("Enter");
    await page.locator("#timeline details[open] table").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#timeline details table").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.locator("#timeline details[open] table").waitFor();
    await tabTo(/^verification/);
    await tabTo(/^rollback/);
    await page.keyboard.press("Enter");
    assert.deepEqual((await said()).at(-1), {
      type: "filter",
      filter: { range: "30d", phase: "rollback" },
    });
    await tabTo(/left \d+$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    assert.match(await page.evaluate(focusedName), /entered \d+$/);
    assert.ok((await page.locator(".ribbon.marked").count()) > 0);
  }));

test("the arrow keys walk the heatmap, which is one stop for Tab", () =>
  withReport({ history: sampleHistory() }, async ({ page, said }) => {
    assert.equal(await page.locator('.heat [tabindex="0"]').count(), 1);
    await page.locator('.heat [tabindex="0"]').focus();
    const first = await page.locator(".heat tbody th").first().innerText();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(focusedName), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(
      await page.evaluate(focusedName),
      await page.locator(".heat thead th").first().innerText(),
    );
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Home");
    const last = await page.locator(".heat tbody th").last().innerText();
    assert.equal(await page.evaluate(focusedName), last);
    assert.equal(await page.locator('.heat [tabindex="0"]').count(), 1);
    await page.keyboard.press("Enter");
    const { filter } = (await said()).at(-1) as { readonly filter: ReportFilter };
    assert.match(filter.skill ?? "", new RegExp(`:${last}$`));
  }));

/** A burst of runs after the sample. */
function runs(count: number): readonly Run[] {
  return Array.from({ length: count }, (_, index): Run => ({
    skill: "terminal:git push",
    at: someTime + 7 * 60 * minute + index * minute,
    ms: 900,
    phase: "cleanup",
    session: "now",
    outcome: index % 3 === 0 ? "failed" : "completed",
  }));
}

test("other data altogether moves neither the page nor the focus", () =>
  withReport({ history: sampleHistory(30) }, async ({ page, send }) => {
    const top = "document.querySelector('.search').getBoundingClientRect().top";
    const skill =
      "document.activeElement.closest('tr').rowIndex + document.activeElement.innerText";
    await page.locator(".skills .link", { hasText: "eslint" }).focus();
    const before = await page.evaluate<number>(top);
    const places = new Set([await page.evaluate<string>(skill)]);
    for (const days of [9, 60, 20]) {
      await send(...data(sampleHistory(days)));
      // The browser scrolls by whole pixels.
      assert.ok(Math.abs((await page.evaluate<number>(top)) - before) <= 1);
      const now = await page.evaluate<string>(skill);
      assert.match(now, /^\d+eslint$/);
      places.add(now);
    }
    assert.ok(places.size > 1, "the row with the focus never moved, so nothing was tested");
  }));

test("new data keeps the place, the focus, what is unfolded and every element it can", () =>
  withReport({ history: sampleHistory(30) }, async ({ page, send }) => {
    await page.locator(".search").focus();
    await page.keyboard.type("git");
    await page.evaluate(`document.querySelector("#heatmap details").open = true`);
    // It is drawn once the page has heard of it, which pushes away what is below.
    await page.locator("#heatmap details table").waitFor();
    await page.evaluate(`(async () => {
      window.before = [...document.querySelectorAll("section, table, svg, .phase-row")];
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      window.shifts = [];
      new PerformanceObserver((list) => {
        window.shifts.push(...list.getEntries().map((entry) => entry.value));
      }).observe({ type: "layout-shift" });
    })()`);
    assert.ok((await page.evaluate<number>("scrollY")) > 500);
    const place = "document.querySelector('.search').getBoundingClientRect().top";
    const before = await page.evaluate<number>(place);
    for (let more = 1; more <= 12; more++) await send(...data(sampleHistory(30, runs(more))));
    // The browser scrolls by whole pixels where something above has grown.
    assert.ok(Math.abs((await page.evaluate<number>(place)) - before) < 1);
    assert.equal(await page.evaluate("document.activeElement.value"), "git");
    assert.equal(await page.locator("#heatmap details[open]").count(), 1);
    assert.equal(await page.evaluate("window.before.every((one) => one.isConnected)"), true);
    // A row that joins a list moves its neighbours; nothing larger may move. 0.1 is "good" elsewhere.
    const shift = await page.evaluate<number>("window.shifts.reduce((sum, one) => sum + one, 0)");
    assert.ok(shift < 0.01, `layout shift of ${shift}`);
  }));
