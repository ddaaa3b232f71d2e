import * as z from "zod/v4";
import type { SessionSummary } from "../../../analysis/sessions";
import {
  count,
  countsOf,
  iso,
  moment,
  outcomeCounts,
  rateOrNull,
  secondsOf,
  secondsOrNull,
} from "../values";

/** What is told of a session. */
export const sessionFields = {
  session_id: z.string(),
  started_at: moment,
  last_known_at: moment.describe("The latest start or known end of a run"),
  duration_seconds: secondsOrNull.describe(
    "It lasted at least so long; null with one moment known",
  ),
  invocations: count,
  counts: outcomeCounts,
  completion_rate: rateOrNull,
  distinct_skills: count,
  by_agents: count,
};

/** One session as the tools tell it. */
export function sessionRow(session: SessionSummary) {
  return {
    session_id: session.sessionId,
    started_at: iso(session.startedAtMs),
    last_known_at: iso(session.lastKnownMs),
    duration_seconds: secondsOf(session.spanMs),
    invocations: session.total,
    counts: countsOf(session.counts),
    completion_rate: session.rate ?? null,
    distinct_skills: session.skills,
    by_agents: session.byAgents,
  };
}
