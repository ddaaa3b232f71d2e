import type { Disposable } from "../../../base/event";
import type { ReportData } from "../../../analysis/model";
import type { ReportFindings } from "../../../recommend/workflowReport";
import type { ToReport } from "../reportProtocol";
import type { ReportFilter } from "./filter";
import { defaultReportFilter } from "./filter";

/** How long changes of the history are gathered before the report is made again, milliseconds. */
export const gatherMs = 500;

export interface FeedPorts {
  /** Counts; may take its time. */
  figures(filter: ReportFilter): Promise<ReportData>;
  /** Finds what is in the figures; takes longer. */
  findings(filter: ReportFilter): Promise<ReportFindings>;
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
  private disposed = false;

  constructor(private readonly ports: FeedPorts) {}

  get filter(): ReportFilter {
    return this.wanted;
  }

  /** The page wants this, now. */
  ask(filter: ReportFilter): void {
    this.wanted = filter;
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
    const post = (message: ToReport): void => {
      if (isWanted()) this.ports.post(message);
    };
    try {
      post({ type: "figures", filter, figures: await this.ports.figures(filter) });
      if (!isWanted()) return;
      post({ type: "findings", filter, findings: await this.ports.findings(filter) });
    } catch (error) {
      this.ports.onError(error);
      post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }
}
