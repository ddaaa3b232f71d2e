import type { History } from "../tracker/history";
import { isFinished, outcomeCode } from "./outcomes";
import type { FinishedRuns } from "./rateTest";
import type { RowRange } from "./rowRange";

/** Runs by window and skill, counted in one walk over the rows of the windows. */
export class WindowCounts {
  /** All columns skill by skill, and within a skill window by window. */
  private readonly all: Float64Array;
  private readonly ended: Uint32Array;
  private readonly completed: Uint32Array;
  private readonly known: (FinishedRuns | undefined)[];

  constructor(
    history: History,
    private readonly windows: readonly RowRange[],
  ) {
    const cells = windows.length * history.skills.length;
    this.all = new Float64Array(cells);
    this.ended = new Uint32Array(cells);
    this.completed = new Uint32Array(cells);
    this.known = new Array<FinishedRuns | undefined>(cells);
    windows.forEach(({ first, end }, window) => {
      for (let row = first; row < end; row++) {
        const cell = this.cell(window, history.skill[row] ?? 0);
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
    return this.all[this.cell(window, skill)] ?? 0;
  }

  /** The same for `count` windows from `window` on: a view, not to be written to. */
  runsFrom(window: number, count: number, skill: number): Float64Array {
    const first = this.cell(window, skill);
    return this.all.subarray(first, first + count);
  }

  finished(window: number, skill: number): FinishedRuns {
    const cell = this.cell(window, skill);
    // Each is asked for many times: neighbouring days are judged by mostly the same ones.
    return (this.known[cell] ??= {
      finished: this.ended[cell] ?? 0,
      completed: this.completed[cell] ?? 0,
    });
  }

  private cell(window: number, skill: number): number {
    return skill * this.windows.length + window;
  }
}
