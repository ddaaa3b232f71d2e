import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import type { History } from "../../../src/tracker/history";
import type { ReportFilter } from "../../../src/views/model/report/filter";
import { reportMessages, type ToReport } from "../../../src/views/model/reportProtocol";
import type { Locator } from "../../host/lib/playwright";
import { commitsOf, gitOf } from "../../support/git";
import { seededRandom } from "../../support/random";
import { ReportBrowser, type OpenReport } from "./reportBrowser";
import { sampleReport } from "./sample";
import { themes, type Theme } from "./themes";

export const screenshots = path.resolve("out/screenshots");
export const month: ReportFilter = { range: "30d" };
const [dark] = themes as [Theme];
/** So many cards has the page of a history with an agent in it. */
export const cards = 17;

interface Given {
  readonly history?: History;
  readonly theme?: Theme;
  readonly width?: number;
}

/** A browser for the tests of one file, and a way to use the page in it. */
export function reportTests() {
  let browser: ReportBrowser;
  before(async () => {
    mkdirSync(screenshots, { recursive: true });
    browser = await ReportBrowser.start();
  });
  after(() => browser.close());

  /** Opens the page, lets `use` work with it, and checks that nothing was refused or thrown. */
  const withReport = async (
    { history, theme = dark, width = 1400 }: Given,
    use: (report: OpenReport) => Promise<void>,
  ): Promise<void> => {
    const report = await browser.open(theme, { width });
    try {
      if (history !== undefined) await report.send(...data(history));
      await use(report);
      assert.deepEqual(await report.page.evaluate("window.violations"), []);
      assert.deepEqual(report.errors, []);
    } finally {
      await report.page.close();
    }
  };
  return { withReport, openFile: (file: string) => browser.openFile(file) };
}

/** The messages that bring the report of a history to the page. */
export function data(history: History, filter = month): readonly ToReport[] {
  return reportMessages(filter, sampleReport(history));
}

/** What git says of the sample, in which commits come with runs. */
export function gitMessage(history: History, filter = month): ToReport {
  const report = sampleReport(history);
  return { type: "git", filter, git: gitOf(report, commitsOf(report, seededRandom(4))) };
}

/** Also of what is far below the window, which is not laid out and has no inner text. */
export async function textOf(element: Locator): Promise<string> {
  return (await element.textContent()) ?? "";
}
