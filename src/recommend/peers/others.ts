import { isFinished, outcomeCode } from "../../analysis/outcomes";
import { optional } from "../../tracker/completion";
import type { History } from "../../tracker/history";
import { parseSkillKey, skillKey, type SkillKey } from "../../tracker/model";
import type { RecommendContext, Recommendation } from "../model";
import { defaultAnonymity } from "./anonymity";
import { skillBaselines } from "./baselines";
import { othersThan } from "./community";
import type { Community, PeerOffer, SkillBaseline, UserHash } from "./model";
import { fromOthers, peerWeight } from "./offers";
import { ownBaseline } from "./own";

/** Everyone but the user who asks, beside whose own habits they count. */
export class Others {
  private readonly community: Community;
  private readonly baselines: ReadonlyMap<SkillKey, SkillBaseline>;
  /** The last offers, and all of the history and the question that they depend on. */
  private last: { readonly key: string; readonly offers: readonly PeerOffer[] } | undefined;

  /**
   * @param k so many users have to back what is told, at least 2.
   * @throws RangeError when `k` is below 2.
   */
  constructor(
    community: Community,
    private readonly user: UserHash,
    private readonly k = defaultAnonymity,
  ) {
    this.community = othersThan(community, user);
    const baselines = skillBaselines(this.community, k);
    this.baselines = new Map(baselines.map((baseline) => [baseline.skill, baseline]));
  }

  /**
   * Puts what others complete among what is recommended from one's own runs, by score; the order of
   * one's own stays as it is, and of equals they come first. An offer's score is its own times
   * `peerWeight` of the finished runs.
   *
   * A query and a filter ask about runs of this history, so then nothing is added. Skills the history
   * has an entry for are never offered, also where it only says that they are hidden or not useful.
   */
  join(
    own: readonly Recommendation[],
    history: History,
    { limit, query, only }: Pick<RecommendContext, "limit" | "query" | "only">,
  ): readonly Recommendation[] {
    const isAsked = (query?.trim() ?? "") !== "" || only !== undefined;
    if (isAsked || this.community.users.length < this.k) return own;
    const { finished, completed } = standingOf(history);
    const offers = this.offers(history, completed, limit);
    if (offers.length === 0) return own;
    const weight = peerWeight(finished);
    return [...own, ...offers.flatMap((offer) => this.toRecommendation(offer, weight))]
      .sort((one, other) => other.score - one.score)
      .slice(0, limit)
      .map((one, at) => ({ ...one, rank: at + 1 }));
  }

  /** Made anew only when a skill is new, is hidden or shown, or completes for the first time. */
  private offers(history: History, completed: Uint8Array, limit: number): readonly PeerOffer[] {
    const skills = history.skills.map((entry, skill) => [
      skillKey(entry),
      completed[skill] === 1 && !entry.hidden,
    ]);
    const key = JSON.stringify([limit, skills]);
    if (this.last?.key !== key) {
      const me = ownBaseline(history, this.user);
      const known = new Set(history.skills.map(skillKey));
      const offers = fromOthers(this.community, { me, known, limit, k: this.k });
      this.last = { key, offers };
    }
    return this.last.offers;
  }

  private toRecommendation(offer: PeerOffer, weight: number): readonly Recommendation[] {
    const { skill: key, users, completionRate } = offer;
    const skill = parseSkillKey(key);
    if (skill === undefined) return [];
    const share = weight * offer.score;
    const { medianDurationMs, commonPhase } = this.baselines.get(key) ?? {};
    return [
      {
        skill,
        key,
        label: skill.name,
        rank: 0,
        score: share,
        reasons: [{ factor: "fromOthers", value: offer.score, share, count: users }],
        invocations: 0,
        lastStartedAtMs: 0,
        fromOthers: {
          users,
          completionRate,
          ...optional("medianMs", medianDurationMs),
          ...optional("phase", commonPhase),
        },
      },
    ];
  }
}

/** How many runs finished; `completed` is 1 for each skill that completed at least once. */
function standingOf(history: History): {
  readonly finished: number;
  readonly completed: Uint8Array;
} {
  let finished = 0;
  const completed = new Uint8Array(history.skills.length);
  for (let row = 0; row < history.length; row++) {
    const outcome = history.outcome[row] ?? outcomeCode.unknown;
    if (isFinished(outcome)) finished++;
    if (outcome === outcomeCode.completed) completed[history.skill[row] ?? -1] = 1;
  }
  return { finished, completed };
}
