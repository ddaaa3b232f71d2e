import * as vscode from "vscode";
import { assertNever } from "../base/assert";
import type { Quality } from "../analysis/quality";
import type { WorkflowReport } from "../recommend/workflowReport";
import type { Invocation } from "../tracker/model";
import { toCsv } from "./model/export/csv";
import { toHtml } from "./model/export/html";
import { toJson } from "./model/export/json";
import { toMarkdown } from "./model/export/markdown";
import { documentIn } from "./model/export/textReports";
import { workflowText } from "./model/export/workflowText";
import type { ReportFilter } from "./model/report/filter";
import type { GitPart } from "./model/report/gitPart";
import type { QualityPart } from "./model/report/qualityPart";
import { wordsFor } from "./model/report/words";
import { exportFormats } from "./model/reportProtocol";
import type { ExportFormat } from "./model/reportProtocol";

export interface ExportPorts {
  readonly extensionUri: vscode.Uri;
  loadReport(filter: ReportFilter): Promise<WorkflowReport>;
  loadGit(report: WorkflowReport): Promise<GitPart>;
  loadQuality(filter: ReportFilter): Promise<Quality>;
  /** Newest first; only the CSV file lists single runs. */
  loadInvocations(filter: ReportFilter): Promise<readonly Invocation[]>;
}

interface Format {
  readonly label: string;
  readonly extension: string;
  readonly detail: string;
}

/**
 * Asks where to save the report and writes it there.
 *
 * @param format asked for when undefined
 * @throws what loading or writing throws; the caller tells the user
 */
export async function exportReport(
  ports: ExportPorts,
  filter: ReportFilter,
  format: ExportFormat | undefined,
): Promise<void> {
  const chosen = format ?? (await pickFormat());
  if (chosen === undefined) return;
  const { label, extension } = formatOf(chosen);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Workflow Report"),
    filters: { [label]: [extension] },
    defaultUri: suggestedFile(extension),
  });
  if (target === undefined) return;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Exporting the workflow report…"),
    },
    async () => {
      const text = await textOf(chosen, ports, filter);
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    },
  );
  await offerToOpen(target, chosen);
}

/**
 * Puts a short report, as text of at most 80 columns, on the clipboard.
 *
 * @throws what loading throws; the caller tells the user
 */
export async function copyReport(
  { loadReport }: Pick<ExportPorts, "loadReport">,
  filter: ReportFilter,
): Promise<void> {
  const words = wordsFor(vscode.env.language, vscode.l10n.bundle ?? {});
  const report = workflowText(await loadReport(filter), words);
  await vscode.env.clipboard.writeText(documentIn("text", report));
  void vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) Report copied"), 4_000);
}

function formatOf(format: ExportFormat): Format {
  switch (format) {
    case "markdown":
      return { label: "Markdown", extension: "md", detail: vscode.l10n.t("The report as text") };
    case "html":
      return {
        label: "HTML",
        extension: "html",
        detail: vscode.l10n.t("The page as it is, in one file"),
      };
    case "json":
      return {
        label: "JSON",
        extension: "json",
        detail: vscode.l10n.t("All figures, for programs"),
      };
    case "csv":
      return {
        label: "CSV",
        extension: "csv",
        detail: vscode.l10n.t("One line for each run, for spreadsheets"),
      };
    default:
      return assertNever(format);
  }
}

async function pickFormat(): Promise<ExportFormat | undefined> {
  const picks = exportFormats.map((format) => ({ format, ...formatOf(format) }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t("Export Workflow Report"),
    placeHolder: vscode.l10n.t("Format"),
  });
  return picked?.format;
}

function suggestedFile(extension: string): vscode.Uri {
  const name = `workflow-report.${extension}`;
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder.uri, name);
}

async function textOf(
  format: ExportFormat,
  ports: ExportPorts,
  filter: ReportFilter,
): Promise<string> {
  switch (format) {
    case "markdown": {
      const { report, git, quality } = await loadAll(ports, filter);
      const words = wordsFor(vscode.env.language, vscode.l10n.bundle ?? {});
      return toMarkdown(report, words, git, quality);
    }
    case "json": {
      const { report, git, quality } = await loadAll(ports, filter);
      return toJson(report, git, quality);
    }
    case "csv":
      return toCsv(await ports.loadInvocations(filter));
    case "html": {
      const [all, script, style] = await Promise.all([
        loadAll(ports, filter),
        readBuilt(ports.extensionUri, "report.js"),
        readBuilt(ports.extensionUri, "report.css"),
      ]);
      return toHtml({
        ...all,
        filter,
        title: vscode.l10n.t("Workflow Report"),
        locale: vscode.env.language,
        bundle: vscode.l10n.bundle ?? {},
        script,
        style,
        nonce: crypto.randomUUID(),
      });
    }
    default:
      return assertNever(format);
  }
}

async function loadAll(
  ports: Pick<ExportPorts, "loadReport" | "loadGit" | "loadQuality">,
  filter: ReportFilter,
): Promise<{
  readonly report: WorkflowReport;
  readonly git: GitPart;
  readonly quality: QualityPart;
}> {
  const [report, quality] = await Promise.all([
    ports.loadReport(filter),
    ports.loadQuality(filter),
  ]);
  return { report, git: await ports.loadGit(report), quality: { type: "read", quality } };
}

async function readBuilt(extensionUri: vscode.Uri, file: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extensionUri, "dist", "report", file);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function offerToOpen(target: vscode.Uri, format: ExportFormat): Promise<void> {
  const open = vscode.l10n.t("Open");
  const saved = vscode.l10n.t("Saved {0}.", vscode.workspace.asRelativePath(target));
  if ((await vscode.window.showInformationMessage(saved, open)) !== open) return;
  if (format === "html") await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand("vscode.open", target);
}
