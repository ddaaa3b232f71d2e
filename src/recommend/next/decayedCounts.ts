import { grownFloats, roomFor } from "./growth";

/** Counts are scaled down when the weight of a new one has grown to this. */
const largestWeight = 2 ** 900;

/**
 * How often each value came with each key, where a count halves after `halfLife` further ones.
 * Instead of making old counts smaller at each step, new ones weigh more and more.
 */
export class DecayedCounts {
  /** What one count made now weighs; counts are in this unit. */
  unit = 1;
  private readonly growth: number;
  private readonly rows = new Map<number, Float64Array>();
  private readonly totals = new Map<number, number>();

  /** @param halfLife in calls of `tick`. */
  constructor(halfLife: number) {
    this.growth = 2 ** (1 / halfLife);
  }

  /** The counts of a key by value; shorter than the values where the last ones never came. */
  row(key: number): Float64Array | undefined {
    return this.rows.get(key);
  }

  total(key: number): number {
    return this.totals.get(key) ?? 0;
  }

  /** @param share the part of a count this is worth, 0–1. */
  add(key: number, value: number, share = 1): void {
    let row = this.rows.get(key);
    if (row === undefined || value >= row.length) {
      row = grownFloats(row ?? new Float64Array(0), roomFor(value, row?.length ?? 0));
      this.rows.set(key, row);
    }
    const weight = share * this.unit;
    row[value] = (row[value] ?? 0) + weight;
    this.totals.set(key, this.total(key) + weight);
  }

  /** Makes everything one step older. */
  tick(): void {
    this.unit *= this.growth;
    if (this.unit < largestWeight) return;
    for (const row of this.rows.values()) {
      for (let value = 0; value < row.length; value++) row[value] = (row[value] ?? 0) / this.unit;
    }
    for (const [key, total] of this.totals) this.totals.set(key, total / this.unit);
    this.unit = 1;
  }
}
