import * as z from "zod/v4";
import type { SessionSummary } from "../../../analysis/sessions";
import { completionRate, type Invocation } from "../../../tracker/model";
import { readStored } from "../place";
import { defineTool } from "../tool";
import {
  count,
  countsOf,
  iso,
  isoOrNull,
  kind,
  moment,
  momentOrNull,
  outcomeCounts,
  percent,
  plural,
  rateOrNull,
  warnings,
} from "../values";
import { sessionFields, sessionRow } from "./sessionRow";

/** Those that run, newest first. */
export function runningRows(invocations: readonly Invocation[]) {
  return invocations
    .filter(({ outcome }) => outcome === "running")
    .map(({ id, skill, phase, startedAtMs }) => ({
      invocation_id: id,
      skill_name: skill.name,
      kind: skill.kind,
      phase: phase ?? null,
      started_at: iso(startedAtMs),
    }));
}

/** The newest session of anybody else in this folder; windows among them. */
export function newestOther(
  sessions: readonly SessionSummary[],
  own: string,
): SessionSummary | undefined {
  return sessions.find(({ sessionId }) => sessionId !== own);
}

export const getCurrentSession = defineTool({
  name: "get_current_session",
  title: "This session",
  description:
    "What this server has recorded since it started (its session), what still runs of it, and the " +
    "newest other session of the same project, for example that of an editor window.",
  input: {},
  output: {
    session_id: z.string(),
    recording: z.boolean(),
    started_at: momentOrNull.describe("Of its first invocation; null before"),
    counts: outcomeCounts,
    completion_rate: rateOrNull,
    running: z.array(
      z.strictObject({
        invocation_id: z.string(),
        skill_name: z.string(),
        kind,
        phase: z.string().nullable(),
        started_at: moment,
      }),
    ),
    phases: z.array(z.string()).describe("The stages of work that a run can belong to"),
    total_invocations: count.describe("Of the whole stored history"),
    other_session: z.strictObject(sessionFields).nullable(),
    warnings,
  },
  run: async (place) => {
    const { recording, history } = place;
    const stored = await readStored(place);
    const sessions = await history.insight("sessions", {});
    const { counts, invocations } = recording;
    const other = newestOther(sessions, recording.sessionId);
    const begun = Object.values(counts).reduce((sum, many) => sum + many, 0);
    const rate = completionRate(counts);
    return {
      message:
        begun === 0
          ? "This server has recorded nothing yet."
          : `${plural(begun, "invocation")} in this session; completed of those that finished: ${percent(rate)}.`,
      data: {
        session_id: recording.sessionId,
        recording: recording.canRecord,
        started_at: isoOrNull(recording.startedAtMs),
        counts: countsOf(counts),
        completion_rate: rate ?? null,
        running: runningRows(invocations),
        phases: [...recording.phases],
        total_invocations: stored.totalInvocations,
        other_session: other === undefined ? null : sessionRow(other),
        warnings: [...stored.warnings],
      },
    };
  },
});
