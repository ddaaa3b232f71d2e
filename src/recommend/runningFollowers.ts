import { outcomeCode } from "../analysis/outcomes";
import type { History } from "../tracker/history";
import { countNext, noFollowers, type Followers, type RecentSteps } from "./followers";
import { habitTest, isOfAgents } from "./habits";
import { NewestRow } from "./newestRow";

/**
 * What `followers` says of a history that grows. It remembers which habits follow each other, so only
 * the runs of the last skill are looked at.
 */
export class RunningFollowers {
  private readonly newest = new NewestRow();
  private isOfAgents = false;
  /** The habit before each one in its session, and the one after it, by row; −1 for none. */
  private readonly before: number[] = [];
  private readonly after: number[] = [];
  /** The newest habit of each session, by session. */
  private readonly lastOf: number[] = [];

  /** As for `followers`. */
  of(history: History, { last, beforeLast }: RecentSteps): Followers {
    this.update(history);
    const found = noFollowers(history.skills.length);
    if (last < 0) return found;
    const { outcome } = history;
    const skillOf = history.skill.subarray(0, history.length);
    const next = (from: number): number => skillOf.indexOf(last, from);
    for (let row = next(0); row >= 0; row = next(row + 1)) {
      const after = this.after[row] ?? -1;
      if (after < 0) continue;
      const skill = skillOf[after] ?? 0;
      countNext(found.afterLast, skill);
      const before = this.before[row] ?? -1;
      if (beforeLast >= 0 && skillOf[before] === beforeLast) countNext(found.afterLastTwo, skill);
      if (outcome[row] === outcomeCode.failed) countNext(found.afterFailure, skill);
    }
    return found;
  }

  private update(history: History): void {
    const { newest, before, after, lastOf } = this;
    const ofAgents = isOfAgents(history);
    if (!newest.holds(history) || ofAgents !== this.isOfAgents) {
      newest.forget();
      lastOf.length = 0;
    }
    before.length = newest.seen;
    after.length = newest.seen;
    const isHabit = habitTest(history);
    const { session: sessionOf, length } = history;
    for (let row = newest.seen; row < length; row++) {
      const session = sessionOf[row] ?? 0;
      const last = isHabit(row) ? (lastOf[session] ?? -1) : -1;
      before.push(last);
      after.push(-1);
      if (last >= 0) after[last] = row;
      if (isHabit(row)) lastOf[session] = row;
    }
    newest.remember(history);
    this.isOfAgents = ofAgents;
  }
}
