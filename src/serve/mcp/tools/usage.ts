import * as z from "zod/v4";
import { summarizeUsage } from "../../../analysis/usage";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { count, listLimit, percent, plural, warnings } from "../values";
import {
  byUseField,
  byUseRows,
  skillUsageFields,
  skillUsageRow,
  usageFields,
  usageRow,
} from "./usageRows";

/** A session by its id; this server's own one when left out. */
export const sessionId = z.string().trim().min(1).max(100).optional();

export const getSessionSummary = defineTool({
  name: "get_session_summary",
  title: "One session",
  description:
    "What ran in one session, this server's own when none is named: counts by outcome, time and " +
    "skills by use. The shape is the same where nothing ran.",
  input: { session_id: sessionId },
  output: {
    session_id: z.string(),
    total_skills_used: count,
    ...usageFields,
    skills_by_count: byUseField,
    warnings,
  },
  run: async (place, input) => {
    const stored = await readStored(place);
    const id = input.session_id ?? place.recording.sessionId;
    const skills = await place.history.insight("usage", { filter: { sessionId: id } });
    const summary = summarizeUsage(skills);
    const runs = plural(summary.total, "run");
    return {
      message: `${runs} of ${plural(summary.skills, "skill")}; completed of those that finished: ${percent(summary.completionRate)}.`,
      data: {
        session_id: id,
        total_skills_used: summary.skills,
        ...usageRow(summary),
        skills_by_count: byUseRows(summary),
        warnings: [...stored.warnings],
      },
    };
  },
});

export const getSummary = defineTool({
  name: "get_summary",
  title: "All sessions",
  description:
    "The whole history of this project as one row of figures, and its skills by use. The shape is " +
    "the same where nothing ran.",
  input: {},
  output: {
    total_skills: count,
    ...usageFields,
    most_used_skill: z.string().nullable(),
    most_used_count: count,
    skills_by_usage: byUseField,
    warnings,
  },
  run: async (place) => {
    const stored = await readStored(place);
    const summary = summarizeUsage(await place.history.insight("usage", { filter: {} }));
    const rows = byUseRows(summary);
    return {
      message: `${plural(summary.total, "run")} of ${plural(summary.skills, "skill")}; completed of those that finished: ${percent(summary.completionRate)}.`,
      data: {
        total_skills: summary.skills,
        ...usageRow(summary),
        most_used_skill: rows[0]?.skill_name ?? null,
        most_used_count: rows[0]?.count ?? 0,
        skills_by_usage: rows,
        warnings: [...stored.warnings],
      },
    };
  },
});

export const getAllMetrics = defineTool({
  name: "get_all_metrics",
  title: "Metrics of every skill",
  description:
    "Every skill of this project with its counts, times, workflow paths, errors and follow-ups, " +
    "most used first.",
  input: { session_id: sessionId.describe("Only this session"), limit: listLimit(50) },
  output: {
    skills: z.array(z.strictObject(skillUsageFields)),
    total_skills: count,
    warnings,
  },
  run: async (place, { session_id, limit }) => {
    const stored = await readStored(place);
    const filter = session_id === undefined ? {} : { sessionId: session_id };
    const skills = await place.history.insight("usage", { filter });
    const rows = skills.slice(0, limit).map(skillUsageRow);
    return {
      message: `${rows.length} of ${plural(skills.length, "skill")}, most used first.`,
      lines: rows.map(
        (row) =>
          `${row.skill_name}: ${plural(row.total_invocations, "run")}, completed ${percent(row.completion_rate)}`,
      ),
      data: { skills: rows, total_skills: skills.length, warnings: [...stored.warnings] },
    };
  },
});
