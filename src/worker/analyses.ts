import { localCalendar } from "../analysis/calendar";
import { matching } from "../analysis/filter";
import { qualityOf } from "../analysis/quality";
import { buildReport } from "../analysis/report";
import { RunningSummaries } from "../analysis/runningSummaries";
import { sha256 } from "../base/sha256";
import { systemLocalTime } from "../recommend/predict/localTime";
import { Recommender } from "../recommend/recommender";
import { reportFindings } from "../recommend/workflowReport";
import { Forecasting } from "./forecasting";
import { KeptPatterns } from "./keptPatterns";
import type { Meanings } from "./meanings";
import type { OthersReader } from "./othersReader";
import { Rehearsal } from "./rehearsal";
import type { Analyses } from "./service";

/** What the worker works out of a history, on the clock and in the time zone of this machine. */
export function analysesWith(meanings: Meanings, others: OthersReader): Analyses {
  const recommender = new Recommender(meanings);
  const summaries = new RunningSummaries();
  const localTime = systemLocalTime();
  const hourOf = (ms: number): number => localTime.hourOf(ms);
  const forecasting = new Forecasting(localTime);
  const patterns = new KeptPatterns();
  const rehearsal = new Rehearsal(() => ({ nowMs: Date.now(), calendar, hourOf }));
  const calendar = localCalendar();
  return {
    recommend: (history, context) => {
      const own = recommender.recommend(history, context);
      return others.othersOf(context.shared)?.join(own, history, context) ?? own;
    },
    learn: (history, rows) => recommender.learn(history, rows),
    isBehind: (history) => recommender.isBehind(history),
    prepareSearch: (history) => recommender.prepareSearch(history),
    index: (history, isEnough) => recommender.index(history, isEnough),
    forecast: (history, version, candidate) => forecasting.forecast(history, version, candidate),
    prepareReport: (history, version, isEnough) =>
      forecasting.learnOn(history, version, isEnough) && rehearsal.goOn(history, isEnough),
    figures: (history, filter) => buildReport(history, { filter, nowMs: Date.now(), calendar }),
    findings: (history, version, query) => {
      const learning = forecasting.learningOf(history, version);
      const place = { nowMs: Date.now(), calendar, hourOf, sha256 };
      const memory = patterns.of(version, calendar.startOf("day", place.nowMs));
      return reportFindings(history, query, learning, place, memory);
    },
    quality: (history, measured, filter) =>
      qualityOf(history, measured, { filter, nowMs: Date.now(), calendar }),
    summarize: (history) => summaries.of(history),
    matching,
  };
}
