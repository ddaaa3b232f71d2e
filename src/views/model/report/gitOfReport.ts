import { columnsOf, type GitWorkQuery } from "../../../analysis/commitColumns";
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

/** What is to be joined, or why there is nothing to join. */
export type GitQuestion =
  | {
      readonly type: "join";
      readonly query: GitWorkQuery;
      /** As in `GitPart`. */
      readonly cutAtMs?: number;
    }
  | Exclude<GitPart, { type: "read" }>;

/** Asks how a report goes together with the commits of its range. The log may begin before that. */
export function gitQuestion(
  report: ReportData,
  reading: LogReading,
  place: LocalPlace,
): GitQuestion {
  if (reading.type === "failed") return { type: "failed", reason: redact(reading.reason) };
  if (reading.type !== "read") return reading;
  const { commits, completeFromMs } = reading.log;
  const range = gitRange(report, place);
  const isCut = completeFromMs > range.fromMs;
  // The day on which the log begins is not whole.
  const fromMs = isCut ? dayAfter(completeFromMs, place) : range.fromMs;
  return {
    type: "join",
    query: { commits: columnsOf(commits), runs: report.runDays, range: { ...range, fromMs } },
    ...(isCut ? { cutAtMs: fromMs } : {}),
  };
}

function dayAfter(ms: number, { calendar }: LocalPlace): number {
  return calendar.next("day", calendar.startOf("day", ms));
}
