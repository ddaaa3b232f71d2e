import { grownFloats, grownInts, roomFor } from "./growth";

/** How each skill was used, all runs counting the same. */
export class Uses {
  /** Runs in all. */
  runs = 0;
  /** The largest skill seen, plus 1; numbers below it may not have been seen. */
  size = 0;
  /** Runs of each skill. */
  counts: Int32Array = new Int32Array(0);
  /** The number of its last run, from 0. */
  lastRun: Int32Array = new Int32Array(0);
  lastMs: Float64Array = new Float64Array(0);
  /** The skill that came last in any session; −1 for none. */
  last = -1;

  has(skill: number): boolean {
    return (this.counts[skill] ?? 0) > 0;
  }

  /** Runs since its last one; 0 where it came last. */
  age(skill: number): number {
    return this.runs - 1 - (this.lastRun[skill] ?? 0);
  }

  add(skill: number, atMs: number): void {
    if (skill >= this.counts.length) {
      const room = roomFor(skill, this.counts.length);
      this.counts = grownInts(this.counts, room);
      this.lastRun = grownInts(this.lastRun, room);
      this.lastMs = grownFloats(this.lastMs, room);
    }
    this.size = Math.max(this.size, skill + 1);
    this.counts[skill] = (this.counts[skill] ?? 0) + 1;
    this.lastRun[skill] = this.runs++;
    this.lastMs[skill] = atMs;
    this.last = skill;
  }
}
