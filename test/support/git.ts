import { localPlace } from "../../src/analysis/calendar";
import { commitsIn } from "../../src/analysis/commitColumns";
import type { CommitFacts } from "../../src/analysis/gitVelocity";
import { gitWork } from "../../src/analysis/gitWork";
import type { LogReading } from "../../src/git/model";
import type { ReportData } from "../../src/analysis/model";
import type { WorkflowReport } from "../../src/recommend/workflowReport";
import { gitQuestion } from "../../src/views/model/report/gitOfReport";
import type { GitPart } from "../../src/views/model/report/gitPart";
import type { Random } from "./random";

const hourMs = 3_600_000;

/** A log that reaches as far back as anybody asks. */
export function aLog(commits: readonly CommitFacts[], completeFromMs = 0): LogReading {
  return { type: "read", log: { head: "0".repeat(40), commits, completeFromMs } };
}

/** Commits that come with runs: about one for every six of a day, and some on days without. */
export function commitsOf(report: WorkflowReport, random: Random): readonly CommitFacts[] {
  return report.runDays.flatMap(({ startMs, runs }) =>
    Array.from({ length: Math.round(runs / 6) + random.int(0, 2) }, () => ({
      atMs: startMs + random.int(8, 19) * hourMs,
      isMerge: random.chance(0.1),
      isConventional: random.chance(0.8),
      isBreaking: random.chance(0.05),
    })),
  );
}

/** What git says of a report, as the host and the worker make it together. */
export function gitOfLog(report: ReportData, reading: LogReading): GitPart {
  const place = localPlace();
  const question = gitQuestion(report, reading, place);
  if (question.type !== "join") return question;
  const { query, cutAtMs } = question;
  const work = gitWork(commitsIn(query.commits), query.runs, query.range, place);
  return { type: "read", work, ...(cutAtMs === undefined ? {} : { cutAtMs }) };
}

export function gitOf(report: ReportData, commits: readonly CommitFacts[]): GitPart {
  return gitOfLog(report, aLog(commits));
}
