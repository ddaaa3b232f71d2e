import { isFinished, outcomeCode } from "../analysis/outcomes";
import { optional } from "../tracker/completion";
import type { History } from "../tracker/history";
import { parseSkillKey, skillKey, type SkillKey, type SkillKind } from "../tracker/model";

/** What became of suggestions: of a skill, of a kind, or of all there were. */
export interface ChoiceFigures {
  /** How often one was shown in a list from which, or beside which, something was run. */
  readonly shown: number;
  readonly taken: number;
  /** taken ÷ shown, 0–1; undefined when nothing was shown. */
  readonly takenShare?: number;
  /** Of those taken, 1 = the first of its list; undefined when nothing was taken. */
  readonly meanRank?: number;
  /** completed ÷ finished of the runs that were taken, 0–1; undefined when none finished. */
  readonly endedWell?: number;
}

/** The figures of a kind of skill. */
export interface KindFigures extends ChoiceFigures {
  /** Its part of all that was taken, 0–1; undefined when nothing was taken at all. */
  readonly preference?: number;
}

/** What became of everything that was suggested, over a whole history. */
export interface Choices extends ChoiceFigures {
  /** Runs that were begun where something was offered. */
  readonly lists: number;
  readonly byKind: ReadonlyMap<SkillKind, KindFigures>;
  readonly bySkill: ReadonlyMap<SkillKey, ChoiceFigures>;
}

interface Counts {
  shown: number;
  taken: number;
  ranks: number;
  finished: number;
  completed: number;
}

/**
 * Counts what was offered and what was taken of it. A list that was looked at and left without
 * running anything leaves no trace, so that shares are of lists from which something began.
 */
export function choicesOf(history: History): Choices {
  const bySkill = new Map<SkillKey, Counts>();
  let lists = 0;
  for (let row = 0; row < history.length; row++) {
    const rank = history.selectionRank[row] ?? 0;
    const offered = history.offers[history.offer[row] ?? -1] ?? [];
    if (rank === 0 && offered.length === 0) continue;
    lists++;
    for (const key of offered) at(bySkill, key).shown++;
    const skill = history.skills[history.skill[row] ?? -1];
    const outcome = history.outcome[row] ?? outcomeCode.unknown;
    if (rank > 0 && skill) take(at(bySkill, skillKey(skill)), rank, outcome);
  }
  const all = nothing();
  const byKind = new Map<SkillKind, Counts>();
  for (const [key, counts] of bySkill) {
    const kind = parseSkillKey(key)?.kind;
    if (kind !== undefined) add(at(byKind, kind), counts);
    add(all, counts);
  }
  return {
    lists,
    ...figuresOf(all),
    byKind: mapped(byKind, (counts) => ({
      ...figuresOf(counts),
      ...optional("preference", share(counts.taken, all.taken)),
    })),
    bySkill: mapped(bySkill, figuresOf),
  };
}

function nothing(): Counts {
  return { shown: 0, taken: 0, ranks: 0, finished: 0, completed: 0 };
}

function at<K>(groups: Map<K, Counts>, key: K): Counts {
  let counts = groups.get(key);
  if (counts === undefined) groups.set(key, (counts = nothing()));
  return counts;
}

/** What is taken was shown. */
function take(counts: Counts, rank: number, outcome: number): void {
  counts.shown++;
  counts.taken++;
  counts.ranks += rank;
  counts.finished += isFinished(outcome) ? 1 : 0;
  counts.completed += outcome === outcomeCode.completed ? 1 : 0;
}

function add(to: Counts, counts: Counts): void {
  to.shown += counts.shown;
  to.taken += counts.taken;
  to.ranks += counts.ranks;
  to.finished += counts.finished;
  to.completed += counts.completed;
}

function figuresOf({ shown, taken, ranks, finished, completed }: Counts): ChoiceFigures {
  return {
    shown,
    taken,
    ...optional("takenShare", share(taken, shown)),
    ...optional("meanRank", share(ranks, taken)),
    ...optional("endedWell", share(completed, finished)),
  };
}

function mapped<K, T>(groups: ReadonlyMap<K, Counts>, to: (counts: Counts) => T): Map<K, T> {
  return new Map([...groups].map(([key, counts]) => [key, to(counts)]));
}

/** Nothing to divide is not 0. */
function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
