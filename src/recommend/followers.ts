import { outcomeCode } from "../analysis/outcomes";
import type { History } from "../tracker/history";
import { habitTest } from "./habits";

/** The newest runs of the session, as far as they matter to what comes next. */
export interface RecentSteps {
  /** Row of the newest run; −1 in a session without any. */
  readonly lastRow: number;
  /** Its skill, and that of the run before it; −1 for none. */
  readonly last: number;
  readonly beforeLast: number;
  readonly lastFailed: boolean;
}

/** How often each skill came next in a situation, out of `total` times it was left. */
export interface NextCounts {
  readonly counts: Uint32Array;
  total: number;
}

/** What followed in earlier situations like this one. Only runs of one session follow each other. */
export interface Followers {
  /** After the last skill. */
  readonly afterLast: NextCounts;
  /** After the last two skills in this order. */
  readonly afterLastTwo: NextCounts;
  /** After a failure of the last skill. */
  readonly afterFailure: NextCounts;
}

/** The last two runs of a session that are habits; see `habitTest`. */
export function recentSteps(history: History, session: number): RecentSteps {
  const isHabit = habitTest(history);
  let lastRow = -1;
  let beforeLast = -1;
  for (let row = history.length - 1; row >= 0 && session >= 0; row--) {
    if (history.session[row] !== session || !isHabit(row)) continue;
    if (lastRow >= 0) {
      beforeLast = history.skill[row] ?? -1;
      break;
    }
    lastRow = row;
  }
  return {
    lastRow,
    last: lastRow < 0 ? -1 : (history.skill[lastRow] ?? -1),
    beforeLast,
    lastFailed: lastRow >= 0 && history.outcome[lastRow] === outcomeCode.failed,
  };
}

/** Counts, in one pass over the habits, what came after runs like the newest ones. */
export function followers(history: History, { last, beforeLast }: RecentSteps): Followers {
  const found = noFollowers(history.skills.length);
  // The newest row of each session so far, and the skill of the one before it.
  const newest = new Int32Array(history.sessions.length).fill(-1);
  const secondSkill = new Int32Array(history.sessions.length).fill(-1);
  const { length, session: sessionOf, skill: skillOf, outcome } = history;
  const isHabit = habitTest(history);
  for (let row = 0; row < length; row++) {
    if (!isHabit(row)) continue;
    const session = sessionOf[row] ?? 0;
    const skill = skillOf[row] ?? 0;
    const before = newest[session] ?? -1;
    const skillBefore = before < 0 ? -1 : (skillOf[before] ?? -1);
    if (before >= 0 && skillBefore === last) {
      countNext(found.afterLast, skill);
      if (beforeLast >= 0 && secondSkill[session] === beforeLast) {
        countNext(found.afterLastTwo, skill);
      }
      if (outcome[before] === outcomeCode.failed) countNext(found.afterFailure, skill);
    }
    secondSkill[session] = skillBefore;
    newest[session] = row;
  }
  return found;
}

/** Of so many skills. */
export function noFollowers(skills: number): Followers {
  const none = (): NextCounts => ({ counts: new Uint32Array(skills), total: 0 });
  return { afterLast: none(), afterLastTwo: none(), afterFailure: none() };
}

/** One more time that this skill came next. */
export function countNext(next: NextCounts, skill: number): void {
  next.counts[skill] = (next.counts[skill] ?? 0) + 1;
  next.total++;
}
