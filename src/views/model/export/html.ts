import { reportHtml } from "../report/page";
import type { GitPart } from "../report/gitPart";
import type { QualityPart } from "../report/qualityPart";
import type { ReportFilter } from "../report/filter";
import { reportMessages } from "../reportProtocol";
import type { ToReport, WorkflowReport } from "../reportProtocol";
import { fallbackTokens } from "./fallbackTokens";

export interface HtmlExport {
  readonly report: WorkflowReport;
  readonly git: GitPart;
  readonly quality: QualityPart;
  readonly filter: ReportFilter;
  readonly title: string;
  /** BCP 47, and the translations of the page's sentences. */
  readonly locale: string;
  readonly bundle: Readonly<Record<string, string>>;
  /** The built page: dist/report/report.js and report.css. */
  readonly script: string;
  readonly style: string;
  /** Made for this file alone. */
  readonly nonce: string;
}

/** The icon font is a file of its own; without a host the page draws no icons. */
const fontFace = /@font-face\s*\{[^}]*\}/g;

/**
 * The report as one file that needs nothing beside itself: the page of the editor with its data
 * inside, under a policy that lets it load nothing. It sorts and unfolds; it cannot filter or run.
 */
export function toHtml(given: HtmlExport): string {
  const { report, git, quality, filter, title, locale, bundle, script, style, nonce } = given;
  const messages: readonly ToReport[] = [
    { type: "words", locale, bundle },
    ...reportMessages(filter, report),
    { type: "git", filter, git },
    { type: "quality", filter, quality },
  ];
  return reportHtml({
    nonce,
    title,
    language: locale,
    script: { text: script },
    style: { text: `${fallbackTokens}${style.replace(fontFace, "")}` },
    messages,
  });
}
