import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { createExperiment } from "../../src/recommend/experiments/lifecycle";
import { toHtml } from "../../src/views/model/export/html";
import { durationRange } from "../../src/views/model/report/durationForecastWords";
import type { ReportFilter } from "../../src/views/model/report/filter";
import { wordsFor } from "../../src/views/model/report/words";
import { reportMessages } from "../../src/views/model/reportProtocol";
import { commitsOf, gitOf } from "../support/git";
import { historyOf, someTime } from "../support/history";
import { seededRandom } from "../support/random";
import { builtPage } from "./report/reportBrowser";
import {
  cards,
  data,
  gitMessage,
  month,
  reportTests,
  screenshots,
  textOf,
} from "./report/reportTests";
import {
  hostileHistory,
  hostileNames,
  sampleHistory,
  sampleReport,
  wideHistory,
} from "./report/sample";
import { sampleQuality } from "./report/sampleQuality";
import { themes } from "./report/themes";
import { findAxeViolations } from "./support/axe";

const { withReport, openFile } = reportTests();

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

test("shows figures at once, keeps the place of what is to be found, and fills it", () =>
  withReport({}, async ({ page, send }) => {
    const [figures, findings] = data(sampleHistory());
    assert.ok(figures !== undefined && findings !== undefined);
    // Without findings the page goes on waiting, so that `send` would, too.
    await page.evaluate(`postMessage(${JSON.stringify(figures)}, "*")`);
    await page.locator("#skills tbody tr").nth(15).waitFor();
    assert.match(await textOf(page.locator("#changes h2")), /^Looking for what changes/);
    assert.equal(await page.locator("#agents, #routines, #prospects").count(), 0);
    assert.deepEqual(await findAxeViolations(page.mainFrame()), []);
    await send(findings);
    assert.equal(await textOf(page.locator("#changes h2")), "Nothing is clearly changing");
    assert.equal(await page.locator(".card").count(), cards);
  }));

test("draws the rest of the page in the frames after the first, and all of it for the printer", () =>
  withReport({}, async ({ page }) => {
    const shown = await page.evaluate<readonly number[]>(`(() => {
      const shown = [];
      for (const message of ${JSON.stringify(data(wideHistory()))})
        dispatchEvent(new MessageEvent("message", { data: message }));
      shown.push(document.querySelectorAll(".card").length);
      dispatchEvent(new Event("beforeprint"));
      shown.push(document.querySelectorAll(".card").length);
      return shown;
    })()`);
    assert.ok((shown[0] ?? 0) < cards - 1, `${shown[0]} cards in the first frame`);
    assert.equal(shown[1], cards - 1, "no agent ran there");
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
        "Counting checks and measurements…",
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
      const quality = { type: "read", quality: sampleQuality(history) } as const;
      writeFileSync(file, toHtml({ ...given, ...builtPage(), report, git, quality, filter }));
      const { page, errors } = await openFile(file);
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
