import type { History } from "../tracker/history";
import { isTypical } from "./durations";
import { logDuration, type DayDurations } from "./durationTest";
import { groupValues, type Groups } from "./groups";
import { median } from "./quantiles";
import type { RowRange } from "./rowRange";

/** Durations of typical runs by window and skill, sorted out in one walk over the windows. */
export class WindowDurations {
  private readonly groups: Groups;
  private readonly counts: Uint32Array;
  private readonly known: (DayDurations | undefined)[];

  constructor(
    history: History,
    private readonly windows: readonly RowRange[],
  ) {
    const capacity = windows.reduce((sum, { first, end }) => sum + end - first, 0);
    const cells = windows.length * history.skills.length;
    const values = new Float64Array(capacity);
    const cellOf = new Int32Array(capacity);
    this.counts = new Uint32Array(cells);
    this.known = new Array<DayDurations | undefined>(cells);
    let length = 0;
    windows.forEach(({ first, end }, window) => {
      for (let row = first; row < end; row++) {
        if (!isTypical(history, row)) continue;
        const cell = this.cell(window, history.skill[row] ?? 0);
        this.counts[cell] = (this.counts[cell] ?? 0) + 1;
        values[length] = history.durationMs[row] ?? 0;
        cellOf[length++] = cell;
      }
    });
    this.groups = groupValues(values, cellOf, length, cells);
  }

  /** How many typical runs of a skill a window holds. */
  runs(window: number, skill: number): number {
    return this.counts[this.cell(window, skill)] ?? 0;
  }

  /** Undefined where the window holds no typical run of the skill. */
  of(window: number, skill: number): DayDurations | undefined {
    const cell = this.cell(window, skill);
    if (this.counts[cell] === 0) return undefined;
    return (this.known[cell] ??= this.measure(cell));
  }

  private measure(cell: number): DayDurations {
    const runs = this.groups.of(cell);
    const middle = median(runs) ?? NaN;
    return { runs, median: middle, level: logDuration(middle) };
  }

  private cell(window: number, skill: number): number {
    return skill * this.windows.length + window;
  }
}
