import { optional } from "../tracker/completion";
import type { History } from "../tracker/history";
import { folderInFocus } from "./focus";
import { Lessons } from "./lessons";
import { defaultMinSimilarity, type RecommendContext, type Recommendation } from "./model";
import { HistoryModel } from "./next/historyModel";
import { rankSkills } from "./recommend";
import { RunningFollowers } from "./runningFollowers";
import { RunningUsage } from "./runningUsage";
import type { Learned, NextScores } from "./situation";
import { tasteOf, type Taste } from "./taste";
import { SkillSearch, type IsEnough } from "./text/skillSearch";
import type { Meaning } from "./text/skillVectors";

/** So many new runs are learned from while a question waits; more are for `learn`. */
const rowsAtOnce = 32;
/** So many new texts are made ready for searches while a query waits; more are for `index`. */
const textsAtOnce = 500;

/**
 * Recommends from a history that grows, and keeps what it learned of it: the same answers as one
 * that looks at the history for the first time.
 */
export class Recommender {
  private readonly search: SkillSearch;
  private readonly lessons = new Lessons();
  private readonly usage = new RunningUsage();
  private readonly followers = new RunningFollowers();
  private model = new HistoryModel();
  private isSearched = false;

  constructor(meaning?: Meaning) {
    this.search = new SkillSearch(meaning);
  }

  /**
   * What to run next, or what answers the query, best first. By counts alone while much of the
   * history is still to be learned from.
   */
  recommend(history: History, context: RecommendContext): readonly Recommendation[] {
    const next = this.nextScores(history, context);
    return rankSkills(history, context, {
      next,
      taste: next && this.taste(history),
      countUses: (...asked) => this.usage.of(...asked),
      countFollowers: (...asked) => this.followers.of(...asked),
      ...this.matches(history, context),
    });
  }

  /**
   * Begins to get ready for queries.
   *
   * @returns how much is left to do for `index`, of which queries find nothing yet.
   */
  prepareSearch(history: History): number {
    this.isSearched = true;
    this.search.update(history, afterTexts(textsAtOnce));
    return this.search.behind;
  }

  /**
   * Goes on getting ready for queries, once somebody searched.
   *
   * @returns whether all is ready.
   */
  index(history: History, isEnough?: IsEnough): boolean {
    return !this.isSearched || this.search.update(history, isEnough);
  }

  /**
   * Learns from runs that were not learned from yet, oldest first; a long history takes seconds.
   *
   * @param most so many at most, some 20 µs each, the newest 500 half a ms each.
   * @returns whether all is learned.
   */
  learn(history: History, most = Number.POSITIVE_INFINITY): boolean {
    if (!this.model.advance(history, most)) {
      this.model = new HistoryModel();
      this.model.advance(history, most);
    }
    this.lessons.prepare(history, this.model);
    return this.model.behind(history) === 0;
  }

  /** Whether more is to be learned from than a question waits for. */
  isBehind(history: History): boolean {
    return Math.abs(this.model.behind(history)) > rowsAtOnce;
  }

  private nextScores(
    history: History,
    { sessionId, nowMs, phase, focus }: RecommendContext,
  ): NextScores | undefined {
    if (this.isBehind(history) || !this.learn(history, rowsAtOnce)) return undefined;
    const asked = phase === undefined ? -1 : history.phases.indexOf(phase);
    const { scores } = this.model.rank(history, {
      session: history.sessions.indexOf(sessionId),
      nowMs,
      ...(asked < 0 ? {} : { phase: asked }),
      ...optional("folder", folderInFocus(history, focus)),
    });
    return { scores, greatest: scores.reduce((most, one) => Math.max(most, one), -Infinity) };
  }

  private taste(history: History): Taste | undefined {
    const lessons = this.lessons.of(history, this.model);
    return lessons.length === 0 ? undefined : tasteOf(lessons);
  }

  private matches(history: History, context: RecommendContext): Pick<Learned, "matches"> {
    const query = context.query?.trim() ?? "";
    if (query === "") return {};
    this.prepareSearch(history);
    const found = this.search.search(query, context.minSimilarity ?? defaultMinSimilarity);
    return { matches: new Map(found.map((match) => [match.skill, match])) };
  }
}

/** What a new `Recommender` says that has learned everything, by words alone. */
export function recommend(history: History, context: RecommendContext): readonly Recommendation[] {
  const recommender = new Recommender();
  recommender.learn(history);
  recommender.prepareSearch(history);
  recommender.index(history);
  return recommender.recommend(history, context);
}

function afterTexts(most: number): IsEnough {
  let left = most;
  return (texts) => (left -= texts) <= 0;
}
