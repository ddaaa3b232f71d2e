import { compareText } from "../../analysis/ranking";
import type { SkillKey } from "../../tracker/model";
import { smoothedRate } from "../factors";
import { checkAnonymity, defaultAnonymity } from "./anonymity";
import { othersThan } from "./community";
import type { Community, PeerOffer, UserBaseline } from "./model";
import { neighboursOf, type Neighbour } from "./neighbours";

/** With this many finished runs of one's own, one's own habits weigh as much as others do. */
const peerHalfRuns = 50;

/**
 * How much what others do should count beside one's own habits: 50 ÷ (50 + finished runs). 1 without
 * any, ½ with 50, 0.05 with 950.
 */
export function peerWeight(finishedRuns: number): number {
  return peerHalfRuns / (peerHalfRuns + finishedRuns);
}

/** Who asks, and for what. */
export interface PeerQuestion {
  readonly me: UserBaseline;
  /** Skills not to offer: those this user ran before, and those they hid. */
  readonly known: ReadonlySet<SkillKey>;
  /** At most so many offers. */
  readonly limit: number;
  /** How many users have to back an offer, at least 2; 5 when left out. */
  readonly k?: number;
}

/**
 * Skills that others complete and this user does not know, best first; equal scores by key.
 *
 * From neighbours where there are any to tell of, else from everyone. With sᵤ the similarity of a
 * user (1 for everyone), over the users who have the skill:
 *
 *     rate  = Σ sᵤ·(completedᵤ + 2) ÷ (finishedᵤ + 4) ÷ Σ sᵤ
 *     score = rate · Σ sᵤ ÷ (Σ sᵤ over all of them, also those without the skill)
 *
 * so that one user's 1 of 1 is 0.6 and not 1, and what one of ten uses is worth less than what all
 * of them do. Only skills that at least `k` of these users completed are told; the user who asks is
 * not one of them.
 *
 * @throws RangeError when `k` is below 2.
 */
export function fromOthers(
  community: Community,
  { me, known, limit, k = defaultAnonymity }: PeerQuestion,
): readonly PeerOffer[] {
  checkAnonymity(k);
  const similar = offersOf(neighboursOf(community, me), known, "neighbours", k);
  if (similar.length > 0) return similar.slice(0, limit);
  const everyone = othersThan(community, me.user).users.map(({ skills }) => ({
    records: skills,
    similarity: 1,
  }));
  return offersOf(everyone, known, "everyone", k).slice(0, limit);
}

/** What speaks for one skill. */
interface Support {
  /** Users who completed it. */
  users: number;
  /** Σ sᵤ and Σ sᵤ · rateᵤ over all who have it, those who never completed it among them. */
  similarity: number;
  rates: number;
}

function offersOf(
  others: readonly Neighbour[],
  known: ReadonlySet<SkillKey>,
  source: PeerOffer["source"],
  k: number,
): readonly PeerOffer[] {
  const supports = new Map<SkillKey, Support>();
  let all = 0;
  for (const { records, similarity } of others) {
    all += similarity;
    for (const record of records) {
      if (known.has(record.skill)) continue;
      const support = supports.get(record.skill) ?? { users: 0, similarity: 0, rates: 0 };
      supports.set(record.skill, support);
      if (record.completed > 0) support.users++;
      support.similarity += similarity;
      support.rates += similarity * smoothedRate(record.completed, record.finished);
    }
  }
  return [...supports]
    .filter(([, { users }]) => users >= k)
    .map(([skill, { users, similarity, rates }]) => ({
      skill,
      source,
      score: rates / all,
      completionRate: rates / similarity,
      users,
    }))
    .sort((one, other) => other.score - one.score || compareText(one.skill, other.skill));
}
