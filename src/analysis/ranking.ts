import type { History, SkillEntry } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";

/** A skill in a ranking by some count. */
export interface RankedSkill {
  /** Into `history.skills`. */
  readonly index: number;
  readonly key: SkillKey;
  readonly label: string;
  readonly count: number;
}

/**
 * The `limit` skills with the greatest counts, greatest first, then by key. Skills with a count of
 * 0 are left out.
 */
export function greatest(
  history: History,
  countOf: (skill: number) => number,
  limit: number,
): readonly RankedSkill[] {
  return history.skills
    .flatMap((skill, index) => {
      const count = countOf(index);
      return count === 0 ? [] : [{ index, key: skillKey(skill), label: labelOf(skill), count }];
    })
    .sort((one, other) => other.count - one.count || compareText(one.key, other.key))
    .slice(0, limit);
}

/** Orders by totals, greatest first, then by key. */
export function mostUsedFirst(one: Used, other: Used): number {
  return other.total - one.total || compareText(one.key, other.key);
}

interface Used {
  readonly key: SkillKey;
  readonly total: number;
}

/** What to call a skill: the name a person gave it, else its own. */
export function labelOf(skill: SkillEntry): string {
  return skill.label ?? skill.name;
}

/** Order of code units: the same on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
