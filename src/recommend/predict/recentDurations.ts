import { mostDurations } from "./orderInterval";

/**
 * The newest known durations of each skill, milliseconds, at most `mostDurations` of each.
 *
 * A skill's are sorted once somebody asks for them, and kept so from then on.
 */
export class RecentDurations {
  /** Where those of a skill begin in both columns, and where those of the next do. */
  private readonly from: Int32Array;
  /** In the order they came, the newest in place of the oldest. */
  private readonly rings: Float64Array;
  private readonly sorted: Float64Array;
  private readonly isSorted: Uint8Array;
  /** How many ever came. */
  private readonly added: Uint32Array;

  /** @param counts how many durations each skill will have at most. */
  constructor(counts: Uint32Array) {
    const skills = counts.length;
    this.from = new Int32Array(skills + 1);
    counts.forEach((count, skill) => {
      this.from[skill + 1] = (this.from[skill] ?? 0) + Math.min(mostDurations, count);
    });
    this.rings = new Float64Array(this.from[skills] ?? 0);
    this.sorted = new Float64Array(this.rings.length);
    this.isSorted = new Uint8Array(skills);
    this.added = new Uint32Array(skills);
  }

  add(skill: number, ms: number): void {
    const added = this.added[skill] ?? 0;
    const place = this.placeOf(skill, added);
    if (this.isSorted[skill] === 1) this.sortIn(skill, ms, this.rings[place] ?? NaN);
    this.rings[place] = ms;
    this.added[skill] = added + 1;
  }

  /** The newest one; undefined before the first. */
  last(skill: number): number | undefined {
    const added = this.added[skill] ?? 0;
    return added === 0 ? undefined : this.rings[this.placeOf(skill, added - 1)];
  }

  /** Shortest first; good until the next one is added. */
  of(skill: number): Float64Array {
    const from = this.from[skill] ?? 0;
    const end = from + this.sizeOf(skill);
    const sorted = this.sorted.subarray(from, end);
    if (this.isSorted[skill] === 0) {
      sorted.set(this.rings.subarray(from, end));
      sorted.sort();
      this.isSorted[skill] = 1;
    }
    return sorted;
  }

  /** Puts a duration among the sorted ones, where there is no more room in place of the oldest. */
  private sortIn(skill: number, ms: number, oldest: number): void {
    const { sorted } = this;
    const from = this.from[skill] ?? 0;
    const size = this.sizeOf(skill);
    const isFull = size === (this.from[skill + 1] ?? 0) - from;
    const end = from + size;
    let at = isFull ? sorted.indexOf(oldest, from) : end;
    for (; at > from && (sorted[at - 1] ?? 0) > ms; at--) sorted[at] = sorted[at - 1] ?? 0;
    for (; at + 1 < end && (sorted[at + 1] ?? 0) < ms; at++) sorted[at] = sorted[at + 1] ?? 0;
    sorted[at] = ms;
  }

  private sizeOf(skill: number): number {
    const room = (this.from[skill + 1] ?? 0) - (this.from[skill] ?? 0);
    return Math.min(room, this.added[skill] ?? 0);
  }

  private placeOf(skill: number, at: number): number {
    const from = this.from[skill] ?? 0;
    return from + (at % ((this.from[skill + 1] ?? 0) - from));
  }
}
