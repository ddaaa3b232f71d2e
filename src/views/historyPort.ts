import type { ReportData } from "../analysis/model";
import type { Event } from "../base/event";
import type { RecommendContext, Recommendation } from "../recommend/model";
import type { HistoryFilter } from "../tracker/history";
import type { StoreProblem } from "../snapshot/snapshot";
import type { Invocation } from "../tracker/model";

/** How a merge went; `skipped` says why nothing was done. */
export interface FoldOutcome {
  readonly applied: number;
  readonly skipped?: string;
  readonly problems: readonly StoreProblem[];
}

/** What the views ask of the stored history; everything happens off this thread. */
export interface HistoryPort {
  /** The data folder, absolute. */
  readonly folder: string;
  recommend(context: RecommendContext): Promise<readonly Recommendation[]>;
  /** Gets ready to search by meaning; until then searches go by words. */
  prepareSearch(): void;
  report(filter: HistoryFilter): Promise<ReportData>;
  /** Newest first, all that the filter admits. */
  invocations(filter: HistoryFilter): Promise<readonly Invocation[]>;
  /** Merges journals into the database; resolves to the number of records merged. */
  fold(): Promise<FoldOutcome>;
  /** Removes from every file what was forgotten. */
  purge(): Promise<FoldOutcome>;
  /** Hears the first error of each outage, and its end. */
  readonly onDidFail: Event<unknown>;
  readonly onDidRecover: Event<void>;
}
