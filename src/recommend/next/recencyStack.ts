import { grownInts, roomFor } from "./growth";

/** Depths 0–11 are told apart; deeper ones fall into twelve classes that widen by √2. */
const exactDepths = 12;
const depthClasses = 24;
/** What came before is told apart by how deep it lay: 0, 1, 2, 3–5, deeper, or new. */
const previousClasses = 6;
/** After this many runs a depth that was seen counts half. */
const halfLife = 500;
/** Weight of the depths after anything against those after the same kind of run. */
const backOff = 4;

/**
 * How far back in the list of skills, last used first, people reach (the stack model of Mattson
 * and others, 1970): 0 is the last skill again, 1 the one before it.
 */
export class RecencyStack {
  private order: Int32Array = new Int32Array(0);
  private size = 0;
  private previousClass = previousClasses - 1;
  private readonly counts = new Float64Array(depthClasses);
  private readonly countsAfter = new Float64Array(depthClasses * previousClasses);
  private readonly logShares = new Float64Array(depthClasses);
  private readonly kept = 2 ** (-1 / halfLife);

  /** The skills seen, last used first; valid until the next call. */
  skills(): Int32Array {
    return this.order.subarray(0, this.size);
  }

  /**
   * ln of the share of runs that reached to one place of each depth class, after a run of the same
   * kind as the last. Before anything is seen it falls with the depth. Valid until the next call.
   */
  logShareByClass(): Float64Array {
    const from = this.previousClass * depthClasses;
    let total = 0;
    let totalAfter = 0;
    for (let depth = 0; depth < depthClasses; depth++) {
      total += (this.counts[depth] ?? 0) + expected(depth);
      totalAfter += this.countsAfter[from + depth] ?? 0;
    }
    for (let depth = 0; depth < depthClasses; depth++) {
      const share = ((this.counts[depth] ?? 0) + expected(depth)) / total;
      const after = (this.countsAfter[from + depth] ?? 0) + backOff * share;
      this.logShares[depth] = Math.log(after / (totalAfter + backOff) / widthOf(depth));
    }
    return this.logShares;
  }

  /** Puts a skill on top. */
  use(skill: number): void {
    let depth = 0;
    while (depth < this.size && this.order[depth] !== skill) depth++;
    const isNew = depth === this.size;
    if (isNew && this.size++ === this.order.length) {
      this.order = grownInts(this.order, roomFor(this.size, this.order.length));
    }
    this.order.copyWithin(1, 0, depth);
    this.order[0] = skill;
    if (!isNew) this.count(depthClass(depth));
    this.previousClass = isNew
      ? previousClasses - 1
      : Math.min(depth < 3 ? depth : depth < 6 ? 3 : 4);
  }

  private count(depth: number): void {
    const from = this.previousClass * depthClasses;
    for (let at = 0; at < depthClasses; at++) {
      this.counts[at] = (this.counts[at] ?? 0) * this.kept;
      this.countsAfter[from + at] = (this.countsAfter[from + at] ?? 0) * this.kept;
    }
    this.counts[depth] = (this.counts[depth] ?? 0) + 1;
    this.countsAfter[from + depth] = (this.countsAfter[from + depth] ?? 0) + 1;
  }
}

/** The class a depth from 0 falls into. */
export function depthClass(depth: number): number {
  if (depth < exactDepths) return depth;
  const wider = Math.floor(2 * Math.log2((depth - 8) / 4));
  return Math.min(depthClasses - 1, exactDepths + wider);
}

/** Runs assumed for each class before any is seen. */
function expected(depth: number): number {
  return 0.5 / (depth + 1);
}

/** How many depths a class holds; the last, which has no end, as many as fit in a long list. */
function widthOf(depth: number): number {
  if (depth < exactDepths) return 1;
  return 4 * (2 ** ((depth - exactDepths + 1) / 2) - 2 ** ((depth - exactDepths) / 2));
}
