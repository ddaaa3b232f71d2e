import { Emitter, type Disposable, type Event } from "../base/event";
import type { GitWorkQuery } from "../analysis/commitColumns";
import type { GitWork } from "../analysis/gitWork";
import type { Insights } from "../analysis/insightModel";
import type { Bottleneck, ReportData } from "../analysis/model";
import type { Quality } from "../analysis/quality";
import type { CoverageLook, CoverageQuery } from "../quality/look";
import type { RecommendContext, Recommendation, UserSecret } from "../recommend/model";
import type { Candidate, SourcedForecast } from "../recommend/predict/model";
import type { ReportFindings, ReportQuery, WorkflowReport } from "../recommend/workflowReport";
import type { HistoryFilter } from "../tracker/history";
import type { Journal } from "../tracker/journal";
import type { Invocation } from "../tracker/model";
import { Outbox } from "../tracker/outbox";
import type { JournalRecord } from "../tracker/record";
import type { InsightAnswer, InsightMethod, InsightQuery } from "./insightMethods";
import type {
  BaselineToShare,
  FoldResult,
  KnownExperiments,
  SearchReadiness,
  StoreMethod,
  StoreMethods,
  StoreSnapshot,
} from "./protocol";

/** More than any history holds. */
const everyInvocation = 1_000_000;

/** Asks the store worker; rejects when it cannot answer. */
export interface StorePort extends Disposable {
  /** Gets ready for the first call. */
  prepare(): void;
  call<M extends StoreMethod>(
    method: M,
    argument: Parameters<StoreMethods[M]>[0],
  ): Promise<ReturnType<StoreMethods[M]>>;
}

/** Opens the two ends of one data folder. Nothing is created on disk before the first record. */
export interface FolderAccess {
  readonly openJournal: (folder: string) => Journal;
  readonly openStore: (folder: string) => StorePort;
}

/**
 * The history of this window's workspace: records go in here, answers come out of the worker.
 * Can move to another folder while the window is open, when the workspace becomes trusted.
 */
export class LocalHistory implements Disposable {
  private journal: Journal;
  private store: StorePort;
  private readonly outbox: Outbox;
  private readonly recovered = new Emitter<void>();
  private isFailing = false;
  /** Hears the first error of each outage. */
  readonly onDidFail: Event<unknown>;
  /** Hears when everything that waited is written again. */
  readonly onDidRecover: Event<void> = this.recovered.event;

  constructor(
    private readonly access: FolderAccess,
    private path: string,
    /** What the database is to hold of experiments; nothing where nobody here knows of any. */
    private readonly experiments: () => KnownExperiments | undefined = () => undefined,
  ) {
    this.journal = access.openJournal(path);
    this.store = access.openStore(path);
    this.outbox = new Outbox(this.journal);
    this.onDidFail = this.outbox.onDidFail;
  }

  /** The data folder, absolute. */
  get folder(): string {
    return this.path;
  }

  /** Writes a record down before it returns; keeps it in memory while that is not possible. */
  readonly append = (record: JournalRecord): void => {
    this.outbox.append(record);
    const fails = this.outbox.pending > 0;
    if (this.isFailing && !fails) this.recovered.fire();
    this.isFailing = fails;
  };

  /** Records that could not be written yet and wait in memory. */
  get waiting(): number {
    return this.outbox.pending;
  }

  /** Gets ready to answer; without it the first answer waits for that. */
  prepare(): void {
    this.store.prepare();
  }

  snapshot(context: RecommendContext): Promise<StoreSnapshot> {
    return this.store.call("snapshot", context);
  }

  recommend(context: RecommendContext): Promise<readonly Recommendation[]> {
    return this.store.call("recommend", context);
  }

  /** Begins to get ready for a search by meaning, before there is a query; answers at once. */
  prepareSearch(): Promise<SearchReadiness> {
    const readiness = this.store.call("prepareSearch", undefined);
    // Who does not wait for it need not care: the query that follows will fail as well, and say so.
    readiness.catch(() => undefined);
    return readiness;
  }

  forecast(candidate: Candidate): Promise<SourcedForecast> {
    return this.store.call("forecast", candidate);
  }

  report(query: ReportQuery): Promise<WorkflowReport> {
    return this.store.call("report", query);
  }

  /** What can be counted at once. */
  figures(filter: HistoryFilter): Promise<ReportData> {
    return this.store.call("figures", { filter });
  }

  findings(query: ReportQuery): Promise<ReportFindings> {
    return this.store.call("findings", query);
  }

  /** Checks and coverage. */
  quality(filter: HistoryFilter): Promise<Quality> {
    return this.store.call("quality", { filter });
  }

  /** Commits and runs by local day. */
  gitWork(query: GitWorkQuery): Promise<GitWork> {
    return this.store.call("gitWork", query);
  }

  /** Newest first; all that the filter admits, or at most `limit` of them. */
  invocations(filter: HistoryFilter, limit = everyInvocation): Promise<readonly Invocation[]> {
    return this.store.call("invocations", { filter, limit, offset: 0 });
  }

  /** Phases that are given up too often, worst first. */
  bottlenecks(filter: HistoryFilter): Promise<readonly Bottleneck[]> {
    return this.store.call("bottlenecks", { filter });
  }

  /** The few things that matter most. */
  insights(nowMs: number): Promise<Insights> {
    return this.store.call("insights", { nowMs });
  }

  /** What other programs ask of the history. */
  insight<M extends InsightMethod>(method: M, query: InsightQuery<M>): Promise<InsightAnswer<M>> {
    return this.store.call(method, query);
  }

  /** Looks for coverage reports that are new. */
  lookForCoverage(query: CoverageQuery): Promise<CoverageLook> {
    return this.store.call("lookForCoverage", query);
  }

  /** What this user would share with others; nothing is written. */
  ownBaseline(user: UserSecret): Promise<BaselineToShare> {
    return this.store.call("ownBaseline", user);
  }

  /** @param folder absolute. */
  writeBaseline(folder: string, { name, text }: BaselineToShare): Promise<void> {
    return this.store.call("writeBaseline", { folder, name, text });
  }

  /** Merges what is in the journals into the database file. */
  fold(): Promise<FoldResult> {
    return this.foldWith(false);
  }

  /** Removes from every file what `forgotten` records written before name. */
  purge(): Promise<FoldResult> {
    this.journal.rotate();
    return this.foldWith(true);
  }

  private foldWith(purge: boolean): Promise<FoldResult> {
    const experiments = this.experiments();
    return this.store.call("fold", experiments === undefined ? { purge } : { purge, experiments });
  }

  /** Goes on in another folder, with `replay` as its beginning there. */
  moveTo(path: string, replay: () => readonly JournalRecord[]): void {
    if (path === this.path) return;
    const old = { journal: this.journal, store: this.store };
    this.path = path;
    this.journal = this.access.openJournal(path);
    this.store = this.access.openStore(path);
    this.outbox.redirect(this.journal);
    for (const record of replay()) this.append(record);
    old.journal.close();
    old.store.dispose();
  }

  dispose(): void {
    this.outbox.flush();
    this.journal.close();
    this.store.dispose();
  }
}
