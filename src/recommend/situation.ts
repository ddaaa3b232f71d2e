import { labelOf } from "../analysis/ranking";
import type { History, SkillEntry } from "../tracker/history";
import { followers, recentSteps, type Followers, type RecentSteps } from "./followers";
import type { RecommendContext } from "./model";
import { LexicalIndex, type Match } from "./text/lexical";
import { usageOf, type Usage } from "./usage";

/** A query match below this is chance; the skill is left out. */
export const minimumMatch = 0.15;

/** Everything factors look at; gathered once for all skills. */
export interface Situation {
  readonly history: History;
  readonly recent: RecentSteps;
  readonly followers: Followers;
  readonly usage: Usage;
  /** The greatest of `usage.decayedUses`. */
  readonly mostUses: number;
  /** Where the user stands: pinned, else that of the last run. */
  readonly phase?: string;
  /** What the query found, by skill; undefined when nothing was asked. */
  readonly matches?: ReadonlyMap<number, Match>;
}

/** Looks at the history once for everything the factors need. */
export function situationOf(history: History, context: RecommendContext): Situation {
  const recent = recentSteps(history, history.sessions.indexOf(context.sessionId));
  const phase = context.phase ?? phaseOfLast(history, recent.lastRow);
  const usage = usageOf(
    history,
    context.nowMs,
    phase === undefined ? -1 : history.phases.indexOf(phase),
    recent.lastRow,
  );
  const query = context.query?.trim() ?? "";
  return {
    history,
    recent,
    followers: followers(history, recent),
    usage,
    mostUses: usage.decayedUses.reduce((most, uses) => Math.max(most, uses), 0),
    ...(phase === undefined ? {} : { phase }),
    ...(query === "" ? {} : { matches: matchesOf(history, query) }),
  };
}

function phaseOfLast(history: History, lastRow: number): string | undefined {
  if (lastRow < 0) return undefined;
  return (
    history.phases[history.phase[lastRow] ?? -1] ??
    history.skills[history.skill[lastRow] ?? -1]?.phase
  );
}

function matchesOf(history: History, query: string): ReadonlyMap<number, Match> {
  const documents = history.skills.map((skill, owner) => ({ owner, text: textOf(skill) }));
  const found = new LexicalIndex(documents)
    .search(query)
    .filter(({ score }) => score >= minimumMatch);
  return new Map(found.map((match) => [match.owner, match]));
}

/** The text a skill is found by. */
export function textOf(skill: SkillEntry): string {
  return [skill.name, labelOf(skill) === skill.name ? "" : labelOf(skill), skill.category]
    .concat(skill.lastCommand ?? "")
    .join(" ");
}
