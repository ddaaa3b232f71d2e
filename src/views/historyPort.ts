import type { GitWorkQuery } from "../analysis/commitColumns";
import type { GitWork } from "../analysis/gitWork";
import type { Bottleneck, ReportData } from "../analysis/model";
import type { Quality } from "../analysis/quality";
import type { Event } from "../base/event";
import type { RecommendContext, Recommendation, UserSecret } from "../recommend/model";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import type { ReportFindings, ReportQuery, WorkflowReport } from "../recommend/workflowReport";
import type { HistoryFilter } from "../tracker/history";
import type { StoreProblem } from "../snapshot/snapshot";
import type { Invocation } from "../tracker/model";

/** How far the search by meaning is. */
export interface SearchReadiness {
  readonly state: "none" | "loading" | "ready" | "failed";
  /** Texts that are still to be worked out. */
  readonly missing: number;
}

/** How a merge went; `skipped` says why nothing was done. */
export interface FoldOutcome {
  readonly applied: number;
  readonly skipped?: string;
  readonly problems: readonly StoreProblem[];
}

/** A file that would be shared; its name holds the user's hash. */
export interface SharedFile {
  readonly name: string;
  readonly text: string;
  readonly skills: number;
}

/** What the views ask of the stored history; everything happens off this thread. */
export interface HistoryPort {
  /** The data folder, absolute. */
  readonly folder: string;
  recommend(context: RecommendContext): Promise<readonly Recommendation[]>;
  /** Gets ready to search by meaning; until then searches go by words. */
  prepareSearch(): Promise<SearchReadiness>;
  /** How likely a run is to complete. */
  forecast(candidate: Candidate): Promise<SourcedForecast>;
  bottlenecks(filter: HistoryFilter): Promise<readonly Bottleneck[]>;
  report(query: ReportQuery): Promise<WorkflowReport>;
  /** The two parts of a report: what can be counted at once, and what takes several times as long. */
  figures(filter: HistoryFilter): Promise<ReportData>;
  findings(query: ReportQuery): Promise<ReportFindings>;
  /** Checks and coverage of what the filter admits. */
  quality(filter: HistoryFilter): Promise<Quality>;
  /** Commits and runs by local day. */
  gitWork(query: GitWorkQuery): Promise<GitWork>;
  /** Newest first; all that the filter admits, or at most `limit` of them. */
  invocations(filter: HistoryFilter, limit?: number): Promise<readonly Invocation[]>;
  /** What this user would share with others; nothing is written. */
  ownBaseline(user: UserSecret): Promise<SharedFile>;
  /** @param folder absolute. */
  writeBaseline(folder: string, file: SharedFile): Promise<void>;
  /** Merges journals into the database; resolves to the number of records merged. */
  fold(): Promise<FoldOutcome>;
  /** Removes from every file what was forgotten. */
  purge(): Promise<FoldOutcome>;
  /** Hears the first error of each outage, and its end. */
  readonly onDidFail: Event<unknown>;
  readonly onDidRecover: Event<void>;
}
