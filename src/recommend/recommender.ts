import type { History } from "../tracker/history";
import { defaultMinSimilarity, type RecommendContext, type Recommendation } from "./model";
import { HistoryModel } from "./next/historyModel";
import { rankSkills } from "./recommend";
import type { Learned, NextScores } from "./situation";
import { SkillSearch, type Meaning } from "./text/skillSearch";

/**
 * Recommends from a history that grows, and keeps what it learned of it: the same answers as one
 * that looks at the history for the first time.
 */
export class Recommender {
  private readonly search: SkillSearch;
  private model = new HistoryModel();
  private rows = 0;

  constructor(meaning?: Meaning) {
    this.search = new SkillSearch(meaning);
  }

  /** What to run next, or what answers the query, best first. */
  recommend(history: History, context: RecommendContext): readonly Recommendation[] {
    return rankSkills(history, context, {
      next: this.nextScores(history, context),
      ...this.matches(history, context),
    });
  }

  /** Gets ready to answer queries by meaning. */
  prepareSearch(history: History): void {
    this.search.update(history);
    this.search.prepare();
  }

  private nextScores(history: History, { sessionId, nowMs, phase }: RecommendContext): NextScores {
    if (!this.model.advance(history, this.rows)) {
      this.model = new HistoryModel();
      this.model.advance(history, 0);
    }
    this.rows = history.length;
    const asked = phase === undefined ? -1 : history.phases.indexOf(phase);
    const { scores } = this.model.rank(history, {
      session: history.sessions.indexOf(sessionId),
      nowMs,
      ...(asked < 0 ? {} : { phase: asked }),
    });
    return { scores, greatest: scores.reduce((most, one) => Math.max(most, one), -Infinity) };
  }

  private matches(history: History, context: RecommendContext): Pick<Learned, "matches"> {
    const query = context.query?.trim() ?? "";
    if (query === "") return {};
    this.search.update(history);
    const found = this.search.search(query, context.minSimilarity ?? defaultMinSimilarity);
    return { matches: new Map(found.map((match) => [match.skill, match])) };
  }
}

/** What a new `Recommender` says, by words alone. */
export function recommend(history: History, context: RecommendContext): readonly Recommendation[] {
  return new Recommender().recommend(history, context);
}
