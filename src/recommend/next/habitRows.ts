import type { History } from "../../tracker/history";
import { habitTest, isOfAgents } from "../habits";
import { NewestRow } from "../newestRow";

/**
 * The rows of a history that show a habit, in the foreground.
 *
 * Rows of agents come in late, between others. They move the user's rows and change nothing else,
 * so habits are counted by their place among each other.
 */
export class HabitRows {
  private rows: number[] = [];
  private readonly newest = new NewestRow();
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
    const { newest } = this;
    const isFirstOfUser = this.isOfAgents && !isOfAgents(history, newest.seen);
    if (isFirstOfUser || !newest.holds(history)) {
      newest.forget();
      this.rows = [];
      this.isOfAgents = isOfAgents(history);
    }
    const isHabit = habitTest(history);
    for (let row = newest.seen; row < history.length; row++) {
      if (isHabit(row) && history.background[row] !== 1) this.rows.push(row);
    }
    newest.remember(history);
  }
}
