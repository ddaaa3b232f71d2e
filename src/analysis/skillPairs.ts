import type { History } from "../tracker/history";
import type { SkillKey } from "../tracker/model";
import { coUse } from "./coUse";
import { fisherTest } from "./fisherTest";
import { compareText, greatest, type RankedSkill } from "./ranking";

/** Pairs are looked for among so many skills, those that most sessions hold. */
export const pairedSkills = 300;

/** One of a pair. */
export interface PairedSkill {
  readonly key: SkillKey;
  readonly label: string;
}

/** Two skills that share sessions more often than by chance; `first` comes first by key. */
export interface SkillPair {
  readonly first: PairedSkill;
  readonly second: PairedSkill;
  /** Sessions that hold both. */
  readonly sessions: number;
  /** `sessions` ÷ all sessions, 0–1. */
  readonly support: number;
  /** `sessions` ÷ sessions with the one that fewer hold, 0–1: how often it comes with the other. */
  readonly confidence: number;
  /** How many times as often together as if they had nothing to do with each other, > 0. */
  readonly lift: number;
  /** How often two such skills would be together as often by chance, 0–1. */
  readonly pValue: number;
}

export interface SkillPairsOptions {
  /** Fewer sessions together say nothing; 3 when left out. */
  readonly minSessions?: number;
  /** Smaller lifts are left out; 1.5 when left out. */
  readonly minLift?: number;
  /** At most this many pairs; 10 when left out. */
  readonly limit?: number;
}

/**
 * The pairs of skills that are used in the same sessions: surest first, then greatest lift, then by
 * keys. Counts, lift and their source are those of `skillDependencies`, for all pairs at once; p is
 * `fisherTest` over sessions. It is that of one pair: of many pairs some are near by chance.
 *
 * Time grows with the square of what a session holds, so only the 300 skills that most sessions
 * hold are paired, by key where as many do.
 */
export function skillPairs(
  history: History,
  { minSessions = 3, minLift = 1.5, limit = 10 }: SkillPairsOptions = {},
): readonly SkillPair[] {
  let skills: readonly RankedSkill[] = [];
  const { sessions, together } = coUse(history, (having) => {
    skills = greatest(history, (skill) => having[skill] ?? 0, pairedSkills);
    return skills.map(({ index }) => index);
  });
  const pairs: SkillPair[] = [];
  skills.forEach((one, first) => {
    for (let second = first + 1; second < skills.length; second++) {
      const other = skills[second];
      const both = together[first * skills.length + second] ?? 0;
      if (other === undefined || both === 0 || both < minSessions) continue;
      const lift = (both * sessions) / (one.count * other.count);
      if (lift < minLift) continue;
      const inOrder = compareText(one.key, other.key) < 0;
      pairs.push({
        first: paired(inOrder ? one : other),
        second: paired(inOrder ? other : one),
        sessions: both,
        support: both / sessions,
        confidence: both / Math.min(one.count, other.count),
        lift,
        pValue: fisherTest({ all: sessions, one: one.count, other: other.count, both }),
      });
    }
  });
  return pairs
    .sort(
      (one, other) =>
        one.pValue - other.pValue ||
        other.lift - one.lift ||
        compareText(one.first.key, other.first.key) ||
        compareText(one.second.key, other.second.key),
    )
    .slice(0, limit);
}

function paired({ key, label }: RankedSkill): PairedSkill {
  return { key, label };
}
