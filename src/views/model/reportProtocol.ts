import type { ReportData } from "../../analysis/model";
import type { ReportFindings, WorkflowReport } from "../../recommend/workflowReport";
import type { SkillKey } from "../../tracker/model";
import { parseKey, parseReportFilter } from "./report/filter";
import type { ReportFilter } from "./report/filter";
import { isGitPart, type GitPart } from "./report/gitPart";
import { isQualityPart, type QualityPart } from "./report/qualityPart";
import { isRecord } from "./report/record";

// What the page needs to name; it may import from this folder only.
export type {
  Bottleneck,
  PhaseEffectiveness,
  ReportData,
  SkillSummary,
  TimelineBucket,
  Transition,
} from "../../analysis/model";
export type { CoverageSeries } from "../../analysis/coverageHistory";
export type { Quality } from "../../analysis/quality";
export type { SmoothedRate } from "../../analysis/smoothedRate";
export type { GitWork, WorkBucket } from "../../analysis/gitWork";
export type { AnomalyEpisode } from "../../analysis/anomalyEpisodes";
export type { ReportFindings, WorkflowReport } from "../../recommend/workflowReport";
export { skillKey, type SkillKey } from "../../tracker/model";

export const exportFormats = ["markdown", "html", "json", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Page to host. */
export type FromReport =
  /** The page can draw; `filter` is what it showed before a reload, or the default. */
  | { readonly type: "ready"; readonly filter: ReportFilter }
  | { readonly type: "filter"; readonly filter: ReportFilter }
  | { readonly type: "reload" }
  | { readonly type: "runSkill"; readonly key: SkillKey }
  /** The user would like a task that runs these one after the other. */
  | { readonly type: "makeTask"; readonly skills: readonly SkillKey[] }
  | { readonly type: "export"; readonly format: ExportFormat }
  /** The page could not use a message or failed to draw; for the log. */
  | { readonly type: "pageFailed"; readonly message: string };

/** Host to page. */
export type ToReport =
  /** Sent once, first: the editor's language and the translations of the page's sentences. */
  | {
      readonly type: "words";
      readonly locale: string;
      readonly bundle: Readonly<Record<string, string>>;
    }
  | { readonly type: "loading" }
  | {
      readonly type: "figures";
      readonly filter: ReportFilter;
      readonly figures: ReportData;
      /** Whether findings follow now, or those on the page stand for a while. */
      readonly findings: "next" | "later";
    }
  /** After the figures of the same filter. */
  | { readonly type: "findings"; readonly filter: ReportFilter; readonly findings: ReportFindings }
  /** Follows the figures of that filter, once or more often, when git has been read. */
  | { readonly type: "git"; readonly filter: ReportFilter; readonly git: GitPart }
  /** The same of checks and coverage. */
  | { readonly type: "quality"; readonly filter: ReportFilter; readonly quality: QualityPart }
  | { readonly type: "failed"; readonly message: string };

/** A whole report as the messages that bring it to the page, nothing in it twice. */
export function reportMessages(filter: ReportFilter, report: WorkflowReport): readonly ToReport[] {
  const { changes, anomalies, pairs, clusters, routines, patterns, ...others } = report;
  const { durationHistogram, agents, prospects, experiment, ...figures } = others;
  const findings = {
    ...{ changes, anomalies, pairs, clusters, routines, patterns, durationHistogram, agents },
    ...{ prospects, ...(experiment === undefined ? {} : { experiment }) },
  };
  return [
    { type: "figures", filter, figures, findings: "next" },
    { type: "findings", filter, findings },
  ];
}

/** @returns the message, or undefined when the page said something nobody understands. */
export function parseFromReport(value: unknown): FromReport | undefined {
  if (!isRecord(value)) return undefined;
  switch (value["type"]) {
    case "ready":
    case "filter": {
      const filter = parseReportFilter(value["filter"]);
      return filter && { type: value["type"], filter };
    }
    case "reload":
      return { type: "reload" };
    case "runSkill": {
      const key = parseKey(value["key"]);
      return key && { type: "runSkill", key };
    }
    case "makeTask": {
      const { skills } = value;
      const keys = Array.isArray(skills) ? skills.map(parseKey) : [];
      const known = keys.filter((key) => key !== undefined);
      return known.length > 0 && known.length === keys.length
        ? { type: "makeTask", skills: known }
        : undefined;
    }
    case "export": {
      const format = exportFormats.find((known) => known === value["format"]);
      return format && { type: "export", format };
    }
    case "pageFailed":
      return typeof value["message"] === "string"
        ? { type: "pageFailed", message: value["message"].slice(0, 2000) }
        : undefined;
    default:
      return undefined;
  }
}

/** @returns the message, or undefined when it does not have the shape the page can draw. */
export function parseToReport(value: unknown): ToReport | undefined {
  if (!isRecord(value)) return undefined;
  switch (value["type"]) {
    case "words": {
      const { locale, bundle } = value;
      if (typeof locale !== "string" || !isRecord(bundle)) return undefined;
      const texts = Object.entries(bundle).flatMap(([key, text]) =>
        typeof text === "string" ? [[key, text] as const] : [],
      );
      return { type: "words", locale, bundle: Object.fromEntries(texts) };
    }
    case "loading":
      return { type: "loading" };
    case "figures": {
      const filter = parseReportFilter(value["filter"]);
      const { figures, findings } = value;
      if (findings !== "next" && findings !== "later") return undefined;
      return filter && isFigures(figures)
        ? { type: "figures", filter, figures, findings }
        : undefined;
    }
    case "findings": {
      const filter = parseReportFilter(value["filter"]);
      const { findings } = value;
      return filter && isFindings(findings) ? { type: "findings", filter, findings } : undefined;
    }
    case "git": {
      const filter = parseReportFilter(value["filter"]);
      const { git } = value;
      return filter && isGitPart(git) ? { type: "git", filter, git } : undefined;
    }
    case "quality": {
      const filter = parseReportFilter(value["filter"]);
      const { quality } = value;
      return filter && isQualityPart(quality) ? { type: "quality", filter, quality } : undefined;
    }
    case "failed":
      return typeof value["message"] === "string"
        ? { type: "failed", message: value["message"] }
        : undefined;
    default:
      return undefined;
  }
}

const listsOfFigures = [
  ...["phases", "bottlenecks", "phaseTransitions", "skillTransitions", "skills", "runDays"],
];
const listsOfFindings = ["anomalies", "pairs", "clusters", "routines", "agents"];

/** Whether every part the page draws is there; the parts themselves come from the same build. */
function isFigures(value: unknown): value is ReportData {
  if (!isRecord(value) || typeof value["generatedAtMs"] !== "number") return false;
  const { overview, heatmap, timeline, choices } = value;
  return (
    listsOfFigures.every((part) => Array.isArray(value[part])) &&
    isRecord(overview) &&
    isRecord(overview["counts"]) &&
    isRecord(overview["durations"]) &&
    isRecord(heatmap) &&
    [heatmap["skills"], heatmap["phases"], heatmap["cells"]].every(Array.isArray) &&
    isRecord(timeline) &&
    Array.isArray(timeline["buckets"]) &&
    isRecord(choices) &&
    [choices["kinds"], choices["authors"], choices["phases"]].every(Array.isArray)
  );
}

/** The same of the findings. */
function isFindings(value: unknown): value is ReportFindings {
  if (!isRecord(value)) return false;
  const { changes, patterns, durationHistogram, prospects, experiment } = value;
  return (
    listsOfFindings.every((part) => Array.isArray(value[part])) &&
    isRecord(changes) &&
    Array.isArray(changes["changes"]) &&
    isRecord(patterns) &&
    [patterns["parts"], patterns["weekdays"]].every(Array.isArray) &&
    isRecord(durationHistogram) &&
    Array.isArray(durationHistogram["bins"]) &&
    isRecord(prospects) &&
    Array.isArray(prospects["skills"]) &&
    isRecord(prospects["durations"]) &&
    (experiment === undefined || (isRecord(experiment) && Array.isArray(experiment["metrics"])))
  );
}
