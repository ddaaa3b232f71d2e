import type { History } from "../tracker/history";
import { isFinished, outcomeCode } from "./outcomes";
import type { FinishedRuns } from "./rateTest";
import type { RowRange } from "./rowRange";

/** Runs by window and skill, counted in one walk over the rows of the windows. */
export class WindowCounts {
  private readonly skills: number;
  private readonly all: Uint32Array;
  private readonly ended: Uint32Array;
  private readonly completed: Uint32Array;

  constructor(
    history: History,
    private readonly windows: readonly RowRange[],
  ) {
    this.skills = history.skills.length;
    const cells = windows.length * this.skills;
    this.all = new Uint32Array(cells);
    this.ended = new Uint32Array(cells);
    this.completed = new Uint32Array(cells);
    windows.forEach(({ first, end }, window) => {
      for (let row = first; row < end; row++) {
        const cell = window * this.skills + (history.skill[row] ?? 0);
        const outcome = history.outcome[row] ?? 0;
        this.all[cell] = (this.all[cell] ?? 0) + 1;
        if (!isFinished(outcome)) continue;
        this.ended[cell] = (this.ended[cell] ?? 0) + 1;
        if (outcome !== outcomeCode.completed) continue;
        this.completed[cell] = (this.completed[cell] ?? 0) + 1;
      }
    });
  }

  /** All runs of a window. */
  total(window: number): number {
    const { first, end } = this.windows[window] ?? { first: 0, end: 0 };
    return end - first;
  }

  /** Runs of a skill, whatever became of them. */
  runs(window: number, skill: number): number {
    return this.all[window * this.skills + skill] ?? 0;
  }

  finished(window: number, skill: number): FinishedRuns {
    const cell = window * this.skills + skill;
    return { finished: this.ended[cell] ?? 0, completed: this.completed[cell] ?? 0 };
  }
}
