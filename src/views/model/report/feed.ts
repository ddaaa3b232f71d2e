import type { Disposable } from "../../../base/event";
import type { ReportData } from "../../../analysis/model";
import type { Quality } from "../../../analysis/quality";
import type { ReportFindings } from "../../../recommend/workflowReport";
import type { ToReport } from "../reportProtocol";
import type { ReportFilter } from "./filter";
import { defaultReportFilter } from "./filter";
import type { GitPart } from "./gitPart";
import type { QualityPart } from "./qualityPart";

/** How long changes of the history are gathered before the report is made again, milliseconds. */
export const gatherMs = 500;
/**
 * How long findings stand, milliseconds, however often the history changes meanwhile: to find them
 * takes several times as long as to count, and one more run hardly moves them.
 */
export const findingsStandMs = 5_000;

export interface FeedPorts {
  /** Counts; may take its time. */
  figures(filter: ReportFilter): Promise<ReportData>;
  /** Finds what is in the figures; takes longer. */
  findings(filter: ReportFilter): Promise<ReportFindings>;
  /** What git says of the time of a report; may take its time as well. */
  git(figures: ReportData): Promise<GitPart>;
  /** Checks and coverage; they are counted beside the findings. */
  quality(filter: ReportFilter): Promise<Quality>;
  post(message: ToReport): void;
  /** Calls back once, after so many milliseconds; `setTimeout` outside tests. */
  delay(callback: () => void, ms: number): Disposable;
  /** Told what went wrong, beside the sentence the page shows. */
  onError(error: unknown): void;
}

/**
 * Keeps one page supplied, with figures first and findings after them: at most one report is being
 * made at a time, a page that nobody sees gets none, and what was asked for last is what comes last.
 */
export class ReportFeed implements Disposable {
  private wanted: ReportFilter = defaultReportFilter;
  private visible = true;
  private loading = false;
  private stale = false;
  private gathering: Disposable | undefined;
  /** The figures that were posted last. */
  private posted: ReportData | undefined;
  /** What findings were posted for last, while they stand; and whether they are behind already. */
  private standing: { readonly filter: ReportFilter; readonly timer: Disposable } | undefined;
  private isBehind = false;
  private disposed = false;

  constructor(private readonly ports: FeedPorts) {}

  get filter(): ReportFilter {
    return this.wanted;
  }

  /** The page wants this, now. */
  ask(filter: ReportFilter): void {
    this.wanted = filter;
    this.endStanding();
    this.load();
  }

  /** The history changed. */
  changed(): void {
    if (!this.visible) this.stale = true;
    else
      this.gathering ??= this.ports.delay(() => {
        this.gathering = undefined;
        this.load();
      }, gatherMs);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible && this.stale) this.load();
  }

  dispose(): void {
    this.disposed = true;
    this.gathering?.dispose();
    this.endStanding();
  }

  private load(): void {
    if (this.disposed) return;
    if (!this.visible || this.loading) {
      this.stale = true;
      return;
    }
    this.stale = false;
    this.loading = true;
    const filter = this.wanted;
    void this.answer(filter).finally(() => {
      this.loading = false;
      if (this.stale) this.load();
    });
  }

  private async answer(filter: ReportFilter): Promise<void> {
    // An answer to an older question would make the page jump back.
    const isWanted = (): boolean => !this.disposed && filter === this.wanted;
    try {
      const figures = await this.ports.figures(filter);
      if (!isWanted()) return;
      this.posted = figures;
      const isStanding = this.standing?.filter === filter;
      this.ports.post({
        type: "figures",
        filter,
        figures,
        findings: isStanding ? "later" : "next",
      });
      if (figures.overview.total > 0) {
        void this.add(figures, () => this.gitMessage(filter, figures));
        void this.add(figures, () => this.qualityMessage(filter));
      }
      this.isBehind = isStanding;
      if (isStanding) return;
      const findings = await this.ports.findings(filter);
      if (!isWanted()) return;
      this.ports.post({ type: "findings", filter, findings });
      // A first run is to be seen at once in what is found, too.
      if (figures.overview.total > 0) this.stand(filter);
    } catch (error) {
      this.ports.onError(error);
      if (isWanted()) this.ports.post({ type: "failed", message: sentenceOf(error) });
    }
  }

  private stand(filter: ReportFilter): void {
    this.endStanding();
    const timer = this.ports.delay(() => {
      this.standing = undefined;
      if (this.isBehind) this.load();
    }, findingsStandMs);
    this.standing = { filter, timer };
  }

  private endStanding(): void {
    this.standing?.timer.dispose();
    this.standing = undefined;
    this.isBehind = false;
  }

  /** Follows the figures when it is there: neither this report nor the next one waits for it. */
  private async add(figures: ReportData, load: () => Promise<ToReport>): Promise<void> {
    const message = await load();
    if (!this.disposed && figures === this.posted) this.ports.post(message);
  }

  private async gitMessage(filter: ReportFilter, figures: ReportData): Promise<ToReport> {
    const git = await this.ports.git(figures).catch((error: unknown) => this.failureOf(error));
    return { type: "git", filter, git };
  }

  private async qualityMessage(filter: ReportFilter): Promise<ToReport> {
    const quality = await this.ports.quality(filter).then(
      (read): QualityPart => ({ type: "read", quality: read }),
      (error: unknown) => this.failureOf(error),
    );
    return { type: "quality", filter, quality };
  }

  /** What a part that could not be read says in its place. */
  private failureOf(error: unknown): { readonly type: "failed"; readonly reason: string } {
    this.ports.onError(error);
    return { type: "failed", reason: sentenceOf(error) };
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
