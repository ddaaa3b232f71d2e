import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import type { History } from "../../src/tracker/history";
import { toHtml } from "../../src/views/model/export/html";
import { createExperiment } from "../../src/recommend/experiments/lifecycle";
import { durationRange } from "../../src/views/model/report/durationForecastWords";
import type { ReportFilter } from "../../src/views/model/report/filter";
import { wordsFor } from "../../src/views/model/report/words";
import { reportMessages, type ToReport } from "../../src/views/model/reportProtocol";
import { commitsOf, gitOf } from "../support/git";
import { historyOf, minute, someTime } from "../support/history";
import type { Run } from "../support/history";
import { seededRandom } from "../support/random";
import type { Locator } from "../host/lib/playwright";
import { findAxeViolations } from "./support/axe";
import { builtPage, ReportBrowser } from "./report/reportBrowser";
import type { OpenReport } from "./report/reportBrowser";
import {
  hostileHistory,
  hostileNames,
  sampleHistory,
  sampleReport,
  wideHistory,
} from "./report/sample";
import { themes } from "./report/themes";
import type { Theme } from "./report/themes";

const screenshots = path.resolve("out/screenshots");
const month: ReportFilter = { range: "30d" };
const [dark] = themes as [Theme];
let browser: ReportBrowser;

before(async () => {
  mkdirSync(screenshots, { recursive: true });
  browser = await ReportBrowser.start();
});
after(() => browser.close());

/** What git says of the sample, in which commits come with runs. */
function gitMessage(history: History, filter = month): ToReport {
  const report = sampleReport(history);
  return { type: "git", filter, git: gitOf(report, commitsOf(report, seededRandom(4))) };
}

function data(history: History, filter = month): readonly ToReport[] {
  return reportMessages(filter, sampleReport(history));
}

/** Opens the page, lets `use` work with it, and checks that nothing was refused or thrown. */
async function withReport(
  given: { readonly history?: History; readonly theme?: Theme; readonly width?: number },
  use: (report: OpenReport) => Promise<void>,
): Promise<void> {
  const { history, theme = dark, width = 1400 } = given;
  const report = await browser.open(theme, { width });
  try {
    if (history !== undefined) await report.send(...data(history));
    await use(report);
    assert.deepEqual(await report.page.evaluate("window.violations"), []);
    assert.deepEqual(report.errors, []);
  } finally {
    await report.page.close();
  }
}

/** Also of what is far below the window. */
async function textOf(element: Locator): Promise<string> {
  return (await element.textContent()) ?? "";
}

/** What has the focus: its text, or its label. */
const focusedName = `(() => {
  const at = document.activeElement;
  return at?.getAttribute("aria-label") ?? at?.innerText?.replace(/\\s+/g, " ").trim() ?? "";
})()`;

for (const theme of themes)
  for (const width of [1400, 700])
    test(`is free of policy and accessibility violations in ${theme.name} at ${width} px`, () =>
      withReport({ history: sampleHistory(), theme, width }, async ({ page, send }) => {
        await send(gitMessage(sampleHistory()));
        const shot = path.join(screenshots, `report-${theme.name}-${width}`);
        await page.screenshot({ path: `${shot}.png` });
        // What is far below the window is only laid out when it comes near.
        await page.evaluate('document.querySelector(".cards").classList.remove("live")');
        await page.screenshot({ path: `${shot}-full.png`, fullPage: true });
        await page.evaluate(
          `document.querySelectorAll("details").forEach((one) => { one.open = true; })`,
        );
        // A table is drawn when it is unfolded.
        await page.locator("details:not(:has(table))").first().waitFor({ state: "detached" });
        assert.ok((await page.locator("details table").count()) > 5);
        assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
        const overflow =
          "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert.equal(await page.evaluate(overflow), 0);
      }));

test("tells its host that it is ready, and waits with a sign of it", () =>
  withReport({}, async ({ page, said }) => {
    await page.locator("vscode-progress-ring").waitFor();
    assert.deepEqual(await said(), [{ type: "ready", filter: month }]);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
  }));

test("says what to do when nothing was ever recorded", () =>
  withReport({ history: historyOf([]) }, async ({ page }) => {
    assert.match(await page.locator("main").innerText(), /Nothing recorded yet\s+Run a command/);
    assert.equal(await page.locator(".card").count(), 0);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    await page.screenshot({ path: path.join(screenshots, "report-empty.png") });
  }));

test("offers to clear the filters when they leave nothing", () =>
  withReport({}, async ({ page, send, said }) => {
    const history = historyOf([{ skill: "task:build", at: someTime }]);
    const report = sampleReport(history, { phase: "no such phase" });
    await send(...reportMessages({ range: "30d", phase: "no such phase" }, report));
    await page.locator("vscode-button", { hasText: "Clear the filters" }).click();
    assert.deepEqual((await said()).at(-1), { type: "filter", filter: month });
  }));

test("shows an error as one sentence with a way to try again", () =>
  withReport({}, async ({ page, send, said }) => {
    await send({ type: "failed", message: "The database is in use." });
    assert.match(await page.locator('[role="alert"]').innerText(), /The database is in use\./);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    await page.locator("vscode-button", { hasText: "Try again" }).click();
    assert.deepEqual((await said()).at(-1), { type: "reload" });
    await page.locator("vscode-progress-ring").waitFor();
  }));

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
    assert.ok((await page.locator("#git .git-chart tbody tr").count()) > 20);
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

test("tells how an experiment stands: two groups and what lies between them", () =>
  withReport({}, async ({ page, send }) => {
    const experiment = createExperiment(
      { name: "Recent?", control: "habits", treatment: "recent-first", startMs: 0 },
      "a",
      [],
    );
    const report = sampleReport(sampleHistory(), {}, { experiment: { experiment, except: [] } });
    await send(...reportMessages(month, report));
    assert.match(await textOf(page.locator("#experiment h2")), /^Too early to compare: \d+ and/);
    assert.equal(await page.locator("#experiment tbody tr").count(), 3);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
  }));

test("tells how long the skills used most take, and how often forecasts of it came true", () =>
  withReport({ history: sampleHistory() }, async ({ page }) => {
    const { skills } = sampleReport(sampleHistory()).prospects;
    const english = wordsFor("en", {});
    const ranges = skills.map(({ duration }) => durationRange(duration, english));
    const cells = page.locator("#prospects table").first().locator("tbody td:last-child");
    assert.ok(ranges.some((range) => range.includes(" – ")));
    assert.deepEqual(await cells.allTextContents(), ranges);
    const note = await textOf(page.locator("#prospects .note"));
    assert.match(note, /8 of 10 runs should take a time in the range given: of the last \d+ runs/);
    await page.locator("#prospects").screenshot({
      path: path.join(screenshots, "report-prospects.png"),
    });
  }));

test("claims nothing when there is one run only", () =>
  withReport(
    { history: historyOf([{ skill: "task:build", at: someTime, ms: 900, phase: "setup" }]) },
    async ({ page }) => {
      const titles = await page.locator("h2").allTextContents();
      assert.deepEqual(titles, [
        "Too little history to see a trend yet",
        "Too few days to see a change yet: a skill needs five with finished runs",
        "Too few finished runs to judge a phase yet",
        "No phase is abandoned often enough to stand out",
        "Too few changes of phase to see a pattern yet",
        "Too few steps to see a habit yet",
        "No skill completes clearly less than the rest",
        "1 skill",
        "1 session",
        "Too few completed runs to say how long they take",
        "Too few sessions to see what belongs together",
        "No sequence of skills is run often enough to be worth a task",
        "Reading the log of git…",
        "Too few finished runs to learn what makes them complete",
        "No ranking experiment: Start Ranking Experiment… compares two ways to rank",
      ]);
      const note = await textOf(page.locator("#prospects .note"));
      assert.match(note, /is forecast for skills of which 9 completed runs say how long they took/);
      assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    },
  ));

test("shows names as text, whatever is in them", () =>
  withReport({ history: hostileHistory() }, async ({ page }) => {
    const labels = await page.locator(".skills .name .link").allInnerTexts();
    assert.deepEqual([...labels].sort(), [...hostileNames].sort());
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.evaluate("document.scripts.length"), 1);
    const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert.equal(await page.evaluate(overflow), 0);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    await page.screenshot({ path: path.join(screenshots, "report-hostile.png"), fullPage: true });
  }));

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

/** Of a history with an agent in it. */
const cards = 16;

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

test("a message it does not understand is dropped and reported", () =>
  withReport({ history: sampleHistory() }, async ({ page, said }) => {
    await page.evaluate(`new Promise((done) => {
      window.postMessage({ type: "figures", figures: { overview: 3 } }, "*");
      setTimeout(done, 50);
    })`);
    assert.equal((await said()).at(-1) === undefined, false);
    assert.equal(((await said()).at(-1) as { readonly type: string }).type, "pageFailed");
    assert.equal(await page.locator(".card").count(), cards);
  }));

test("the exported file stands alone, in light, dark and print, whatever the names are", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "session-buddy-report-"));
  try {
    for (const [name, history, expected] of [
      ["sample", sampleHistory(), cards],
      // No agent ran there.
      ["hostile", hostileHistory(), cards - 1],
    ] as const) {
      const file = path.join(folder, `${name}.html`);
      const given = { title: "Workflow report", locale: "en", bundle: {}, nonce: "a-nonce" };
      const report = sampleReport(history);
      const git = gitOf(report, commitsOf(report, seededRandom(4)));
      const filter: ReportFilter = { range: "all" };
      writeFileSync(file, toHtml({ ...given, ...builtPage(), report, git, filter }));
      const { page, errors } = await browser.openFile(file);
      await page.locator(".cards[aria-busy=false]").waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        assert.equal(await page.locator(".card").count(), expected);
        assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
        const shot = path.join(screenshots, `export-${name}-${colorScheme}.png`);
        await page.screenshot({ path: shot, fullPage: true });
      }
      assert.equal(await page.locator(".filters, .chip, .icon-button, .exports").count(), 0);
      await page.locator(".sort", { hasText: "Skill" }).click();
      assert.equal(await page.locator("th[aria-sort=ascending]").count(), 1);
      await page.emulateMedia({ media: "print" });
      await page.screenshot({ path: path.join(screenshots, `export-${name}-print.png`) });
      assert.deepEqual(errors, []);
      await page.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
