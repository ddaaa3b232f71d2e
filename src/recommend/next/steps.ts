import { gapBucket } from "./buckets";
import type { NextContext, NextEvent } from "./event";
import { grownInts, roomFor } from "./growth";

/** After a longer pause a new stretch of work begins, as in a new session. */
export const longestPauseMs = 30 * 60_000;
/** The symbol of a stretch's beginning; that of a skill is its number plus 1. */
export const startSymbol = 0;

/** Where a session stands. */
export interface Place {
  /** The step that came last in this stretch of work; −1 at its beginning. */
  readonly at: number;
  /** Runs in this stretch so far. */
  readonly position: number;
  /** Milliseconds since that session did anything; infinite where it never did. */
  readonly gapMs: number;
}

/** What is kept of each session that ran something. */
interface Session {
  last: number;
  position: number;
  lastMs: number;
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
  /** What was known before the run, as `situationOf` packs it. */
  situation: Int32Array = new Int32Array(0);
  private newestOf: Int32Array = new Int32Array(0);
  private readonly sessions: (Session | undefined)[] = [];

  /** The newest step with a symbol, −1 for none. */
  newest(symbol: number): number {
    return this.newestOf[symbol] ?? -1;
  }

  place({ session, nowMs }: NextContext): Place {
    const known = this.sessions[session];
    if (known === undefined) return { at: -1, position: 0, gapMs: Number.POSITIVE_INFINITY };
    const gapMs = nowMs - known.lastMs;
    if (gapMs > longestPauseMs) return { at: -1, position: 0, gapMs };
    return { at: known.last, position: known.position, gapMs };
  }

  /** @param place where the event's session stands. */
  append(event: NextEvent, { at, position, gapMs }: Place): void {
    const before = at < 0 ? this.push(startSymbol, -1) : at;
    const last = this.push(event.skill + 1, before);
    this.situation[last] = situationOf(event, gapMs);
    const session = this.sessionOf(event.session);
    session.last = last;
    session.position = position + 1;
    session.lastMs = event.nowMs;
  }

  private sessionOf(number: number): Session {
    const known = this.sessions[number];
    if (known !== undefined) return known;
    while (this.sessions.length <= number) this.sessions.push(undefined);
    const session = { last: -1, position: 0, lastMs: Number.NaN };
    this.sessions[number] = session;
    return session;
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
    this.earlier[step] = this.newest(symbol);
    this.newestOf[symbol] = step;
    return step;
  }

  private grow(room: number): void {
    this.symbol = grownInts(this.symbol, room);
    this.previous = grownInts(this.previous, room);
    this.next = grownInts(this.next, room);
    this.earlier = grownInts(this.earlier, room);
    this.situation = grownInts(this.situation, room);
  }
}

/** Phase, pause and whether the run before had failed, in one number. */
export function situationOf({ phase, afterFailure }: NextContext, gapMs: number): number {
  return ((phase + 1) << 5) | ((gapBucket(gapMs) + 1) << 1) | (afterFailure ? 1 : 0);
}

export function phaseIn(situation: number): number {
  return (situation >> 5) - 1;
}

/** The class of the pause; −1 where it is not known. */
export function pauseIn(situation: number): number {
  return ((situation >> 1) & 15) - 1;
}

export function isAfterFailure(situation: number): boolean {
  return (situation & 1) === 1;
}
