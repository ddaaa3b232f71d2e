import { compareText } from "../../analysis/ranking";
import type { SkillKey } from "../../tracker/model";
import type { Community, SkillRecord, UserBaseline } from "./model";

/** With fewer skills in common two users are not said to be similar. */
const leastCommonSkills = 3;

/** Another user with their similarity. It stays inside: results never say who. */
export interface Neighbour {
  readonly records: readonly SkillRecord[];
  /** Jaccard, more than 0, at most 1. */
  readonly similarity: number;
}

/** |A ∩ B| ÷ |A ∪ B|, 0–1; 0 for two empty sets. Source: Jaccard (1901). */
export function jaccard(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): number {
  const common = commonOf(one, other);
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

/** The skills a user completed at least once. */
function completedSkills({ skills }: Pick<UserBaseline, "skills">): ReadonlySet<SkillKey> {
  return new Set(skills.flatMap(({ skill, completed }) => (completed > 0 ? [skill] : [])));
}

/** The users that completed at least three of the same skills as `me`, most similar first. */
export function neighboursOf({ users }: Community, me: UserBaseline): readonly Neighbour[] {
  const own = completedSkills(me);
  return users
    .flatMap(({ user, skills }) => {
      const theirs = completedSkills({ skills });
      if (user === me.user || commonOf(own, theirs) < leastCommonSkills) return [];
      return [{ user, records: skills, similarity: jaccard(own, theirs) }];
    })
    .sort((one, other) => other.similarity - one.similarity || compareText(one.user, other.user))
    .map(({ records, similarity }) => ({ records, similarity }));
}

function commonOf(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): number {
  let common = 0;
  for (const value of one) if (other.has(value)) common++;
  return common;
}
