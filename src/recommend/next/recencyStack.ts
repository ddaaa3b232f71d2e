import { DecayedCounts } from "./decayedCounts";
import { grownInts, roomFor } from "./growth";

/** Depths 0–11 are told apart; deeper ones fall into twelve classes that widen by √2. */
const exactDepths = 12;
const depthClasses = 24;
/** From here on all depths are one class. */
const endlessDepth = 190;
/** What came before is told apart by how deep it lay: 0, 1, 2, 3–5, deeper, or new. */
const newClass = 5;
const anyClass = 6;
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
  private previousClass = newClass;
  /** Depths by the class of the run before, and, as one class more, after any run. */
  private readonly depths = new DecayedCounts(halfLife);
  private readonly logShares = new Float64Array(depthClasses);

  /** The skills seen, last used first; valid until the next call. */
  skills(): Int32Array {
    return this.order.subarray(0, this.size);
  }

  /**
   * ln of the share of runs that reached to one place of each depth class, after a run of the same
   * kind as the last. Before anything is seen it falls with the depth. Valid until the next call.
   */
  logShareByClass(): Float64Array {
    const { depths, logShares } = this;
    const { unit } = depths;
    const all = depths.row(anyClass);
    const after = depths.row(this.previousClass);
    const totalAfter = depths.total(this.previousClass) / unit;
    const total = depths.total(anyClass) / unit + totalExpected;
    for (let depth = 0; depth < depthClasses; depth++) {
      const share = ((all[depth] ?? 0) / unit + expected(depth)) / total;
      const seen = (after[depth] ?? 0) / unit + backOff * share;
      logShares[depth] = Math.log(seen / (totalAfter + backOff) / widthOf(depth));
    }
    return logShares;
  }

  /** Puts a skill on top. */
  use(skill: number): void {
    if (this.size === this.order.length) {
      this.order = grownInts(this.order, roomFor(this.size, this.order.length));
    }
    const { order, size } = this;
    // Each skill above it moves down by one, until its own place, or a new one, is filled.
    let depth = 0;
    let moved = order[0] ?? -1;
    order[0] = skill;
    while (depth < size && moved !== skill) {
      const below = order[++depth] ?? -1;
      order[depth] = moved;
      moved = below;
    }
    const isNew = depth === size;
    if (isNew) {
      this.size++;
    } else {
      this.depths.add(anyClass, depthClass(depth));
      this.depths.add(this.previousClass, depthClass(depth));
    }
    this.depths.tick();
    this.previousClass = isNew ? newClass : depth < 3 ? depth : depth < 6 ? 3 : 4;
  }
}

/** The class a depth from 0 falls into. */
export function depthClass(depth: number): number {
  if (depth < exactDepths) return depth;
  if (depth >= endlessDepth) return depthClasses - 1;
  const wider = Math.floor(2 * Math.log2((depth - 8) / 4));
  return exactDepths + wider;
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

const totalExpected = Array.from({ length: depthClasses }, (_, depth) => expected(depth)).reduce(
  (sum, one) => sum + one,
);
