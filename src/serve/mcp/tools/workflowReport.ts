import * as z from "zod/v4";
import type { ReportQuery } from "../../../recommend/workflowReport";
import { toJson } from "../../../views/model/export/json";
import { toMarkdown } from "../../../views/model/export/markdown";
import { readStored, type McpPlace } from "../place";
import { english } from "../reasons";
import { defineTool } from "../tool";
import { plural, warnings } from "../values";

const dayMs = 86_400_000;

/** Names under which command lines, folders and other people's queries stand. */
const kept: ReadonlySet<string> = new Set(["command", "cwd", "asked"]);

/** @returns a copy without command lines, folders and queries, at any depth. */
export function withoutCommands(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCommands);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !kept.has(name))
      .map(([name, part]) => [name, withoutCommands(part)]),
  );
}

/** @param days undefined: the whole history. */
export function queryOf(
  { recording, nowMs }: Pick<McpPlace, "recording" | "nowMs">,
  days: number | undefined,
): ReportQuery {
  const filter = days === undefined ? {} : { fromMs: nowMs() - days * dayMs };
  return { filter, sessionId: recording.sessionId };
}

export const getWorkflowReport = defineTool({
  name: "get_workflow_report",
  title: "Workflow report",
  description:
    "The whole report: effectiveness by phase, bottlenecks, transitions, skills by phase, a timeline, " +
    "skills, and forecasts with how good they were. Never tells command lines.",
  input: {
    days: z.int().min(1).max(3650).optional().describe("The last so many days; all when left out"),
    format: z.enum(["markdown", "json"]).default("markdown"),
  },
  output: {
    format: z.enum(["markdown", "json"]),
    total_invocations: z.int().min(0).describe("That the report is about"),
    markdown: z.string().nullable(),
    report: z.record(z.string(), z.unknown()).nullable(),
    warnings,
  },
  run: async (place, { days, format }) => {
    const stored = await readStored(place);
    const report = await place.history.report(queryOf(place, days));
    const { total } = report.overview;
    const since = days === undefined ? "in all" : `in the last ${plural(days, "day")}`;
    const markdown = format === "markdown" ? toMarkdown(report, english) : null;
    const json: unknown = format === "json" ? JSON.parse(toJson(report)) : null;
    return {
      message: `A report of ${plural(total, "run")} ${since}.`,
      ...(markdown === null ? {} : { lines: ["", markdown] }),
      data: {
        format,
        total_invocations: total,
        markdown,
        report: json === null ? null : Object.fromEntries(entriesOf(withoutCommands(json))),
        warnings: [...stored.warnings],
      },
    };
  },
});

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
