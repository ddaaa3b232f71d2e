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
    const me = ownBaseline(history, this.user);
    const weight = peerWeight(me.skills.reduce((total, { finished }) => total + finished, 0));
    const known = new Set(history.skills.map(skillKey));
    const offers = fromOthers(this.community, { me, known, limit, k: this.k });
    if (offers.length === 0) return own;
    return [...own, ...offers.flatMap((offer) => this.toRecommendation(offer, weight))]
      .sort((one, other) => other.score - one.score)
      .slice(0, limit)
      .map((one, at) => ({ ...one, rank: at + 1 }));
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
