import type { MeasuredCoverage } from "../tracker/coverage";
import type { History } from "../tracker/history";
import { areChecks, checkDays, checksSince, type CheckDays } from "./checkDays";
import { coverageHistory, type CoverageSeries } from "./coverageHistory";
import { select } from "./filter";
import { dayOf, localDays, type LocalDays } from "./localDays";
import type { ReportRequest } from "./report";

/** What is known of the quality of the code: measurements, and no score made of them. */
export interface Quality {
  readonly checks: CheckDays;
  /** The one to show comes first. */
  readonly coverage: readonly CoverageSeries[];
  /** How many measurements there are in the whole history. */
  readonly measurements: number;
  /** Checks that finished after the report that is shown was written; 0 where there is none. */
  readonly checksSince: number;
}

/**
 * Checks of the runs that pass the filter, and coverage of the filter's time. A report covers all
 * code, so no other part of the filter applies to it; of one session, the time since its first run
 * does. Where the range is open it begins with the first check or report.
 */
export function qualityOf(
  history: History,
  measured: readonly MeasuredCoverage[],
  { filter, nowMs, calendar }: ReportRequest,
): Quality {
  const selected = select(history, filter);
  const { sessionId } = filter;
  const start = sessionId === undefined ? firstMs(selected, measured) : firstRunMs(selected);
  const lastMs = Math.min(nowMs, (filter.toMs ?? Infinity) - 1);
  const days = localDays(filter.fromMs ?? start ?? lastMs, lastMs, calendar);
  // What was before a session is nothing it could be compared with.
  const within = sessionId === undefined ? measured : measured.filter(isIn(days));
  const coverage = coverageHistory(within, days);
  const [shown] = coverage;
  return {
    checks: checkDays(selected, days, nowMs),
    coverage,
    measurements: measured.length,
    checksSince: shown === undefined ? 0 : checksSince(selected, shown.newest.measuredAtMs),
  };
}

const isIn =
  (days: LocalDays) =>
  ({ atMs }: MeasuredCoverage): boolean =>
    dayOf(days, atMs) >= 0;

function firstRunMs({ length, startedAtMs }: History): number | undefined {
  return length === 0 ? undefined : startedAtMs[0];
}

/** The moment of the first check or report. */
function firstMs(history: History, measured: readonly MeasuredCoverage[]): number | undefined {
  const isCheck = areChecks(history);
  let first = measured.reduce((least, { atMs }) => Math.min(least, atMs), Infinity);
  const skills = history.skill.subarray(0, history.length);
  const row = skills.findIndex((skill) => isCheck[skill] === true);
  if (row >= 0) first = Math.min(first, history.startedAtMs[row] ?? Infinity);
  return Number.isFinite(first) ? first : undefined;
}
