import * as z from "zod/v4";
import type { SkillSummary } from "../../../analysis/model";
import type { PeerOffer } from "../../../recommend/peers/model";
import { fromOthers } from "../../../recommend/peers/offers";
import type { SkillKey } from "../../../tracker/model";
import { readStored, type McpPlace } from "../place";
import { defineTool } from "../tool";
import { listLimit, percent, plural, rateOrNull, warnings } from "../values";
import { anonymityFor, meAs, silence } from "./peers";

const sources = { neighbours: "similar_users", everyone: "all_users" } as const;

/** What others complete and this history does not know. */
export function offerRows(offers: readonly PeerOffer[]) {
  return offers.map(({ skill, score, completionRate, source }) => ({
    skill_name: skill as string,
    score,
    completion_rate: completionRate as number | null,
    source: sources[source] as "similar_users" | "all_users" | "own_history",
  }));
}

/** What is run most here; the score is its share of all runs of the history. */
export function popularRows(skills: readonly SkillSummary[], limit: number) {
  const all = skills.reduce((sum, { total }) => sum + total, 0);
  return skills
    .filter(({ hidden, total }) => !hidden && total > 0)
    .sort((one, other) => other.total - one.total)
    .slice(0, limit)
    .map(({ key, total, completionRate }) => ({
      skill_name: key as string,
      score: total / all,
      completion_rate: completionRate ?? null,
      source: "own_history" as const,
    }));
}

/** Undefined where nothing is shared. */
async function offersTo(
  { community, history }: McpPlace,
  userId: string,
  known: ReadonlySet<SkillKey>,
  limit: number,
): Promise<{ readonly offers: readonly PeerOffer[]; readonly warnings: readonly string[] }> {
  if (community === undefined) return { offers: [], warnings: [] };
  const [shared, own] = await Promise.all([
    community(),
    // Nothing of this leaves: the hash it is named by is thrown away.
    history.ownBaseline({ id: userId, salt: "nobody" }),
  ]);
  const me = meAs(userId, own.text);
  const k = anonymityFor(shared.community, me.user);
  const offers = fromOthers(shared.community, { me, known, limit, k });
  return { offers, warnings: shared.warnings };
}

export const getCollaborativeRecommendations = defineTool({
  name: "get_collaborative_recommendations",
  title: "What others complete",
  description:
    "Skills that users with similar habits complete and this history does not know, else what is " +
    "run most here (source own_history). Never tells of fewer than five others, and never who.",
  input: {
    user_id: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .describe("Who asks; the hash a shared baseline is named by leaves its own out"),
    limit: listLimit(5),
  },
  output: {
    user_id: z.string(),
    recommendations: z.array(
      z.strictObject({
        skill_name: z.string().describe("The skill's key, for example terminal:npm test"),
        score: z.number().min(0).max(1),
        completion_rate: rateOrNull,
        source: z.enum(["similar_users", "all_users", "own_history"]),
      }),
    ),
    reason: z.string().nullable().describe("Why none of them comes from others"),
    warnings,
  },
  run: async (place, { user_id, limit }) => {
    const stored = await readStored(place);
    const known = new Set(stored.skills.map(({ key }) => key));
    const found = await offersTo(place, user_id, known, limit);
    const rows =
      found.offers.length > 0 ? offerRows(found.offers) : popularRows(stored.skills, limit);
    return {
      message: `Generated ${plural(rows.length, "recommendation")} for ${user_id}.`,
      lines: rows.map(
        ({ skill_name, completion_rate, source }) =>
          `${skill_name}: ${percent(completion_rate)} completed (${source})`,
      ),
      data: {
        user_id,
        recommendations: rows,
        reason: found.offers.length > 0 ? null : silence(place.community !== undefined),
        warnings: [...stored.warnings, ...found.warnings],
      },
    };
  },
});
