import type { History } from "../tracker/history";
import { isTimed } from "./durations";
import { compareText } from "./ranking";

/** Which steps to look at; 1 or 0 for each row. */
export interface StepScope {
  /** Both runs must be in it. What is not still stands between those that are. */
  readonly scope: Uint8Array;
  /** At least one of the two must be in it; shares stay those of the whole scope. */
  readonly focus: Uint8Array;
}

/** From one node, a skill or a phase, to another one. */
export interface Pair {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The steps of a history as columns. */
export interface Steps {
  /** Most frequent first, then by the names of `from` and `to`. */
  readonly pairs: readonly Pair[];
  /** The pair of the step that arrives at each row, an index into `pairs`; −1 where none does. */
  readonly pairOf: Int32Array;
  /** From the end of the run before to the start of this one, milliseconds ≥ 0. */
  readonly gapMs: Float64Array;
  /** Steps in scope that leave each node. */
  readonly leaving: Uint32Array;
}

/**
 * Finds the steps between different nodes inside one session, in one walk over the rows. A row
 * without a node is passed over: it neither makes nor breaks a step.
 *
 * Runs that overlap have a gap of 0. A background run is followed from its start: nobody waits for
 * its end.
 *
 * @param nodeOf the node of each row, an index into `names`; −1 for none.
 * @param limit at most this many pairs; steps of the others have `pairOf` −1.
 */
export function stepsBetween(
  history: History,
  nodeOf: Int32Array | Int16Array,
  names: readonly string[],
  { scope, focus }: StepScope,
  limit: number,
): Steps {
  const { length, session: sessionOf, startedAtMs } = history;
  const lastRow = new Int32Array(history.sessions.length).fill(-1);
  const found = new PairCounter(names.length);
  const pairOf = new Int32Array(length).fill(-1);
  const gapMs = new Float64Array(length);
  const leaving = new Uint32Array(names.length);
  for (let row = 0; row < length; row++) {
    const to = nodeOf[row] ?? -1;
    if (to < 0) continue;
    const session = sessionOf[row] ?? 0;
    const before = lastRow[session] ?? -1;
    lastRow[session] = row;
    if (before < 0 || scope[before] !== 1 || scope[row] !== 1) continue;
    const from = nodeOf[before] ?? -1;
    if (from === to) continue;
    leaving[from] = (leaving[from] ?? 0) + 1;
    if (focus[before] !== 1 && focus[row] !== 1) continue;
    pairOf[row] = found.add(from, to);
    gapMs[row] = Math.max(0, (startedAtMs[row] ?? 0) - endMs(history, before));
  }
  const { pairs, rankOf } = found.mostFrequent(names, limit);
  for (let row = 0; row < length; row++) {
    const pair = pairOf[row] ?? -1;
    if (pair >= 0) pairOf[row] = rankOf[pair] ?? -1;
  }
  return { pairs, pairOf, gapMs, leaving };
}

function endMs(history: History, row: number): number {
  const startedAtMs = history.startedAtMs[row] ?? 0;
  return isTimed(history, row) ? startedAtMs + (history.durationMs[row] ?? 0) : startedAtMs;
}

/** With more nodes a table of all pairs would be too large, and few of them ever meet. */
const mostNodesInTable = 1000;

interface Numbers {
  get(at: number): number | undefined;
  set(at: number, value: number): unknown;
}

/** Numbers pairs as they appear and counts them. */
class PairCounter {
  private readonly numbers: Numbers;
  private readonly codes: number[] = [];
  private readonly counts: number[] = [];

  constructor(private readonly nodes: number) {
    this.numbers = nodes > mostNodesInTable ? new Map() : new NumberTable(nodes * nodes);
  }

  add(from: number, to: number): number {
    const code = from * this.nodes + to;
    let pair = this.numbers.get(code);
    if (pair === undefined) {
      pair = this.codes.push(code) - 1;
      this.counts.push(0);
      this.numbers.set(code, pair);
    }
    this.counts[pair] = (this.counts[pair] ?? 0) + 1;
    return pair;
  }

  /** The `limit` greatest pairs, and the place of each numbered pair among them or −1. */
  mostFrequent(
    names: readonly string[],
    limit: number,
  ): { readonly pairs: readonly Pair[]; readonly rankOf: Int32Array } {
    // Pairs that cannot be listed are dropped by count first: comparing names is what costs.
    const least = Uint32Array.from(this.counts).sort().at(-limit) ?? 0;
    const nameOf = (node: number): string => names[node] ?? "";
    const listed = this.counts
      .flatMap((count, number) => {
        if (count < least) return [];
        const code = this.codes[number] ?? 0;
        return [{ number, from: Math.floor(code / this.nodes), to: code % this.nodes, count }];
      })
      .sort(
        (one, other) =>
          other.count - one.count ||
          compareText(nameOf(one.from), nameOf(other.from)) ||
          compareText(nameOf(one.to), nameOf(other.to)),
      )
      .slice(0, limit);
    const rankOf = new Int32Array(this.counts.length).fill(-1);
    listed.forEach(({ number }, rank) => (rankOf[number] = rank));
    return { pairs: listed.map(({ from, to, count }) => ({ from, to, count })), rankOf };
  }
}

/** A map of the numbers below `size`, ten times as fast as a `Map`. */
class NumberTable implements Numbers {
  /** One more than the value; 0 = none. */
  private readonly places: Int32Array;

  constructor(size: number) {
    this.places = new Int32Array(size);
  }

  get(at: number): number | undefined {
    const place = this.places[at] ?? 0;
    return place === 0 ? undefined : place - 1;
  }

  set(at: number, value: number): void {
    this.places[at] = value + 1;
  }
}
