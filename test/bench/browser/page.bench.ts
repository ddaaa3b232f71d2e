import { seededRandom } from "../../support/random";
import { day, historyOf, someTime, type Run } from "../../support/history";
import { ReportBrowser, type OpenReport } from "../../ui/report/reportBrowser";
import { sampleNowMs, sampleReport } from "../../ui/report/sample";
import { themes } from "../../ui/report/themes";
import type { ReportFilter } from "../../../src/views/model/report/filter";
import { reportMessages } from "../../../src/views/model/reportProtocol";
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
    const firsts: Drawing[] = [];
    for (let round = 0; round < 5; round++) {
      const open = await browser.open(theme);
      firsts.push(await draw(open, reports[0]));
    }
    const open = await browser.open(theme);
    for (const report of reports) await draw(open, report);
    const drawings: Drawing[] = [];
    for (let at = 0; at < changes; at++)
      drawings.push(await draw(open, reports[at % reports.length]));
    const how = `${invocations} invocations, 1400 × 900`;
    const to = `${how}, from the data to the second frame after it`;
    const least = (part: keyof Drawing): number => Math.min(...firsts.map((one) => one[part]));
    const at = (part: keyof Drawing, share: number): number =>
      percentile(
        drawings.map((one) => one[part]),
        share,
      );
    const rows = [
      ["first view", least("viewMs"), `${to}; best of ${firsts.length}`],
      ["all of the first", least("allMs"), `${how}, to the last section; best of ${firsts.length}`],
      ["another filter, median", at("viewMs", 0.5), to],
      ["another filter, p95", at("viewMs", 0.95), to],
      ["all of another filter, median", at("allMs", 0.5), `${how}, to the last section`],
      ["longest frame while filtering, median", at("frameMs", 0.5), how],
      ["longest frame while filtering, p95", at("frameMs", 0.95), how],
    ] as const;
    return rows.map(([what, value, said]) => ({
      ...{ what: `report page, ${what}`, value, unit: "ms", how: said },
    }));
  } finally {
    await browser.close();
  }
}

/** What came of showing a report, milliseconds by the page's own clock. */
interface Drawing {
  /** From the first message to the second frame after it, in which all in sight is seen. */
  readonly viewMs: number;
  /** To the frame in which all of the page is drawn. */
  readonly allMs: number;
  /** The longest time between two frames until then. */
  readonly frameMs: number;
}

function draw(
  { page }: OpenReport,
  sent: readonly [ReportFilter, WorkflowReport] | undefined,
): Promise<Drawing> {
  const messages = JSON.stringify(sent === undefined ? [] : reportMessages(...sent));
  return page.evaluate(`new Promise((drawn) => {
    const messages = ${messages};
    const frames = [];
    let left = messages.length;
    let handled = Infinity;
    const hear = () => {
      if (--left > 0) return;
      handled = frames.length;
      removeEventListener("message", hear);
    };
    addEventListener("message", hear);
    const start = performance.now();
    for (const message of messages) window.postMessage(message, "*");
    const look = () => {
      frames.push(performance.now());
      const isSeen = frames.length >= handled + 2;
      if (isSeen && document.querySelector(".cards[aria-busy=true]") === null) {
        const gaps = frames.map((at, n) => at - (frames[n - 1] ?? start));
        drawn({
          viewMs: frames[handled + 1] - start,
          allMs: frames.at(-1) - start,
          frameMs: Math.max(...gaps),
        });
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
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
