import type { NextEvent } from "../../../src/recommend/next/event";
import type { Ranker } from "./rankers";

/** So many commands of a user are only learned from. */
export const warmUp = 50;

/** How one ranker did on one user's stream. */
export interface Score {
  /** Predictions that were asked for: all commands after the warm-up, never-seen ones too. */
  readonly n: number;
  /** Predictions with what came among the first one, three and five. */
  readonly hits1: number;
  readonly hits3: number;
  readonly hits5: number;
  /** Σ 1 ÷ rank. */
  readonly reciprocalRanks: number;
}

/**
 * Asks for each command after the warm-up, then tells what came. What was never seen before cannot
 * be offered and counts as a miss.
 *
 * @param repeats whether a command can directly follow itself in this stream; if not, the last one
 *   is nobody's candidate.
 */
export function measure(ranker: Ranker, events: readonly NextEvent[], repeats: boolean): Score {
  const lastUse = new Map<number, number>();
  let hits1 = 0;
  let hits3 = 0;
  let hits5 = 0;
  let reciprocalRanks = 0;
  events.forEach((event, at) => {
    const scores = at < warmUp ? undefined : ranker.rank(event);
    if (scores !== undefined && lastUse.has(event.skill)) {
      const left = repeats ? -1 : (events[at - 1]?.skill ?? -1);
      const rank = rankOf(event.skill, scores, lastUse, left);
      if (rank <= 1) hits1++;
      if (rank <= 3) hits3++;
      if (rank <= 5) hits5++;
      reciprocalRanks += 1 / rank;
    }
    ranker.observe(event);
    lastUse.set(event.skill, at);
  });
  return { n: Math.max(0, events.length - warmUp), hits1, hits3, hits5, reciprocalRanks };
}

/** 1 = best; of equal scores the one used last comes first. */
function rankOf(
  skill: number,
  scores: Float64Array,
  lastUse: ReadonlyMap<number, number>,
  left: number,
): number {
  const score = scores[skill] ?? Number.NEGATIVE_INFINITY;
  const use = lastUse.get(skill) ?? -1;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    if (other === left || other === skill) continue;
    const its = scores[other] ?? Number.NEGATIVE_INFINITY;
    if (its > score || (its === score && (lastUse.get(other) ?? -1) > use)) rank++;
  }
  return rank;
}
