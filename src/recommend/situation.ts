import { optional } from "../tracker/completion";
import type { History } from "../tracker/history";
import type { Focus } from "./focus";
import { followers, recentSteps, type Followers, type RecentSteps } from "./followers";
import type { RecommendContext } from "./model";
import type { Taste } from "./taste";
import type { SkillMatch } from "./text/skillSearch";
import { usageOf, type Usage } from "./usage";

/** ln of how likely each skill comes next, −∞ for none, and the greatest of them. */
export interface NextScores {
  readonly scores: Float64Array;
  readonly greatest: number;
}

/** What only a look at the whole history tells; kept between questions by a `Recommender`. */
export interface Learned {
  /** Undefined while it is still being learned. */
  readonly next: NextScores | undefined;
  /** What the query found, by skill; undefined when nothing was asked. */
  readonly matches?: ReadonlyMap<number, SkillMatch>;
  /** What earlier choices say of the weights; absent before there is one. */
  readonly taste?: Taste | undefined;
  /** Counts uses; as for a history never seen before when absent. */
  readonly countUses?: typeof usageOf;
  /** Counts what followed; in the same way. */
  readonly countFollowers?: typeof followers;
}

/** Everything factors look at; gathered once for all skills. */
export interface Situation extends Learned {
  readonly history: History;
  readonly recent: RecentSteps;
  readonly followers: Followers;
  readonly usage: Usage;
  /** The greatest of `usage.decayedUses`. */
  readonly mostUses: number;
  /** Where the user stands: pinned, else that of the last run. */
  readonly phase?: string;
  readonly focus?: Focus;
}

/** Looks at the history once for everything the factors need. */
export function situationOf(
  history: History,
  context: RecommendContext,
  learned: Learned,
): Situation {
  const recent = recentSteps(history, history.sessions.indexOf(context.sessionId));
  const phase = context.phase ?? phaseOfLast(history, recent.lastRow);
  const { countUses = usageOf, countFollowers = followers } = learned;
  const usage = countUses(
    history,
    context.nowMs,
    phase === undefined ? -1 : history.phases.indexOf(phase),
    recent.lastRow,
  );
  return {
    ...learned,
    history,
    recent,
    followers: countFollowers(history, recent),
    usage,
    mostUses: usage.decayedUses.reduce((most, uses) => Math.max(most, uses), 0),
    ...optional("phase", phase),
    ...optional("focus", context.focus),
  };
}

function phaseOfLast(history: History, lastRow: number): string | undefined {
  if (lastRow < 0) return undefined;
  return (
    history.phases[history.phase[lastRow] ?? -1] ??
    history.skills[history.skill[lastRow] ?? -1]?.phase
  );
}
