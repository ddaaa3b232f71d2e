import type { CoverageFormat, CoverageUnit, MeasuredCoverage, Share } from "../tracker/coverage";
import { dayOf, type LocalDays } from "./localDays";
import { compareText } from "./ranking";
import { theilSen } from "./theilSen";

/** Measurements on fewer days have no slope. */
export const coverageDaysMinimum = 3;

/** One measurement, and what it says. */
export interface CoveragePoint extends Share {
  /** When the report was written, milliseconds since 1970 UTC. */
  readonly measuredAtMs: number;
  /** covered ÷ total, 0–1. */
  readonly share: number;
  /** Absent where the report says nothing of branches. */
  readonly branches?: Share;
}

/** The last measurement of a local day. */
export interface CoverageDay extends CoveragePoint {
  /** Where the day begins, milliseconds since 1970 UTC. */
  readonly startMs: number;
}

/** What one report said over time. Differences are newer − older, in percentage points. */
export interface CoverageSeries {
  readonly path: string;
  /** Of the newest measurement. */
  readonly format: CoverageFormat;
  readonly unit: CoverageUnit;
  /** How many there are in the range. */
  readonly measurements: number;
  readonly newest: CoveragePoint;
  /** The one before the newest, also if it is older than the range. */
  readonly before?: CoveragePoint;
  readonly sinceBefore?: number;
  /** The first one in the range, where that is not the newest. */
  readonly first?: CoveragePoint;
  readonly sinceFirst?: number;
  /** Days with a measurement, ascending. */
  readonly days: readonly CoverageDay[];
  readonly daysNeeded: number;
  /** Percentage points in seven days; absent for fewer than `daysNeeded` days. */
  readonly slopePerWeek?: number;
}

/**
 * The history of coverage, one series for each report and unit that was measured in the range: lines
 * and statements cannot be compared, and neither can two reports.
 *
 * Programs often write two reports side by side. The series that comes first is the one to show: of
 * those measured on the newest such day the one measured most often, then the latest, then by path.
 *
 * The slope is Theil's and Sen's over the last measurements of days, which keep their distance.
 *
 * @param measured in any order; each path and time once.
 */
export function coverageHistory(
  measured: readonly MeasuredCoverage[],
  days: LocalDays,
): readonly CoverageSeries[] {
  const groups = new Map<string, MeasuredCoverage[]>();
  for (const one of [...measured].sort((a, b) => a.atMs - b.atMs)) {
    if (one.atMs > days.lastMs) continue;
    const key = `${one.unit} ${one.path}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const newestDay = (series: CoverageSeries): number => series.days.at(-1)?.startMs ?? 0;
  return [...groups.values()]
    .flatMap((group) => seriesOf(group, days) ?? [])
    .sort(
      (one, other) =>
        newestDay(other) - newestDay(one) ||
        other.measurements - one.measurements ||
        other.newest.measuredAtMs - one.newest.measuredAtMs ||
        compareText(one.path, other.path) ||
        compareText(one.unit, other.unit),
    );
}

function seriesOf(group: readonly MeasuredCoverage[], days: LocalDays): CoverageSeries | undefined {
  const inRange = group.filter(({ atMs }) => dayOf(days, atMs) >= 0);
  const last = inRange.at(-1);
  const start = inRange[0];
  if (last === undefined || start === undefined) return undefined;
  const earlier = group.at(-2);
  const newest = pointOf(last);
  const before = earlier && pointOf(earlier);
  const first = start === last ? undefined : pointOf(start);
  const byDay = new Map(inRange.map((one) => [dayOf(days, one.atMs), pointOf(one)]));
  const slope = slopeOf(byDay);
  return {
    ...{ path: last.path, format: last.format, unit: last.unit },
    ...{ measurements: inRange.length, newest },
    ...(before === undefined ? {} : { before, sinceBefore: pointsBetween(before, newest) }),
    ...(first === undefined ? {} : { first, sinceFirst: pointsBetween(first, newest) }),
    days: [...byDay].map(([day, point]) => ({ startMs: days.starts[day] ?? NaN, ...point })),
    daysNeeded: coverageDaysMinimum,
    ...(slope === undefined ? {} : { slopePerWeek: slope }),
  };
}

function pointOf({ atMs, covered, total, branches }: MeasuredCoverage): CoveragePoint {
  const share = covered / total;
  return {
    measuredAtMs: atMs,
    covered,
    total,
    share,
    ...(branches === undefined ? {} : { branches }),
  };
}

function pointsBetween(older: CoveragePoint, newer: CoveragePoint): number {
  return 100 * (newer.share - older.share);
}

function slopeOf(byDay: ReadonlyMap<number, CoveragePoint>): number | undefined {
  if (byDay.size < coverageDaysMinimum) return undefined;
  const line = theilSen([...byDay].map(([at, { share }]) => ({ at, value: share, weight: 1 })));
  return line && 7 * 100 * line.slope;
}
