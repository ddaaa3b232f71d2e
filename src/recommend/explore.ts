import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { choicesOf, type ChoiceFigures } from "./choices";
import { trivialCategory } from "./factors";
import type { RecommendContext } from "./model";
import type { Usage } from "./usage";

/** A number from 0 on, the same for the same text. */
export type TextHash = (text: string) => number;

/** One list in so many may have something to try in it. */
export const listsPerTrial = 5;
/** It takes the last place of lists that have at least so many. */
export const fewestPlaces = 5;
/** What ran more often than this is no longer little known. */
export const fewRuns = 3;
/** Suggestions assumed before any was seen: one taken, four not. */
const assumedTaken = 1;
const assumedLeft = 4;
/** The standard normal quantile of a one-sided 95 % bound. */
const z95 = 1.6448536269514722;

const dayMs = 24 * 3_600_000;

/** What a list is made of, as far as something to try is concerned. */
export interface Ranked {
  readonly history: History;
  readonly usage: Usage;
  /** Skills that may be offered, best first. */
  readonly skills: readonly number[];
  /** How strongly each skill was called not useful, 0–1. */
  readonly rejected: Float64Array;
}

/**
 * A skill to offer in the last place, in the stead of what belongs there: one that ran seldom and never
 * badly, that nobody called not useful, and that may well be taken oftener than what it replaces. Never
 * for a question in words.
 *
 * Upper bounds are those of a Bayes-UCB index (Kaufmann, Cappé and Garivier, AISTATS 2012): with t of n
 * suggestions taken, a = 1 + t and b = 4 + n − t, it is the mean a ÷ (a + b) of a Beta(a, b) posterior
 * plus 1.64 standard deviations. It falls each time the skill is shown and left, so that trying ends.
 *
 * @returns its index into `history.skills`; undefined where nothing is to be tried now.
 */
export function skillToTry(
  ranked: Ranked,
  context: RecommendContext,
  hash: TextHash,
): number | undefined {
  const { history, skills, usage, rejected } = ranked;
  const replaced = skills[context.limit - 1];
  if (replaced === undefined || !isTrialDue(history.length, context, hash)) return undefined;
  const candidates = skills.slice(context.limit).filter((skill) => {
    const runs = usage.invocations[skill] ?? 0;
    const isSpotless = usage.completed[skill] === usage.finished[skill] && rejected[skill] === 0;
    return runs <= fewRuns && isSpotless && history.skills[skill]?.category !== trivialCategory;
  });
  if (candidates.length === 0) return undefined;
  const { bySkill } = choicesOf(history);
  const figuresOf = (skill: number): ChoiceFigures | undefined => {
    const entry = history.skills[skill];
    return entry && bySkill.get(skillKey(entry));
  };
  const boundOf = (skill: number): number => upperBound(figuresOf(skill));
  // Of equals the first, which is the better ranked, stays.
  const best = candidates.reduce((one, other) => (boundOf(other) > boundOf(one) ? other : one));
  return boundOf(best) > meanShare(figuresOf(replaced)) ? best : undefined;
}

/** Exactly every fifth run of a day is followed by such a list; session and day decide which. */
function isTrialDue(
  runs: number,
  { explore, limit, query, sessionId, nowMs }: RecommendContext,
  hash: TextHash,
): boolean {
  if (explore !== true || limit < fewestPlaces || (query?.trim() ?? "") !== "") return false;
  const first = hash(`${sessionId} ${Math.floor(nowMs / dayMs)}`);
  return (first + runs) % listsPerTrial === 0;
}

/** Of how often a suggestion is taken, 0–1: the mean of a Beta(1, 4) prior after what was seen. */
export function meanShare({ shown, taken }: Seen = nothingSeen): number {
  return (assumedTaken + taken) / (assumedTaken + assumedLeft + shown);
}

/** The mean and 1.64 standard deviations of the same. */
export function upperBound(seen: Seen = nothingSeen): number {
  const mean = meanShare(seen);
  const total = assumedTaken + assumedLeft + seen.shown;
  return mean + z95 * Math.sqrt((mean * (1 - mean)) / (total + 1));
}

type Seen = Pick<ChoiceFigures, "shown" | "taken">;
const nothingSeen: Seen = { shown: 0, taken: 0 };

/** FNV-1a with 32 bits (Fowler, Noll and Vo), over UTF-16 units: spreads, and keeps no secret. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
