import * as z from "zod/v4";
import type { SkillSummary } from "../../../analysis/model";
import type { RecommendContext, Recommendation } from "../../../recommend/model";
import { optional } from "../../../tracker/completion";
import type { SkillKind } from "../../../tracker/model";
import type { SearchReadiness } from "../../../worker/protocol";
import { contextOf, readStored, type McpPlace } from "../place";
import { toldReasons } from "../reasons";
import { defineTool } from "../tool";
import {
  count,
  isoOrNull,
  kind,
  listLimit,
  momentOrNull,
  plural,
  rateOrNull,
  warnings,
} from "../values";

/** How long a query waits for the texts' meanings, milliseconds; later ones need not. */
const patienceMs = 3000;
const lookAgainMs = 50;

/** What `recommend_skills` takes. */
export interface RecommendInput {
  readonly query?: string | undefined;
  readonly limit: number;
  readonly min_similarity?: number | undefined;
  readonly phase?: string | undefined;
  readonly kind?: SkillKind | undefined;
  readonly session_id?: string | undefined;
}

/** @returns what the ranking is asked for. */
export function rankingOf(
  input: RecommendInput,
): Partial<RecommendContext> & Pick<RecommendContext, "limit"> {
  const query = input.query?.trim();
  const only = {
    ...optional("kinds", input.kind === undefined ? undefined : [input.kind]),
    ...optional("sessionId", input.session_id),
  };
  return {
    limit: input.limit,
    ...optional("query", query === "" ? undefined : query),
    ...optional("minSimilarity", input.min_similarity),
    ...optional("phase", input.phase),
    ...(Object.keys(only).length === 0 ? {} : { only }),
  };
}

/** Rows without command lines, folders and other people's queries. */
export function recommendationRows(
  found: readonly Recommendation[],
  skills: readonly SkillSummary[],
  nowMs: number,
) {
  return found.map((one) => ({
    skill_name: one.skill.name,
    kind: one.skill.kind,
    key: one.key,
    label: one.label,
    rank: one.rank,
    score: one.score,
    completion_rate: one.completionRate ?? null,
    invocations: one.invocations,
    last_invocation_at: isoOrNull(one.invocations === 0 ? undefined : one.lastStartedAtMs),
    reasons: [...toldReasons(one, skills, nowMs)],
  }));
}

/** Why there is no recommendation; null when there is one. */
export function emptyReason(
  found: readonly unknown[],
  totalInvocations: number,
  input: RecommendInput,
): string | null {
  if (found.length > 0) return null;
  if (totalInvocations === 0) return "Nothing has been recorded here yet.";
  return input.query === undefined
    ? "No recorded skill fits what was asked for."
    : "No recorded skill is near enough to the query; a lower min_similarity lets more through.";
}

/** Waits a little until texts can be compared by meaning; without that it goes by words. */
async function prepareMeanings({ history, wait, nowMs }: McpPlace): Promise<SearchReadiness> {
  const end = nowMs() + patienceMs;
  for (;;) {
    const readiness = await history.prepareSearch();
    const isUnderWay = readiness.state === "loading" || readiness.missing > 0;
    if (!isUnderWay || readiness.state === "failed" || nowMs() >= end) return readiness;
    await wait(lookAgainMs);
  }
}

/** Null without a query. */
export function comparedBy(
  readiness: SearchReadiness | undefined,
): "words" | "words and meaning" | null {
  if (readiness === undefined) return null;
  return readiness.state === "ready" && readiness.missing === 0 ? "words and meaning" : "words";
}

export const recommendSkills = defineTool({
  name: "recommend_skills",
  title: "What to run next",
  description:
    "Recommends recorded skills, best first, each with its reasons: for a query (compared by words " +
    "and by meaning), or for what usually comes next. Never tells command lines.",
  input: {
    query: z.string().max(4000).optional().describe("The problem, in your own words"),
    limit: listLimit(5),
    min_similarity: z.number().min(0).max(1).optional().describe("How near to the query at least"),
    phase: z.string().max(200).optional().describe("The stage of work you are in"),
    kind: kind.optional().describe("Only skills of this kind"),
    session_id: z.string().max(100).optional().describe("Only skills that ran in this session"),
  },
  output: {
    recommendations: z.array(
      z.strictObject({
        skill_name: z.string(),
        kind,
        key: z.string(),
        label: z.string(),
        rank: z.int().min(1),
        score: z.number().min(0).max(1),
        completion_rate: rateOrNull,
        invocations: count,
        last_invocation_at: momentOrNull,
        reasons: z.array(
          z.strictObject({
            factor: z.string(),
            sentence: z.string(),
            value: z.number(),
            share: z.number().describe("Its part of the score"),
            count: count.optional(),
            total: count.optional(),
          }),
        ),
      }),
    ),
    compared_by: z
      .enum(["words", "words and meaning"])
      .nullable()
      .describe("How the query was compared; null without a query"),
    reason: z.string().nullable().describe("Why there is none"),
    warnings,
  },
  run: async (place, input) => {
    place.recording.knownPhase(input.phase);
    const ranking = rankingOf(input);
    const stored = await readStored(place);
    const readiness = ranking.query === undefined ? undefined : await prepareMeanings(place);
    const found = await place.history.recommend({
      ...contextOf(place, ranking),
      isForAgent: true,
    });
    const rows = recommendationRows(found, stored.skills, place.nowMs());
    const reason = emptyReason(found, stored.totalInvocations, input);
    return {
      message: reason ?? `${plural(rows.length, "skill")} recommended.`,
      lines: rows.map(
        ({ rank, label, reasons }) => `${rank}. ${label}: ${reasons[0]?.sentence ?? "no reason"}`,
      ),
      data: {
        recommendations: rows,
        compared_by: comparedBy(readiness),
        reason,
        warnings: [...stored.warnings],
      },
    };
  },
});
