import * as z from "zod/v4";
import type { SkillDependency } from "../../../analysis/dependencies";
import { findSkill } from "../skillNames";
import { readStored } from "../place";
import { defineTool } from "../tool";
import { count, kind, listLimit, plural, skillName, warnings } from "../values";

/** Fewer sessions together say nothing. */
const minSessions = 3;

/** The words for a lift, with underscores between them. */
const relationships = [
  "very_strong_positive",
  "strong_positive",
  "moderate_positive",
  "weak_positive",
  "independent",
  "weak_negative",
  "moderate_negative",
] as const;

function relationshipOf({ relationship }: SkillDependency): (typeof relationships)[number] {
  const word = relationship.replaceAll("-", "_");
  return relationships.find((known) => known === word) ?? "independent";
}

/** One row for each skill, greatest lift first, as they come in. */
export function dependencyRows(dependencies: readonly SkillDependency[]) {
  return dependencies.map((one) => ({
    skill_b: one.skill.name,
    kind: one.skill.kind,
    co_occurrence_count: one.sessions,
    lift_score: one.lift,
    support: one.support,
    confidence: one.confidence,
    relationship_type: relationshipOf(one),
  }));
}

export const getSkillDependencies = defineTool({
  name: "get_skill_dependencies",
  title: "Skills used together",
  description:
    "Skills that share sessions with this one more often than chance: lift is how many times as " +
    "often as if they had nothing to do with each other. Pairs in fewer than three sessions are left out.",
  input: {
    skill_name: skillName,
    limit: listLimit(10),
    min_lift: z.number().min(0).max(1_000_000).default(1.5),
  },
  output: {
    skill_name: z.string(),
    kind,
    dependencies: z.array(
      z.strictObject({
        skill_b: z.string(),
        kind,
        co_occurrence_count: count.describe("Sessions that hold both"),
        lift_score: z.number().min(0),
        support: z.number().min(0).max(1),
        confidence: z.number().min(0).max(1),
        relationship_type: z.enum(relationships),
      }),
    ),
    warnings,
  },
  run: async (place, { skill_name, limit, min_lift }) => {
    const stored = await readStored(place);
    const { kind: ofKind, name } = findSkill(stored.skills, skill_name);
    const query = { skill: { kind: ofKind, name }, limit, minLift: min_lift, minSessions };
    const rows = dependencyRows(await place.history.insight("skillDependencies", query));
    return {
      message: `Found ${plural(rows.length, "skill")} with lift >= ${min_lift}.`,
      lines: rows.map(
        ({ skill_b, lift_score, co_occurrence_count }) =>
          `${skill_b}: lift ${lift_score.toFixed(2)} in ${plural(co_occurrence_count, "session")}`,
      ),
      data: {
        skill_name: name,
        kind: ofKind,
        dependencies: rows,
        warnings: [...stored.warnings],
      },
    };
  },
});
