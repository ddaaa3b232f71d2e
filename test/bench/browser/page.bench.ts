import { seededRandom } from "../../support/random";
import { day, historyOf, someTime, type Run } from "../../support/history";
import { ReportBrowser, type OpenReport } from "../../ui/report/reportBrowser";
import { sampleNowMs, sampleReport } from "../../ui/report/sample";
import { themes } from "../../ui/report/themes";
import type { ReportFilter } from "../../../src/views/model/report/filter";
import type { WorkflowReport } from "../../../src/recommend/workflowReport";
import { percentile, type Row } from "../row";

const invocations = 100_000;
const changes = 60;

/** How quickly the report page draws, in a real browser. */
export async function run(): Promise<readonly Row[]> {
  const history = manyRuns();
  const reports: readonly (readonly [ReportFilter, WorkflowReport])[] = [
    [{ range: "all" }, sampleReport(history)],
    [{ range: "30d" }, sampleReport(history, { fromMs: sampleNowMs - 30 * day })],
    [{ range: "all", phase: "setup" }, sampleReport(history, { phase: "setup" })],
  ];
  const browser = await ReportBrowser.start();
  try {
    const [theme] = themes;
    if (theme === undefined) throw new Error("No theme to draw in.");
    const firsts: number[] = [];
    for (let round = 0; round < 5; round++) {
      const open = await browser.open(theme);
      firsts.push(await drawMs(open, reports[0]));
    }
    const open = await browser.open(theme);
    for (const report of reports) await drawMs(open, report);
    const times: number[] = [];
    for (let at = 0; at < changes; at++)
      times.push(await drawMs(open, reports[at % reports.length]));
    const how = `${invocations} invocations, 1400 × 900, from the data to the second frame after it`;
    const rows = [
      ["first view", Math.min(...firsts), `${how}; best of ${firsts.length}`],
      ["another filter, median", percentile(times, 0.5), how],
      ["another filter, p95", percentile(times, 0.95), how],
    ] as const;
    return rows.map(([what, value, said]) => ({
      ...{ what: `report page, ${what}`, value, unit: "ms", how: said },
    }));
  } finally {
    await browser.close();
  }
}

/** From the message to the frame in which it is seen, milliseconds, by the page's own clock. */
function drawMs(
  { page }: OpenReport,
  sent: readonly [ReportFilter, WorkflowReport] | undefined,
): Promise<number> {
  const [filter, report] = sent ?? [];
  const message = JSON.stringify({ type: "data", filter, report });
  return page.evaluate(`(() => {
    const message = ${message};
    return new Promise((drawn) => {
      const start = performance.now();
      window.postMessage(message, "*");
      addEventListener("message", () =>
        requestAnimationFrame(() => requestAnimationFrame(() => drawn(performance.now() - start))),
        { once: true });
    });
  })()`);
}

function manyRuns() {
  const random = seededRandom(5);
  const runs = Array.from({ length: invocations }, (_, index): Run => {
    const skill = Math.floor(random.next() ** 3 * 300);
    return {
      skill: `terminal:program ${skill}`,
      at: someTime - Math.floor((index * 365 * day) / invocations),
      ms: 50 + random.next() ** 4 * 120_000,
      phase: random.pick(["setup", "execution", "verification", "cleanup", "rollback"]),
      session: `s${Math.floor(index / 40)}`,
      outcome: random.chance(0.9) ? "completed" : random.pick(["failed", "abandoned"]),
    };
  });
  return historyOf(runs);
}
