import type { History } from "../../tracker/history";
import { habitTest, isOfAgents } from "../habits";

/**
 * The rows of a history that show a habit, in the foreground.
 *
 * Rows of agents come in late, between others. They move the user's rows and change nothing else,
 * so habits are counted by their place among each other.
 */
export class HabitRows {
  private rows: number[] = [];
  private scanned = 0;
  private newestMs = Number.NaN;
  private newestSkill = -1;
  private isOfAgents = true;

  /** How many there are. */
  get length(): number {
    return this.rows.length;
  }

  /** @returns the row of the habit at a place; −1 for none. */
  rowAt(place: number): number {
    return this.rows[place] ?? -1;
  }

  /** @returns the place of the first habit that is not before `row`. */
  placeOf(row: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Looks at what is new; at everything where rows came in between, or the user ran a first thing. */
  update(history: History): void {
    const isFirstOfUser = this.isOfAgents && !isOfAgents(history, this.scanned);
    if (isFirstOfUser || !this.holds(history)) {
      this.scanned = 0;
      this.rows = [];
      this.isOfAgents = isOfAgents(history);
    }
    const isHabit = habitTest(history);
    for (let row = this.scanned; row < history.length; row++) {
      if (isHabit(row) && history.background[row] !== 1) this.rows.push(row);
    }
    this.scanned = history.length;
    this.newestMs = history.startedAtMs[history.length - 1] ?? Number.NaN;
    this.newestSkill = history.skill[history.length - 1] ?? -1;
  }

  /** Whether the newest row seen is where it was: one that comes or goes before it moves it. */
  private holds(history: History): boolean {
    const newest = this.scanned - 1;
    if (newest < 0) return true;
    return (
      newest < history.length &&
      history.startedAtMs[newest] === this.newestMs &&
      history.skill[newest] === this.newestSkill
    );
  }
}
