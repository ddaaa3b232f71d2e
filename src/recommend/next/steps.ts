import type { NextContext, NextEvent } from "./event";
import { gapBucket } from "./buckets";
import { grownInts, roomFor } from "./growth";

/** After a longer pause a new stretch of work begins, as in a new session. */
export const longestPauseMs = 30 * 60_000;
/** The symbol of a stretch's beginning; that of a skill is its number plus 1. */
export const startSymbol = 0;

/** Where a session stands. */
export interface Place {
  /** The step that came last in this stretch of work; −1 at its beginning. */
  readonly at: number;
  /** Milliseconds since that step's session did anything; infinite where it never did. */
  readonly gapMs: number;
}

/**
 * All runs in the order in which they came, linked to the one before and after in their stretch of
 * work, and to the one before with the same symbol: so whatever followed a context can be looked up
 * without any counts being kept. Each stretch begins with a step of its own.
 */
export class Steps {
  length = 0;
  symbol: Int32Array = new Int32Array(0);
  /** The step before and after in the same stretch; −1 for none. */
  previous: Int32Array = new Int32Array(0);
  next: Int32Array = new Int32Array(0);
  /** The newest step before with the same symbol; −1 for none. */
  earlier: Int32Array = new Int32Array(0);
  /** Runs since the stretch began; 0 for its beginning. */
  position: Int32Array = new Int32Array(0);
  /** What was known before the run: phase, whether the one before had failed (1), pause. */
  phase: Int32Array = new Int32Array(0);
  afterFailure: Int32Array = new Int32Array(0);
  gap: Int32Array = new Int32Array(0);
  private newestOf: Int32Array = new Int32Array(0);
  private newestIn: Int32Array = new Int32Array(0);
  private readonly lastMs: number[] = [];

  /** The newest step with a symbol, −1 for none. */
  newest(symbol: number): number {
    return this.newestOf[symbol] ?? -1;
  }

  place({ session, nowMs }: NextContext): Place {
    const newest = this.newestIn[session] ?? -1;
    if (newest < 0) return { at: -1, gapMs: Number.POSITIVE_INFINITY };
    const gapMs = nowMs - (this.lastMs[session] ?? Number.NaN);
    return { at: gapMs > longestPauseMs ? -1 : newest, gapMs };
  }

  append(event: NextEvent): void {
    const { at, gapMs } = this.place(event);
    const before = at < 0 ? this.push(startSymbol, -1) : at;
    const step = this.push(event.skill + 1, before);
    this.phase[step] = event.phase;
    this.afterFailure[step] = event.afterFailure ? 1 : 0;
    this.gap[step] = gapBucket(gapMs);
    if (event.session >= this.newestIn.length) {
      const room = roomFor(event.session, this.newestIn.length);
      this.newestIn = grownInts(this.newestIn, room, -1);
    }
    this.newestIn[event.session] = step;
    this.lastMs[event.session] = event.nowMs;
  }

  private push(symbol: number, previous: number): number {
    const step = this.length++;
    if (step >= this.symbol.length) this.grow(roomFor(step, step));
    if (symbol >= this.newestOf.length) {
      this.newestOf = grownInts(this.newestOf, roomFor(symbol, this.newestOf.length), -1);
    }
    this.symbol[step] = symbol;
    this.previous[step] = previous;
    this.next[step] = -1;
    if (previous >= 0) this.next[previous] = step;
    this.position[step] = previous < 0 ? 0 : (this.position[previous] ?? 0) + 1;
    this.earlier[step] = this.newest(symbol);
    this.newestOf[symbol] = step;
    return step;
  }

  private grow(room: number): void {
    this.symbol = grownInts(this.symbol, room);
    this.previous = grownInts(this.previous, room);
    this.next = grownInts(this.next, room);
    this.earlier = grownInts(this.earlier, room);
    this.position = grownInts(this.position, room);
    this.phase = grownInts(this.phase, room);
    this.afterFailure = grownInts(this.afterFailure, room);
    this.gap = grownInts(this.gap, room);
  }
}
