import { localCalendar } from "../../src/analysis/calendar";
import { qualityOf, type Quality } from "../../src/analysis/quality";
import type { MeasuredCoverage } from "../../src/tracker/coverage";
import type { History, HistoryFilter } from "../../src/tracker/history";
import { someTime } from "./history";

/** What is known of the quality of a history's code, as the store's worker makes it. */
export function aQuality(
  history: History,
  measured: readonly MeasuredCoverage[],
  filter: HistoryFilter = {},
  nowMs = someTime,
): Quality {
  return qualityOf(history, measured, { filter, nowMs, calendar: localCalendar() });
}
