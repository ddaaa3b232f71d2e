import { grownFloats, roomFor } from "./growth";

/** Counts are scaled down when the weight of a new one has grown to this. */
const largestWeight = 2 ** 900;
const none = new Float64Array(0);

/**
 * How often each value came with each key, where a count halves after `halfLife` further ones. Keys
 * and values are small numbers from 0. Instead of making old counts smaller at each step, new ones
 * weigh more and more.
 */
export class DecayedCounts {
  /** What one count made now weighs; counts are in this unit. */
  unit = 1;
  private readonly growth: number;
  private readonly rows: (Float64Array | undefined)[] = [];
  private totals: Float64Array = none;

  /** @param halfLife in calls of `tick`. */
  constructor(halfLife: number) {
    this.growth = 2 ** (1 / halfLife);
  }

  /** The counts of a key by value; shorter than the values where the last ones never came. */
  row(key: number): Float64Array {
    return this.rows[key] ?? none;
  }

  total(key: number): number {
    return this.totals[key] ?? 0;
  }

  add(key: number, value: number): void {
    let row = this.rows[key] ?? none;
    if (value >= row.length) {
      row = grownFloats(row, roomFor(value, row.length));
      this.keep(key, row);
    }
    row[value] = (row[value] ?? 0) + this.unit;
    this.totals[key] = (this.totals[key] ?? 0) + this.unit;
  }

  /** Makes everything one step older. */
  tick(): void {
    this.unit *= this.growth;
    if (this.unit >= largestWeight) this.scaleDown();
  }

  private keep(key: number, row: Float64Array): void {
    // Keys come in any order: without the ones in between, the list would become a slow one.
    while (this.rows.length <= key) this.rows.push(undefined);
    this.rows[key] = row;
    if (key >= this.totals.length) {
      this.totals = grownFloats(this.totals, roomFor(key, this.totals.length));
    }
  }

  private scaleDown(): void {
    for (const row of [...this.rows, this.totals]) {
      if (row === undefined) continue;
      for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) / this.unit;
    }
    this.unit = 1;
  }
}
