import type { History } from "../tracker/history";
import { skillKey, type SkillRef } from "../tracker/model";
import { compareText } from "./ranking";
import { forEachSession } from "./sessionSkills";

/** How two skills stand to each other, from their lift. */
export type Relationship =
  | "very-strong-positive"
  | "strong-positive"
  | "moderate-positive"
  | "weak-positive"
  | "independent"
  | "weak-negative"
  | "moderate-negative";

/** A skill that shares sessions with another one, the one asked about. */
export interface SkillDependency {
  readonly skill: SkillRef;
  /** Sessions that hold both. */
  readonly sessions: number;
  /** `sessions` ÷ all sessions, 0–1. */
  readonly support: number;
  /** `sessions` ÷ sessions with the one asked about, 0–1: how often this one is there too. */
  readonly confidence: number;
  /** How many times as often together as if they had nothing to do with each other, > 0. */
  readonly lift: number;
  readonly relationship: Relationship;
}

export interface SkillDependenciesOptions {
  /** Smaller lifts are left out; 1.5 when left out. */
  readonly minLift?: number;
  /** At most this many skills; 10 when left out. */
  readonly limit?: number;
  /** Fewer sessions together say nothing; 3 when left out. */
  readonly minSessions?: number;
}

/**
 * The skills that are used in the same sessions as this one: greatest lift first, then greatest
 * support, then by key. A session counts once for a skill, however often it ran there and whatever
 * came of it; sessions with a single skill count too, since they say who goes alone.
 *
 * With N sessions, of which Sₐ hold this skill, S_b the other and S_ab both: support = S_ab ÷ N,
 * confidence = S_ab ÷ Sₐ, lift = (S_ab ÷ N) ÷ ((Sₐ ÷ N)(S_b ÷ N)) = S_ab·N ÷ (Sₐ·S_b). Lift is 1
 * for skills that are independent and at most N ÷ max(Sₐ, S_b). Source: Brin, Motwani, Ullman and
 * Tsur, SIGMOD 1997, who call it interest.
 *
 * @returns nothing for a skill that was never used.
 */
export function skillDependencies(
  history: History,
  skill: SkillRef,
  { minLift = 1.5, limit = 10, minSessions = 3 }: SkillDependenciesOptions = {},
): readonly SkillDependency[] {
  const asked = history.skills.findIndex(
    ({ kind, name }) => kind === skill.kind && name === skill.name,
  );
  if (asked < 0) return [];
  const { sessions, having, together } = sharedSessions(history, asked);
  const own = having[asked] ?? 0;
  return history.skills
    .flatMap((other, index) => {
      const both = together[index] ?? 0;
      if (index === asked || both === 0 || both < minSessions) return [];
      const lift = (both * sessions) / (own * (having[index] ?? 0));
      return lift < minLift ? [] : [{ key: skillKey(other), other, both, lift }];
    })
    .sort(
      (one, next) => next.lift - one.lift || next.both - one.both || compareText(one.key, next.key),
    )
    .slice(0, limit)
    .map(({ other, both, lift }) => ({
      skill: { kind: other.kind, name: other.name },
      sessions: both,
      support: both / sessions,
      confidence: both / own,
      lift,
      relationship: relationshipOf(lift),
    }));
}

/** The word for a lift. */
export function relationshipOf(lift: number): Relationship {
  if (lift >= 3) return "very-strong-positive";
  if (lift >= 2) return "strong-positive";
  if (lift >= 1.5) return "moderate-positive";
  if (lift > 1) return "weak-positive";
  if (lift === 1) return "independent";
  return lift > 0.5 ? "weak-negative" : "moderate-negative";
}

/** How many sessions there are, and for each skill those that hold it and those with both. */
function sharedSessions(
  history: History,
  asked: number,
): { readonly sessions: number; readonly having: Uint32Array; readonly together: Uint32Array } {
  const having = new Uint32Array(history.skills.length);
  const together = new Uint32Array(history.skills.length);
  let sessions = 0;
  forEachSession(history, (used) => {
    sessions++;
    for (const one of used) having[one] = (having[one] ?? 0) + 1;
    if (!used.includes(asked)) return;
    for (const one of used) together[one] = (together[one] ?? 0) + 1;
  });
  return { sessions, having, together };
}
