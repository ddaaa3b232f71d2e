import type { AgentSummary, ReportData, SkillSummary } from "../analysis/model";
import type { Quality } from "../analysis/quality";
import type { CoverageLook, CoverageQuery } from "../quality/look";
import type { EmbeddingChoice } from "../recommend/embed/choice";
import type { Experiment } from "../recommend/experiments/model";
import type { RecommendContext, Recommendation, UserSecret } from "../recommend/model";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import type { ReportFindings, ReportQuery, WorkflowReport } from "../recommend/workflowReport";
import type { StoreProblem } from "../store/problem";
import type { HistoryFilter } from "../tracker/history";
import type { Invocation, SessionId } from "../tracker/model";
import type { InsightMethods } from "./insightMethods";

export type { StoreProblem };

/** What the views draw of the stored history. */
export interface StoreSnapshot {
  /** Rises whenever the history changed. */
  readonly version: number;
  readonly totalInvocations: number;
  readonly skills: readonly SkillSummary[];
  readonly agents: readonly AgentSummary[];
  readonly recommended: readonly Recommendation[];
  /** Recommendations go by counts alone until the history is learned from; ask again soon. */
  readonly isLearning: boolean;
  readonly problems: readonly StoreProblem[];
}

export interface FoldResult {
  /** Records applied; 0 when there was nothing to do or another process is folding. */
  readonly applied: number;
  readonly skipped?: "busy" | "fenced" | "in-use" | "empty" | "newer" | "foreign";
  readonly problems: readonly StoreProblem[];
}

/** What a window remembers of experiments. */
export interface KnownExperiments {
  readonly experiments: readonly Experiment[];
  /** Sessions in which a person chose a ranking by hand: they belong to no group. */
  readonly except: readonly SessionId[];
}

/** Whether texts can be compared by meaning: no model yet, on its way, there, or none to be had. */
export type SearchState = "none" | "loading" | "ready" | "failed";

/** How far the search by meaning is. */
export interface SearchReadiness {
  readonly state: SearchState;
  /** Texts whose meaning is still to be worked out, and rows that searches do not know yet. */
  readonly missing: number;
}

/** What this user would share with others: a file as it would be written. */
export interface BaselineToShare {
  /** Its name in the folder; the user's hash is part of it. */
  readonly name: string;
  readonly text: string;
  /** How many skills are in it. */
  readonly skills: number;
}

/** The methods of the store worker, as the extension host sees them. */
export interface StoreMethods extends InsightMethods {
  /** Reads what is new and answers with the state of everything. */
  snapshot(context: RecommendContext): StoreSnapshot;
  recommend(context: RecommendContext): readonly Recommendation[];
  /** Begins to get ready for a search by meaning, and answers at once. */
  prepareSearch(): SearchReadiness;
  /** How likely a run is to complete; learns first, if the history has changed. */
  forecast(candidate: Candidate): SourcedForecast;
  /** The figures and the findings together. */
  report(query: ReportQuery): WorkflowReport;
  /** What can be counted at once. */
  figures(query: { readonly filter: HistoryFilter }): ReportData;
  findings(query: ReportQuery): ReportFindings;
  /** Checks and coverage of the time and the runs that the filter admits. */
  quality(query: { readonly filter: HistoryFilter }): Quality;
  /** Newest first. `limit` 1–1,000,000. */
  invocations(request: {
    readonly filter: HistoryFilter;
    readonly limit: number;
    readonly offset: number;
  }): readonly Invocation[];
  /** Looks for coverage reports that are new; nothing is written. */
  lookForCoverage(query: CoverageQuery): CoverageLook;
  /** What this user would share now; nothing is written. */
  ownBaseline(user: UserSecret): BaselineToShare;
  /** Writes into a folder, absolute, what the user agreed to share. */
  writeBaseline(request: {
    readonly folder: string;
    readonly name: string;
    readonly text: string;
  }): void;
  /**
   * Merges journals into the database file. `purge`: no forgotten row stays in any file.
   * `experiments`: all there are; absent when the asker knows of none, and those in the file stay.
   */
  fold(request: { readonly purge: boolean; readonly experiments?: KnownExperiments }): FoldResult;
}

export type StoreMethod = keyof StoreMethods;

/** Host to worker. */
export type StoreRequest = {
  [M in StoreMethod]: {
    readonly id: number;
    readonly method: M;
    readonly argument: Parameters<StoreMethods[M]>[0];
  };
}[StoreMethod];

/** Worker to host: the answer to one request. */
export type StoreReply =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

/** Worker to host, unasked: something failed that no request waits for. */
export interface StoreTrouble {
  readonly trouble: string;
}

/** What the worker is started with. */
export interface StoreWorkerData {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Absolute path of sql-wasm.wasm. */
  readonly wasmPath: string;
  /** Absolute path of the folder of the bundled embedding model; it need not be there. */
  readonly modelFolder: string;
  readonly embedding: EmbeddingChoice;
}
