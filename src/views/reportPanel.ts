import * as vscode from "vscode";
import { DisposableStore } from "../base/dispose";
import type { Disposable, Event } from "../base/event";
import { assertNever } from "../base/assert";
import type { ReportData } from "../analysis/model";
import type { Quality } from "../analysis/quality";
import type { ReportFindings } from "../recommend/workflowReport";
import type { SkillKey } from "../tracker/model";
import type { Log } from "./guarded";
import { ReportFeed } from "./model/report/feed";
import { defaultReportFilter } from "./model/report/filter";
import type { ReportFilter } from "./model/report/filter";
import type { GitPart } from "./model/report/gitPart";
import { reportHtml } from "./model/report/page";
import { parseFromReport } from "./model/reportProtocol";
import type { ExportFormat, FromReport, ToReport } from "./model/reportProtocol";

export const reportViewType = "sessionBuddy.report";

export interface ReportPorts {
  readonly extensionUri: vscode.Uri;
  readonly onDidChangeHistory: Event<unknown>;
  readonly log: Log;
  loadFigures(filter: ReportFilter): Promise<ReportData>;
  loadFindings(filter: ReportFilter): Promise<ReportFindings>;
  loadGit(figures: ReportData): Promise<GitPart>;
  loadQuality(filter: ReportFilter): Promise<Quality>;
  /** They tell the user themselves when something goes wrong. */
  runSkill(key: SkillKey): unknown;
  makeTask(skills: readonly SkillKey[]): unknown;
  exportReport(format: ExportFormat, filter: ReportFilter): unknown;
}

/** The report page: at most one, which comes back after the window is reloaded. */
export class ReportPanel implements Disposable {
  private readonly own = new DisposableStore();
  private open: OpenPanel | undefined;

  constructor(private readonly ports: ReportPorts) {
    this.own.register(
      vscode.window.registerWebviewPanelSerializer(reportViewType, {
        // The page kept its filter itself and says so once it runs.
        deserializeWebviewPanel: (panel) => {
          this.adopt(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** What the open page shows, or what a new one would. */
  get filter(): ReportFilter {
    return this.open?.filter ?? defaultReportFilter;
  }

  /** Opens the page or brings it to the front; with a filter, shows that. */
  show(filter?: ReportFilter): void {
    if (this.open === undefined) {
      const panel = vscode.window.createWebviewPanel(
        reportViewType,
        vscode.l10n.t("Workflow Report"),
        vscode.ViewColumn.Active,
      );
      this.adopt(panel, filter);
    } else {
      this.open.reveal(filter);
    }
  }

  dispose(): void {
    this.own.dispose();
    this.open?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel, filter?: ReportFilter): void {
    this.open?.dispose();
    const open = new OpenPanel(panel, this.ports, filter);
    this.open = open;
    panel.onDidDispose(() => {
      open.dispose();
      if (this.open === open) this.open = undefined;
    });
  }
}

/** One webview from the moment it is there until it is closed. */
class OpenPanel implements Disposable {
  private readonly own = new DisposableStore();
  private readonly feed: ReportFeed;

  /** @param first what to show instead of what the page remembers */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly ports: ReportPorts,
    private first?: ReportFilter,
  ) {
    const { webview } = panel;
    this.feed = this.own.register(
      new ReportFeed({
        figures: (filter) => ports.loadFigures(filter),
        findings: (filter) => ports.loadFindings(filter),
        git: (figures) => ports.loadGit(figures),
        quality: (filter) => ports.loadQuality(filter),
        post: (message) => {
          this.post(message);
        },
        delay: (callback, ms) => {
          const timer = setTimeout(callback, ms);
          return {
            dispose: () => {
              clearTimeout(timer);
            },
          };
        },
        onError: (error) => {
          ports.log.error(error instanceof Error ? error : String(error));
        },
      }),
    );
    const pageFolder = vscode.Uri.joinPath(ports.extensionUri, "dist", "report");
    const address = (file: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(pageFolder, file)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder] };
    this.own.register(
      webview.onDidReceiveMessage((value: unknown) => {
        this.receive(value);
      }),
    );
    this.own.register(
      ports.onDidChangeHistory(() => {
        this.feed.changed();
      }),
    );
    this.own.register(
      panel.onDidChangeViewState(() => {
        this.feed.setVisible(panel.visible);
      }),
    );
    webview.html = reportHtml({
      nonce: crypto.randomUUID(),
      cspSource: webview.cspSource,
      title: panel.title,
      language: vscode.env.language,
      script: { uri: address("report.js") },
      style: { uri: address("report.css") },
    });
  }

  get filter(): ReportFilter {
    return this.feed.filter;
  }

  reveal(filter?: ReportFilter): void {
    this.panel.reveal();
    if (filter !== undefined) this.feed.ask(filter);
  }

  dispose(): void {
    this.own.dispose();
    this.panel.dispose();
  }

  private receive(value: unknown): void {
    const message = parseFromReport(value);
    if (message === undefined) this.ports.log.warn("The report page sent an unknown message.");
    else this.handle(message);
  }

  private handle(message: FromReport): void {
    switch (message.type) {
      case "ready": {
        const { language } = vscode.env;
        this.post({ type: "words", locale: language, bundle: vscode.l10n.bundle ?? {} });
        this.feed.ask(this.first ?? message.filter);
        this.first = undefined;
        return;
      }
      case "filter":
        this.feed.ask(message.filter);
        return;
      case "reload":
        this.feed.ask(this.feed.filter);
        return;
      case "runSkill":
        this.ports.runSkill(message.key);
        return;
      case "makeTask":
        this.ports.makeTask(message.skills);
        return;
      case "export":
        this.ports.exportReport(message.format, this.feed.filter);
        return;
      case "pageFailed":
        this.ports.log.warn(`The report page: ${message.message}`);
        return;
      default:
        assertNever(message);
    }
  }

  private post(message: ToReport): void {
    void this.panel.webview.postMessage(message);
  }
}
