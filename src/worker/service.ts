import type { ReportData } from "../analysis/model";
import type { Quality } from "../analysis/quality";
import type { Summaries } from "../analysis/runningSummaries";
import type { FilteredRuns } from "../analysis/usedRuns";
import type { Recommendation, RecommendContext, UserSecret } from "../recommend/model";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import type { ReportFindings, ReportQuery, WorkflowReport } from "../recommend/workflowReport";
import { compact, type CompactParts } from "../store/compact";
import type { Generation } from "../store/generation";
import { toStoreError, type StoreProblem } from "../store/problem";
import { readCoverage } from "../store/qualityTables";
import { readInvocations } from "../store/readInvocations";
import { wordedRuns } from "../store/wordedRuns";
import type { MeasuredCoverage } from "../tracker/coverage";
import type { History, HistoryFilter } from "../tracker/history";
import type { Invocation } from "../tracker/model";
import { plainHistory } from "../tracker/plainHistory";
import { baselineToShare, writeWhole } from "./baselineFile";
import type { InsightMethod } from "./insightMethods";
import type { Meanings } from "./meanings";
import type {
  BaselineToShare,
  FoldResult,
  KnownExperiments,
  SearchReadiness,
  StoreMethods,
  StoreSnapshot,
} from "./protocol";

/** What the service does with a history; pure functions of it. */
export interface Analyses {
  recommend(history: History, context: RecommendContext): readonly Recommendation[];
  /** Learns from a part of what is new. @returns whether all is learned. */
  learn(history: History, rows: number): boolean;
  isBehind(history: History): boolean;
  /** Begins to get ready for queries. @returns how much is left to do for `index`. */
  prepareSearch(history: History): number;
  /** Goes on getting ready for queries, once somebody searched. @returns whether all is ready. */
  index(history: History, isEnough: () => boolean): boolean;
  /** `version` changes whenever the history does. */
  forecast(history: History, version: number, candidate: Candidate): SourcedForecast;
  /** Goes on getting ready for a report. @returns whether all is ready. */
  prepareReport(history: History, version: number, isEnough: () => boolean): boolean;
  figures(history: History, filter: HistoryFilter): ReportData;
  findings(history: History, version: number, query: ReportQuery): ReportFindings;
  quality(history: History, measured: readonly MeasuredCoverage[], filter: HistoryFilter): Quality;
  summarize(history: History): Summaries;
  /** 1 for each row that the filter lets through. */
  matching(history: History, filter: HistoryFilter): Uint8Array;
}

/** So many runs are learned from between two looks at the clock: the newest take 1 ms each. */
const rowsAtOnce = 4;

/** Answers the extension host from a live view of the data folder. */
export class StoreService implements Omit<StoreMethods, InsightMethod | "lookForCoverage"> {
  private summaries: (Summaries & { readonly version: number }) | undefined;

  constructor(
    private readonly parts: CompactParts,
    private readonly analyses: Analyses,
    private readonly meanings: Meanings,
    /** Hears of experiments before the database they belong in is published. */
    private readonly tell: (experiments: KnownExperiments) => void = () => undefined,
  ) {}

  /** A folder that cannot be read gives an empty state with the problem that says so. */
  snapshot(context: RecommendContext): StoreSnapshot {
    const { view } = this.parts;
    let current: Generation;
    try {
      current = view.refresh();
    } catch (error) {
      const problems = [this.problemOf(error)];
      const empty = { skills: [], agents: [], recommended: [] };
      const nothing = { totalInvocations: 0, ...empty, isLearning: false };
      return { version: view.version, ...nothing, problems };
    }
    if (this.summaries?.version !== view.version) {
      const summaries = this.analyses.summarize(plainHistory(current.history));
      this.summaries = { version: view.version, ...summaries };
    }
    return {
      version: view.version,
      totalInvocations: current.history.length,
      skills: this.summaries.skills,
      agents: this.summaries.agents,
      recommended: this.analyses.recommend(plainHistory(current.history), context),
      isLearning: this.analyses.isBehind(current.history),
      problems: current.problems,
    };
  }

  recommend(context: RecommendContext): readonly Recommendation[] {
    return this.analyses.recommend(plainHistory(this.parts.view.refresh().history), context);
  }

  /**
   * Goes on learning for about `budgetMs`, what searches need first: somebody waits for these.
   *
   * @returns whether there is more to learn from.
   */
  learn(budgetMs: number): boolean {
    const history = this.parts.view.current?.history;
    if (history === undefined) return false;
    const isOver = this.isOverAfter(budgetMs);
    const columns = plainHistory(history);
    if (!this.analyses.index(columns, isOver)) return true;
    let isDone = !this.analyses.isBehind(history);
    while (!isDone && !isOver()) isDone = this.analyses.learn(columns, rowsAtOnce);
    return !isDone;
  }

  /**
   * Goes on getting ready for a report for about `budgetMs`.
   *
   * @returns whether there is more to do.
   */
  prepareReport(budgetMs: number): boolean {
    const { current, version } = this.parts.view;
    if (current === undefined) return false;
    const isOver = this.isOverAfter(budgetMs);
    return !this.analyses.prepareReport(plainHistory(current.history), version, isOver);
  }

  prepareSearch(): SearchReadiness {
    this.meanings.prepare();
    const left = this.analyses.prepareSearch(plainHistory(this.parts.view.refresh().history));
    return { state: this.meanings.state, missing: this.meanings.missing + left };
  }

  forecast(candidate: Candidate): SourcedForecast {
    const { view } = this.parts;
    const { history } = view.refresh();
    return this.analyses.forecast(plainHistory(history), view.version, candidate);
  }

  report(query: ReportQuery): WorkflowReport {
    return { ...this.figures(query), ...this.findings(query) };
  }

  figures({ filter }: { readonly filter: HistoryFilter }): ReportData {
    return this.analyses.figures(plainHistory(this.parts.view.refresh().history), filter);
  }

  findings(query: ReportQuery): ReportFindings {
    const { view } = this.parts;
    const { history } = view.refresh();
    return this.analyses.findings(plainHistory(history), view.version, query);
  }

  quality({ filter }: Parameters<StoreMethods["quality"]>[0]): Quality {
    const { db, history } = this.parts.view.refresh();
    return this.analyses.quality(plainHistory(history), readCoverage(db), filter);
  }

  invocations(request: Parameters<StoreMethods["invocations"]>[0]): readonly Invocation[] {
    const { db, history } = this.parts.view.refresh();
    const passes = this.analyses.matching(history, request.filter);
    const ids: Uint8Array[] = [];
    let toSkip = request.offset;
    for (let row = history.length - 1; row >= 0 && ids.length < request.limit; row--) {
      if (passes[row] === 1 && toSkip-- <= 0) ids.push(history.idAt(row));
    }
    return readInvocations(db, ids);
  }

  /** The runs that the filter admits; only those with words are read one by one. */
  runs(filter: HistoryFilter): FilteredRuns {
    const { db, history } = this.parts.view.refresh();
    const passes = this.analyses.matching(history, filter);
    const keyOf = (id: Uint8Array): string => Buffer.from(id).toString("latin1");
    const wanted = new Set(wordedRuns(db).map(keyOf));
    const worded = new Map<number, Invocation>();
    for (let row = 0; row < history.length && wanted.size > 0; row++) {
      if (passes[row] !== 1 || !wanted.has(keyOf(history.idAt(row)))) continue;
      const [invocation] = readInvocations(db, [history.idAt(row)]);
      if (invocation !== undefined) worded.set(row, invocation);
    }
    return { history: plainHistory(history), passes, worded };
  }

  ownBaseline(user: UserSecret): BaselineToShare {
    return baselineToShare(plainHistory(this.parts.view.refresh().history), user);
  }

  writeBaseline({ folder, name, text }: Parameters<StoreMethods["writeBaseline"]>[0]): void {
    writeWhole(folder, name, text);
  }

  /** What goes wrong comes back as a problem: a fold that fails has lost nothing. */
  fold({ purge, experiments }: Parameters<StoreMethods["fold"]>[0]): FoldResult {
    if (experiments) this.tell(experiments);
    try {
      return compact(this.parts, purge);
    } catch (error) {
      return { applied: 0, problems: [this.problemOf(error)] };
    }
  }

  private isOverAfter(ms: number): () => boolean {
    const { monotonicMs } = this.parts;
    const end = monotonicMs() + ms;
    return () => monotonicMs() >= end;
  }

  private problemOf(error: unknown): StoreProblem {
    return toStoreError(error, this.parts.layout.folder).problem;
  }
}
