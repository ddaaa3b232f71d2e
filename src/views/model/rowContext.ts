import { skillKey, type SkillKey, type SkillRef } from "../../tracker/model";
import type { Words } from "./report/words";
import type { When } from "./when";

/** What rows need beside the snapshot. */
export interface RowContext {
  readonly words: Words;
  readonly when: When;
  /** The name a skill is shown by: a person's own, else the skill's. */
  readonly labelOf: (skill: SkillRef) => string;
  readonly nowMs: number;
}

/** @returns `labelOf` for the skills of a snapshot; any other skill goes by its name. */
export function labelsOf(
  skills: readonly { readonly key: SkillKey; readonly label: string }[],
): RowContext["labelOf"] {
  const labels = new Map(skills.map(({ key, label }) => [key, label]));
  return (skill) => labels.get(skillKey(skill)) ?? skill.name;
}
