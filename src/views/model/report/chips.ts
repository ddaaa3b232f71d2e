import type { SkillSummary } from "../../../analysis/model";
import type { Narrowing, ReportFilter } from "./filter";
import { agentName, authorName, kindName, skillLabel } from "./names";
import type { Words } from "./words";

/** One active filter, and the field that taking it away clears. */
export interface Chip {
  readonly field: Narrowing;
  readonly text: string;
}

/** @returns what narrows the report, in the order the filter bar offers it. */
export function chips(
  filter: ReportFilter,
  skills: readonly SkillSummary[],
  words: Words,
): readonly Chip[] {
  const { kind, author, agent, phase, skill } = filter;
  const label = skill && skillLabel(skill, skills);
  const texts = [
    { field: "kind", text: kind && kindName(kind, words) },
    { field: "author", text: author && authorName(author, words) },
    { field: "agent", text: agent === undefined ? undefined : agentName(agent, words) },
    { field: "phase", text: phase && words.t("Phase: {phase}", { phase }) },
    { field: "skill", text: label && words.t("Skill: {skill}", { skill: label }) },
  ] as const;
  return texts.flatMap(({ field, text }) =>
    text === undefined || text === "" ? [] : [{ field, text }],
  );
}
