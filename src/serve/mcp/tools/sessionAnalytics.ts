import * as z from "zod/v4";
import type { SessionSummary } from "../../../analysis/sessions";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { ToolError } from "../toolError";
import { listLimit, plural, warnings } from "../values";
import { notMeasured, notMeasuredField, type NotMeasured } from "../notMeasured";
import { sessionFields, sessionRow } from "./sessionRow";

const orders = ["duration", "invocations", "skills", "started"] as const;
const unmeasured = ["quality", "commits", "checkpoints"] as const;
export type SessionOrder = (typeof orders)[number] | (typeof unmeasured)[number];

/**
 * Sessions in an order, greatest first; those without the figure last, newest first among equals.
 *
 * @param newestFirst as the history tells them.
 * @throws ToolError for an order that nothing here measures.
 */
export function ordered(
  newestFirst: readonly SessionSummary[],
  order: SessionOrder,
): readonly SessionSummary[] {
  const figure = figureOf(order);
  return [...newestFirst].sort((one, other) => figure(other) - figure(one));
}

function figureOf(order: SessionOrder): (session: SessionSummary) => number {
  switch (order) {
    case "duration":
      return ({ spanMs }) => spanMs ?? -1;
    case "invocations":
      return ({ total }) => total;
    case "skills":
      return ({ skills }) => skills;
    case "started":
      return ({ startedAtMs }) => startedAtMs;
    case "quality":
    case "commits":
    case "checkpoints":
      throw new ToolError(
        `Sessions cannot be put in the order of their ${order}, which is not measured; ` +
          `orders are ${orders.join(", ")}.`,
      );
  }
}

/** Fields that are always null, and why. */
const missing: readonly NotMeasured[] = [
  notMeasured("commit_count", "git"),
  notMeasured("checkpoint_count", "checkpoints"),
  notMeasured("avg_quality", "quality"),
];

export const getSessionAnalytics = defineTool({
  name: "get_session_analytics",
  title: "Sessions",
  description:
    "The sessions of this project (editor windows and servers like this one), each with its " +
    "length, its counts by outcome and how many different skills it used.",
  input: {
    limit: listLimit(20),
    sort_by: z.enum([...orders, ...unmeasured]).default("duration"),
  },
  output: {
    sessions: z.array(
      z.strictObject({
        ...sessionFields,
        commit_count: z.null(),
        checkpoint_count: z.null(),
        avg_quality: z.null(),
      }),
    ),
    total_sessions: z.int().min(0),
    not_measured: notMeasuredField,
    warnings,
  },
  run: async (place, { limit, sort_by }) => {
    const stored = await readStored(place);
    const all = await place.history.insight("sessions", {});
    const rows = ordered(all, sort_by).slice(0, limit);
    return {
      message: `${rows.length} of ${plural(all.length, "session")}, by ${sort_by}.`,
      lines: rows.map(
        ({ startedAtMs, total, skills }) =>
          `${new Date(startedAtMs).toISOString()}: ${plural(total, "run")} of ${plural(skills, "skill")}`,
      ),
      data: {
        sessions: rows.map((session) => ({
          ...sessionRow(session),
          commit_count: null,
          checkpoint_count: null,
          avg_quality: null,
        })),
        total_sessions: all.length,
        not_measured: [...missing],
        warnings: [...stored.warnings],
      },
    };
  },
});
