import { gitWork } from "../../../analysis/gitWork";
import type { VelocityRange } from "../../../analysis/gitVelocity";
import type { LocalPlace } from "../../../analysis/localMoments";
import type { LogReading } from "../../../git/model";
import type { ReportData } from "../../../analysis/model";
import { redact } from "../../../tracker/redact";
import type { GitPart } from "./gitPart";

/** Commits of a longer range are not read. */
const mostDays = 366;
const dayMs = 86_400_000;

/**
 * Which commits belong to a report: those of its range, from a local midnight to when it was made. A
 * range that is open begins with the first run; of one that is longer than a year, the newest year.
 */
export function gitRange(report: ReportData, { calendar }: LocalPlace): VelocityRange {
  const { filter, generatedAtMs, overview } = report;
  const lastMs = Math.min(generatedAtMs, (filter.toMs ?? Infinity) - 1);
  const wantedMs = filter.fromMs ?? overview.firstStartedAtMs ?? lastMs;
  const earliestMs = lastMs - (mostDays - 1) * dayMs;
  return { fromMs: calendar.startOf("day", Math.max(wantedMs, earliestMs)), lastMs };
}

/** Joins a report with the commits of its range. The log may begin before that. */
export function gitOfReport(report: ReportData, reading: LogReading, place: LocalPlace): GitPart {
  if (reading.type === "failed") return { type: "failed", reason: redact(reading.reason) };
  if (reading.type !== "read") return reading;
  const { commits, completeFromMs } = reading.log;
  const range = gitRange(report, place);
  const isCut = completeFromMs > range.fromMs;
  // The day on which the log begins is not whole.
  const fromMs = isCut ? dayAfter(completeFromMs, place) : range.fromMs;
  const work = gitWork(commits, report.runDays, { ...range, fromMs }, place);
  return { type: "read", work, ...(isCut ? { cutAtMs: fromMs } : {}) };
}

function dayAfter(ms: number, { calendar }: LocalPlace): number {
  return calendar.next("day", calendar.startOf("day", ms));
}
