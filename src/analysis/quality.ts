import type { MeasuredCoverage } from "../tracker/coverage";
import type { History } from "../tracker/history";
import { areChecks, checkDays, checksSince, type CheckDays } from "./checkDays";
import { coverageHistory, type CoverageSeries } from "./coverageHistory";
import { select } from "./filter";
import { dayOf, localDays, mostLocalDays, type LocalDays } from "./localDays";
import type { ReportRequest } from "./report";

const dayMs = 86_400_000;

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
  const lastMs = Math.min(nowMs, (filter.toMs ?? Infinity) - 1);
  const start =
    sessionId === undefined ? firstMs(selected, measured, lastMs) : firstRunMs(selected);
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

/** The moment of the first check or report; a report that has lain there for over a year is none. */
function firstMs(
  history: History,
  measured: readonly MeasuredCoverage[],
  lastMs: number,
): number | undefined {
  const isCheck = areChecks(history);
  const skills = history.skill.subarray(0, history.length);
  const row = skills.findIndex((skill) => isCheck[skill] === true);
  const oldestMs = lastMs - mostLocalDays * dayMs;
  const moments = measured.map(({ atMs }) => atMs).filter((ms) => ms > oldestMs && ms <= lastMs);
  if (row >= 0) moments.push(history.startedAtMs[row] ?? lastMs);
  return moments.length === 0
    ? undefined
    : moments.reduce((least, ms) => Math.min(least, ms), lastMs);
}
