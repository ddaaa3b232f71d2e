import * as z from "zod/v4";
import { assertNever } from "../../../base/assert";
import type { HistoryFilter } from "../../../tracker/history";
import { optional } from "../../../tracker/completion";
import type { TextDocument } from "../../../views/model/export/document";
import { phaseHeatmap } from "../../../views/model/export/phaseHeatmap";
import { skillsReport } from "../../../views/model/export/skillsReport";
import {
  documentIn,
  textFormats,
  textReportKinds,
  type TextReportKind,
} from "../../../views/model/export/textReports";
import { workflowText } from "../../../views/model/export/workflowText";
import { readStored, type McpPlace } from "../place";
import { english } from "../reasons";
import { defineTool } from "../tool";
import { warnings } from "../values";
import { sessionId } from "./usage";

const dayMs = 86_400_000;

async function documentOf(
  { history, recording, nowMs }: McpPlace,
  kind: TextReportKind,
  filter: HistoryFilter,
): Promise<TextDocument> {
  if (kind === "skills") {
    const skills = await history.insight("usage", { filter });
    return skillsReport({ generatedAtMs: nowMs(), filter, skills }, english);
  }
  const report = await history.report({ filter, sessionId: recording.sessionId });
  switch (kind) {
    case "workflow":
      return workflowText(report, english);
    case "heatmap":
      return phaseHeatmap(report, english);
    default:
      return assertNever(kind);
  }
}

export const generateReport = defineTool({
  name: "generate_report",
  title: "Text report",
  description:
    "A short report to read: `skills` (the most used, their workflow paths and follow-ups), " +
    "`workflow` (effectiveness by phase, bottlenecks, transitions, recommendations) or `heatmap` " +
    "(skills against phases). Days and session narrow all of it.",
  input: {
    kind: z.enum(textReportKinds).default("workflow"),
    format: z.enum(textFormats).default("text").describe("Text is at most 80 columns wide"),
    session_id: sessionId.describe("Only this session"),
    days: z.int().min(1).max(3650).optional().describe("The last so many days; all when left out"),
  },
  output: {
    kind: z.enum(textReportKinds),
    format: z.enum(textFormats),
    report: z.string(),
    warnings,
  },
  run: async (place, { kind, format, session_id, days }) => {
    const stored = await readStored(place);
    const fromMs = days === undefined ? undefined : place.nowMs() - days * dayMs;
    const filter = { ...optional("sessionId", session_id), ...optional("fromMs", fromMs) };
    const document = await documentOf(place, kind, filter);
    const report = documentIn(format, document);
    return {
      message: `${document.title}.`,
      lines: ["", report],
      data: { kind, format, report, warnings: [...stored.warnings] },
    };
  },
});
