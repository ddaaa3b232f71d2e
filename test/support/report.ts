import { localCalendar } from "../../src/analysis/calendar";
import { sha256 } from "../../src/base/sha256";
import { Forecaster } from "../../src/recommend/predict/forecaster";
import { learn } from "../../src/recommend/predict/learn";
import { systemLocalTime } from "../../src/recommend/predict/localTime";
import {
  workflowReport,
  type ReportQuery,
  type WorkflowReport,
} from "../../src/recommend/workflowReport";
import type { History, HistoryFilter } from "../../src/tracker/history";
import { someTime } from "./history";

/** The report of a history, as the store's worker makes it for the session "s1". */
export function aReport(
  history: History,
  filter: HistoryFilter = {},
  nowMs = someTime,
  more: Partial<ReportQuery> = {},
): WorkflowReport {
  const time = systemLocalTime();
  const learned = learn(history, time);
  const forecaster = new Forecaster(history, learned, time);
  const query = { filter, sessionId: "s1", ...more };
  const calendar = localCalendar();
  return workflowReport(
    history,
    query,
    { learned, forecaster },
    {
      ...{ nowMs, calendar, sha256 },
      hourOf: (ms) => time.hourOf(ms),
    },
  );
}
