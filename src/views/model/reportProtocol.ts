import type { WorkflowReport } from "../../recommend/workflowReport";
import type { SkillKey } from "../../tracker/model";
import { parseKey, parseReportFilter } from "./report/filter";
import type { ReportFilter } from "./report/filter";

// What the page needs to name; it may import from this folder only.
export type {
  Bottleneck,
  PhaseEffectiveness,
  SkillSummary,
  TimelineBucket,
  Transition,
} from "../../analysis/model";
export type { AnomalyEpisode } from "../../analysis/anomalyEpisodes";
export type { WorkflowReport } from "../../recommend/workflowReport";
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
  | { readonly type: "data"; readonly filter: ReportFilter; readonly report: WorkflowReport }
  | { readonly type: "failed"; readonly message: string };

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
    case "data": {
      const filter = parseReportFilter(value["filter"]);
      const { report } = value;
      return filter && isReport(report) ? { type: "data", filter, report } : undefined;
    }
    case "failed":
      return typeof value["message"] === "string"
        ? { type: "failed", message: value["message"] }
        : undefined;
    default:
      return undefined;
  }
}

const lists = [
  ...["phases", "bottlenecks", "phaseTransitions", "skillTransitions", "skills"],
  ...["anomalies", "pairs", "clusters", "routines", "agents"],
];

/** Whether every part the page draws is there; the parts themselves come from the same build. */
export function isReport(value: unknown): value is WorkflowReport {
  if (!isRecord(value) || typeof value["generatedAtMs"] !== "number") return false;
  const { overview, heatmap, timeline, choices, prospects, experiment } = value;
  const { changes, patterns, durationHistogram } = value;
  return (
    lists.every((part) => Array.isArray(value[part])) &&
    isRecord(changes) &&
    Array.isArray(changes["changes"]) &&
    isRecord(patterns) &&
    [patterns["parts"], patterns["weekdays"]].every(Array.isArray) &&
    isRecord(durationHistogram) &&
    Array.isArray(durationHistogram["bins"]) &&
    isRecord(overview) &&
    isRecord(overview["counts"]) &&
    isRecord(overview["durations"]) &&
    isRecord(heatmap) &&
    [heatmap["skills"], heatmap["phases"], heatmap["cells"]].every(Array.isArray) &&
    isRecord(timeline) &&
    Array.isArray(timeline["buckets"]) &&
    isRecord(choices) &&
    [choices["kinds"], choices["authors"], choices["phases"]].every(Array.isArray) &&
    isRecord(prospects) &&
    Array.isArray(prospects["skills"]) &&
    (experiment === undefined || (isRecord(experiment) && Array.isArray(experiment["metrics"])))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
