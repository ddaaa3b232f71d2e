import type { History } from "../tracker/history";
import { skillKey, type SkillRef } from "../tracker/model";
import { countTest, type Judgement } from "./countTest";
import { durationTest, type DayDurations } from "./durationTest";
import { windowsBefore } from "./earlierWindows";
import type { Calendar } from "./model";
import { twoSidedP, twoSidedZ } from "./normal";
import { median } from "./quantiles";
import { compareText } from "./ranking";
import { rateTest, type FinishedRuns } from "./rateTest";
import { firstRows, type RowRange } from "./rowRange";
import { WindowCounts } from "./windowCounts";
import { WindowDurations } from "./windowDurations";

/** Fewer earlier active days say nothing about what is usual. */
export const anomalyMinimumDays = 5;
/** What is usual is taken from the newest active days, at most so many. */
export const anomalyBaselineDays = 28;
/** Fewer runs are no spike, however rare they are. */
export const anomalyMinimumSpike = 5;
/** Fewer finished runs in the window have no rate to judge. */
export const anomalyMinimumFinished = 2;
/** Fewer completed foreground runs of known duration in the window are not judged. */
export const anomalyMinimumTimed = 2;

export interface Anomaly {
  readonly skill: SkillRef;
  /** It ran more or less than usual, completed more or less often, or took more or less time. */
  readonly type: "spike" | "drop" | "pattern-shift" | "slower" | "faster";
  /**
   * What was expected: runs in the window, ≥ 0; for a shift the completion rate, 0–1; for slower
   * and faster the median of what earlier days took in the median, milliseconds.
   */
  readonly baseline: number;
  /** What happened, in the same unit. */
  readonly observed: number;
  /** The two-sided z of `pValue`; below 0 where less was observed than expected. */
  readonly score: number;
  /** How often a day would be this far off, up or down, by chance, 0–1. */
  readonly pValue: number;
  /** Earlier active days it rests on. */
  readonly days: number;
  /** The `nowMs` it was found at, milliseconds since 1970 UTC. */
  readonly detectedAtMs: number;
}

export interface AnomalyOptions {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** Length of the window, finite milliseconds > 0; 24 hours when left out. */
  readonly windowMs?: number;
  /** A two-sided z ≥ 0; 2 when left out, which stands for p = 0.0455. */
  readonly threshold?: number;
  readonly calendar: Calendar;
}

/**
 * Skills whose last 24 hours are unlike their own earlier days: greatest score, up or down, first,
 * then by key. The window is compared with the windows that end at the same time of earlier days,
 * itself not among them. Only days on which anything ran at all count, from the skill's first run
 * on, and at most the newest 28.
 *
 * How often it ran is judged by `countTest`, its completion rate by `rateTest`, its median duration
 * over completed foreground runs by `durationTest`. A quiet day excuses a drop: what is missing is
 * missing from as much of a day as the other skills had, their runs in the window ÷ the median of
 * their runs on the earlier days. So Monday at nine is no drop.
 *
 * At threshold z, each of the three alarms by chance about as often as the p of z says and mostly
 * less, durations much less: of a hundred skills with nothing new, some four of each at most; where
 * days scatter or today has few of many runs, a little more. Nothing is said with fewer
 * than 5 earlier active days, of a spike below 5 runs, and of a rate or duration with fewer than 2
 * such runs in the window or 5 earlier days with such runs.
 */
export function findAnomalies(
  history: History,
  { nowMs, windowMs = 24 * 3_600_000, threshold = 2, calendar }: AnomalyOptions,
): readonly Anomaly[] {
  const options = { nowMs, windowMs, calendar };
  const { window, earlier } = windowsBefore(history, options, anomalyBaselineDays);
  if (window.end === window.first || earlier.length < anomalyMinimumDays) return [];
  return new AnomalyChecks(history, [window, ...earlier]).at(0, nowMs, twoSidedP(threshold));
}

/** Windows of a history, each of which can be checked against those before it. */
export class AnomalyChecks {
  private readonly counts: WindowCounts;
  private readonly durations: WindowDurations;
  private readonly firstRow: Int32Array;

  /** @param windows newest first, none of them empty. */
  constructor(
    private readonly history: History,
    private readonly windows: readonly RowRange[],
  ) {
    this.counts = new WindowCounts(history, windows);
    this.durations = new WindowDurations(history, windows);
    this.firstRow = firstRows(history);
  }

  /**
   * What is unlike in one window.
   *
   * @param level the p-value from which on it is, 0–1.
   */
  at(window: number, detectedAtMs: number, level: number): readonly Anomaly[] {
    return this.history.skills
      .flatMap((skill, index): Anomaly[] => {
        const days = this.daysBefore(window, index);
        if (days < anomalyMinimumDays) return [];
        const place = { window, skill: index, days };
        const judged = [
          judgeRuns(this.counts, place),
          judgeRate(this.counts, place),
          judgeDuration(this.durations, place, level),
        ];
        return judged.flatMap((found) =>
          found === undefined || found.pValue > level ? [] : anomalyOf(skill, found, detectedAtMs),
        );
      })
      .sort(
        (one, other) =>
          Math.abs(other.score) - Math.abs(one.score) ||
          compareText(skillKey(one.skill), skillKey(other.skill)),
      );
  }

  /** How many windows before this one count: what lies before the skill's first run does not. */
  private daysBefore(window: number, skill: number): number {
    const first = this.firstRow[skill] ?? 0;
    let last = Math.min(window + anomalyBaselineDays, this.windows.length - 1);
    while (last > window && (this.windows[last]?.end ?? 0) <= first) last--;
    return last - window;
  }
}

/** One skill in one window, and how many windows before it count. */
interface Place {
  readonly window: number;
  readonly skill: number;
  readonly days: number;
}

type Found = Judgement & Pick<Anomaly, "type" | "observed" | "days">;

function anomalyOf({ kind, name }: SkillRef, found: Found, detectedAtMs: number): Anomaly {
  const { type, expected, observed, side, pValue, days } = found;
  const score = side * twoSidedZ(pValue);
  const skill = { kind, name };
  return { skill, type, baseline: expected, observed, score, pValue, days, detectedAtMs };
}

function judgeRuns(counts: WindowCounts, { window, skill, days }: Place): Found | undefined {
  const observed = counts.runs(window, skill);
  const own = counts.runsFrom(window + 1, days, skill);
  const others = new Float64Array(days);
  for (let day = 0; day < days; day++) {
    others[day] = counts.total(window + day + 1) - (own[day] ?? 0);
  }
  const ordinary = median(others) ?? 0;
  const share = ordinary === 0 ? 1 : Math.min(1, (counts.total(window) - observed) / ordinary);
  const judgement = countTest(observed, own, share);
  if (judgement.side === 0 || (judgement.side > 0 && observed < anomalyMinimumSpike)) return;
  return { ...judgement, type: judgement.side > 0 ? "spike" : "drop", observed, days };
}

function judgeRate(counts: WindowCounts, { window, skill, days }: Place): Found | undefined {
  const today = counts.finished(window, skill);
  if (today.finished < anomalyMinimumFinished) return;
  const earlier: FinishedRuns[] = [];
  for (let day = 1; day <= days; day++) {
    const runs = counts.finished(window + day, skill);
    if (runs.finished > 0) earlier.push(runs);
  }
  if (earlier.length < anomalyMinimumDays) return;
  const judgement = rateTest(today, earlier);
  if (judgement.side === 0) return;
  const observed = today.completed / today.finished;
  return { ...judgement, type: "pattern-shift", observed, days: earlier.length };
}

function judgeDuration(
  durations: WindowDurations,
  { window, skill, days }: Place,
  level: number,
): Found | undefined {
  if (durations.runs(window, skill) < anomalyMinimumTimed) return;
  const today = durations.of(window, skill);
  if (today === undefined) return;
  const earlier: DayDurations[] = [];
  for (let day = 1; day <= days; day++) {
    const runs = durations.of(window + day, skill);
    if (runs !== undefined) earlier.push(runs);
  }
  if (earlier.length < anomalyMinimumDays) return;
  const judgement = durationTest(today, earlier, level);
  if (judgement.side === 0) return;
  const type = judgement.side > 0 ? "slower" : "faster";
  return { ...judgement, type, observed: today.median, days: earlier.length };
}
