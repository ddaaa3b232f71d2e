import type { SkillEntry } from "../tracker/history";
import { optional } from "../tracker/completion";
import { skillKey } from "../tracker/model";
import { namesFile } from "./focus";
import { languageOf } from "./languages";
import type { OwnFactor, Reason } from "./model";
import type { Situation } from "./situation";

/** A factor's value, 0–1, with the counts behind it; undefined where it says nothing. */
export type Evidence = Omit<Reason, "factor" | "share">;
export type Factor = (at: Situation, skill: number) => Evidence | undefined;

/** What is used everywhere and says little about what comes next. */
export const trivialCategory = "Files & text";
const trivialHabit = 0.3;

/** After this many other runs a use is half as recent. */
export const recencyHalfLifeRuns = 8;
/** Weight of "none of these" against the counts after the last skill. */
export const unseenAfterLast = 1;
/** Weight of what follows the last skill against the counts after the last two. */
export const backOff = 2;
/** How many failures one would have to see to believe them as much as the habit to try again. */
export const failurePrior = 2;
export const retryAfterFailure = 0.5;
/** How many runs a skill needs to count half as a tool for files of a language. */
export const toolPrior = 2;
/** Runs that are assumed to have completed, and to have finished, before any is seen. */
const assumedCompleted = 2;
const assumedFinished = 4;
/** A completion rate, 0–1, that few runs cannot make extreme: the mean of a Beta(2, 2) prior after them. */
export function smoothedRate(completed: number, finished: number): number {
  return (completed + assumedCompleted) / (finished + assumedFinished);
}

/** The factors that add to a score, each with the meaning of 1 and 0. */
export const factors = {
  /**
   * 1: likelier than any other; ½: a quarter as likely as the likeliest; 0: never ran. √(p ÷ greatest p)
   * with p as `NextModel` learned it.
   */
  comesNext: ({ next }, skill) => {
    if (next === undefined) return undefined;
    const logProbability = next.scores[skill] ?? Number.NEGATIVE_INFINITY;
    const value = Math.exp((logProbability - next.greatest) / 2);
    return value > 0 ? { value, probability: Math.exp(logProbability) } : undefined;
  },

  /**
   * 1: always came next; 0: never has, or nothing ran in this session.
   *
   * p₁ = n₁ ÷ (N₁ + 1) after the last skill; p = (n₂ + 2·p₁) ÷ (N₂ + 2) after the last two, which
   * is p₁ where those two never met before. The counts told are n₁ of N₁.
   */
  followsLast: ({ history, recent, followers }, skill) => {
    const { afterLast, afterLastTwo } = followers;
    const count = afterLast.counts[skill] ?? 0;
    const last = history.skills[recent.last];
    if (count === 0 || last === undefined) return undefined;
    const afterOne = count / (afterLast.total + unseenAfterLast);
    const value =
      ((afterLastTwo.counts[skill] ?? 0) + backOff * afterOne) / (afterLastTwo.total + backOff);
    return { value, count, total: afterLast.total, about: skillKey(last) };
  },

  /** 1: used just before the last run; ½: 8 runs ago; 0: long ago. */
  recency: ({ history, usage }, skill) => {
    const runsSince = usage.runsSince[skill] ?? -1;
    if (runsSince < 0) return undefined;
    const value = 2 ** (-runsSince / recencyHalfLifeRuns);
    return { value: value * habit(history.skills[skill]), count: runsSince };
  },

  /** 1: used more than any other skill, old uses counting less; 0: never. Logarithmic. */
  frequency: ({ history, usage, mostUses }, skill) => {
    const value = Math.log1p(usage.decayedUses[skill] ?? 0) / Math.log1p(mostUses);
    return {
      value: Number.isNaN(value) ? 0 : value * habit(history.skills[skill]),
      count: usage.invocations[skill] ?? 0,
      total: history.length,
    };
  },

  /**
   * 1: always completes; 0: never does; ½ while nothing is known. (completed + 2) ÷ (finished + 4):
   * the mean of a Beta(2, 2) prior after the runs, so that 1 of 1 stays below 99 of 100.
   */
  completion: ({ usage }, skill) => {
    const count = usage.completed[skill] ?? 0;
    const total = usage.finished[skill] ?? 0;
    return { value: smoothedRate(count, total), count, total };
  },

  /**
   * 1: always runs in the current phase; 0: never. The phase the skill is known for counts as one
   * more run; runs without a phase do not count.
   */
  phase: ({ history, usage, phase }, skill) => {
    if (phase === undefined) return undefined;
    const known = history.skills[skill]?.phase;
    const count = usage.inPhase[skill] ?? 0;
    const total = usage.inAnyPhase[skill] ?? 0;
    const value = (count + (known === phase ? 1 : 0)) / (total + 1);
    return { value, count, total, about: phase };
  },

  /**
   * 1: always completes in the current phase; 0: never does; ½ while nothing is known. (completed + 2)
   * ÷ (finished + 4) of the runs in it, as for `completion`.
   */
  effectiveness: ({ usage, phase }, skill) => {
    if (phase === undefined) return undefined;
    const count = usage.completedInPhase[skill] ?? 0;
    const total = usage.finishedInPhase[skill] ?? 0;
    const value = smoothedRate(count, total);
    return { value, count, total, about: phase };
  },

  /**
   * 1: always came next when the last skill failed; 0: never, or it did not fail just now. Before
   * any failure was seen, trying the same again has ½.
   */
  afterFailure: ({ history, recent, followers }, skill) => {
    const last = history.skills[recent.last];
    if (!recent.lastFailed || last === undefined) return undefined;
    const { counts, total } = followers.afterFailure;
    const count = counts[skill] ?? 0;
    const expected = skill === recent.last ? retryAfterFailure : 0;
    const value = (count + failurePrior * expected) / (total + failurePrior);
    return { value, count, total, about: skillKey(last) };
  },

  /**
   * 1: a program for files like the one being edited, used here ever so often; 0: not one, or no such
   * file is. n ÷ (n + 2) of its n runs. Which programs those are is a table, see `languages`: what
   * was edited during a run is not recorded.
   */
  forLanguage: ({ history, usage, focus }, skill) => {
    const entry = history.skills[skill];
    const about = entry && focus?.language && languageOf(entry, focus.language);
    if (!about) return undefined;
    const count = usage.invocations[skill] ?? 0;
    return { value: count / (count + toolPrior), count, about };
  },

  /** 1: its newest command line names the file being edited; 0: not. */
  forFile: ({ history, focus }, skill) => {
    const { lastCommand, lastCwd } = history.skills[skill] ?? {};
    const file = focus?.file;
    if (file === undefined || lastCommand === undefined) return undefined;
    return namesFile(lastCommand, lastCwd, file) ? { value: 1, about: file } : undefined;
  },

  /** 1: pinned by hand; 0: not. */
  pinned: ({ history }, skill) => (history.skills[skill]?.pinned ? { value: 1 } : undefined),

  /** 1: the query and nothing else, in words and meaning; 0: no word of it. See `searchSkills`. */
  matchesQuery: ({ matches }, skill) => {
    const match = matches?.get(skill);
    if (match === undefined) return undefined;
    const { score, meaning, text } = match;
    return { value: score, ...optional("meaning", meaning), ...optional("asked", text) };
  },
} satisfies Record<OwnFactor, Factor>;

/** Habits say less about skills that are used everywhere; a real sequence still shows. */
function habit(skill: SkillEntry | undefined): number {
  return skill?.category === trivialCategory ? trivialHabit : 1;
}
