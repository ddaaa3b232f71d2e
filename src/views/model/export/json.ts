import type { WorkflowReport } from "../../../recommend/workflowReport";
import type { GitPart } from "../report/gitPart";
import type { QualityPart } from "../report/qualityPart";

/** Names the form of the file; its number rises when a reader would have to change. */
export const reportFormat = "session-buddy-report/1";

/** The fields that hold a moment. Other fields in `…Ms` hold a length of time and stay. */
const moments = new Map([
  ["generatedAtMs", "generatedAt"],
  ["firstStartedAtMs", "firstStartedAt"],
  ["lastStartedAtMs", "lastStartedAt"],
  ["startMs", "start"],
  ["fromMs", "from"],
  ["toMs", "to"],
  ["endMs", "end"],
  ["stoppedAtMs", "stoppedAt"],
  ["cutAtMs", "cutAt"],
  ["measuredAtMs", "measuredAt"],
]);

/**
 * A report as JSON. Fields are those of `WorkflowReport`, but a moment is ISO 8601 in UTC and its name
 * has no unit: `generatedAtMs` becomes `generatedAt`. Rates are 0–1; what is unknown is absent. What
 * git says is in `git`, and what is known of quality in `quality`, where it was asked.
 */
export function toJson(report: WorkflowReport, git?: GitPart, quality?: QualityPart): string {
  const all = {
    ...report,
    ...(git === undefined ? {} : { git }),
    ...(quality === undefined ? {} : { quality }),
  };
  return `${JSON.stringify({ format: reportFormat, ...record(all) }, undefined, 2)}\n`;
}

function record(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => {
      const moment = moments.get(name);
      return moment !== undefined && typeof part === "number"
        ? [moment, new Date(part).toISOString()]
        : [name, readable(part)];
    }),
  );
}

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  return typeof value === "object" && value !== null ? record(value) : value;
}
