import type { History } from "../tracker/history";
import { isTypical } from "./durations";
import type { DayDurations } from "./durationTest";
import { groupValues, type Groups } from "./groups";
import { median } from "./quantiles";
import type { RowRange } from "./rowRange";

/** Durations of typical runs by window and skill, sorted out in one walk over the windows. */
export class WindowDurations {
  private readonly groups: Groups;
  private readonly known = new Map<number, DayDurations>();

  constructor(
    history: History,
    private readonly windows: readonly RowRange[],
  ) {
    const capacity = windows.reduce((sum, { first, end }) => sum + end - first, 0);
    const values = new Float64Array(capacity);
    const cells = new Int32Array(capacity);
    let length = 0;
    windows.forEach(({ first, end }, window) => {
      for (let row = first; row < end; row++) {
        if (!isTypical(history, row)) continue;
        values[length] = history.durationMs[row] ?? 0;
        cells[length++] = this.cell(window, history.skill[row] ?? 0);
      }
    });
    this.groups = groupValues(values, cells, length, windows.length * history.skills.length);
  }

  /** How many typical runs of a skill a window holds. */
  runs(window: number, skill: number): number {
    return this.groups.of(this.cell(window, skill)).length;
  }

  /** Undefined where the window holds no typical run of the skill. */
  of(window: number, skill: number): DayDurations | undefined {
    const cell = this.cell(window, skill);
    const known = this.known.get(cell);
    if (known !== undefined) return known;
    const runs = this.groups.of(cell);
    const middle = median(runs);
    if (middle === undefined) return undefined;
    const durations = { runs, median: middle };
    this.known.set(cell, durations);
    return durations;
  }

  private cell(window: number, skill: number): number {
    return skill * this.windows.length + window;
  }
}
