import { hash, PairNumbers } from "./pairNumbers";
import type { Stretches } from "./stretches";

/** All sequences of the same number of steps, numbered from 0. */
export interface Sequences {
  /** How many steps each has. */
  readonly steps: number;
  /** The sequence that begins at each step of the stretches; −1 where none that matters does. */
  readonly at: Int32Array;
  /** Each without its last and without its first step: one of those with a step less. */
  readonly head: Int32Array;
  readonly tail: Int32Array;
  /** How often it comes without overlapping itself, counted from the left. */
  readonly count: Int32Array;
  /** In how many sessions. */
  readonly sessions: Int32Array;
  /** The step at which its last counted occurrence begins, and for that step the one before; −1. */
  readonly last: Int32Array;
  readonly previous: Int32Array;
}

export interface SequenceLimits {
  readonly minCount: number;
  readonly minSessions: number;
}

/**
 * Counts sequences of 1, 2, … `longest` neighbouring steps; the first of the list are the single
 * skills, numbered as in the history.
 *
 * A sequence is not counted when one of its parts is too rare: it could not be more frequent than
 * that (Agrawal and Srikant, VLDB 1994), or when all that share its hash are too rare together
 * (Park, Chen and Yu, SIGMOD 1995), which spares a number for what comes once or twice. So each is
 * named by the pair of its head and its tail, exactly.
 */
export function sequencesOf(
  stretches: Stretches,
  skills: number,
  longest: number,
  { minCount, minSessions }: SequenceLimits,
): readonly Sequences[] {
  const none = new Int32Array(0);
  const single = { steps: 1, at: stretches.skill, head: none, tail: none };
  const found = [counted(stretches, single, skills)];
  for (let steps = 2; steps <= longest; steps++) {
    const shorter = found.at(-1);
    if (shorter === undefined) break;
    const isFrequent = Uint8Array.from(shorter.count, (count, sequence) =>
      count >= minCount && (shorter.sessions[sequence] ?? 0) >= minSessions ? 1 : 0,
    );
    const { at, pairs } = joined(stretches, shorter.at, isFrequent, minCount);
    if (pairs.size === 0) break;
    const named = { steps, at, head: pairs.first, tail: pairs.second };
    found.push(counted(stretches, named, pairs.size));
  }
  return found;
}

/** A table of so many sums stays within reach of a processor. */
const sums = 1 << 16;

/** Numbers the pairs of frequent sequences that begin at neighbouring steps of one stretch. */
function joined(
  { length, stretch }: Stretches,
  shorter: Int32Array,
  isFrequent: Uint8Array,
  minCount: number,
): { readonly at: Int32Array; readonly pairs: PairNumbers } {
  const at = new Int32Array(length).fill(-1);
  const sharing = new Int32Array(sums);
  for (let step = 0; step + 1 < length; step++) {
    const head = shorter[step] ?? -1;
    const tail = shorter[step + 1] ?? -1;
    if (isFrequent[head] !== 1 || isFrequent[tail] !== 1) continue;
    if (stretch[step] !== stretch[step + 1]) continue;
    const place = hash(head, tail) & (sums - 1);
    sharing[place] = (sharing[place] ?? 0) + 1;
    at[step] = place;
  }
  const pairs = new PairNumbers();
  for (let step = 0; step + 1 < length; step++) {
    const place = at[step] ?? -1;
    if (place < 0) continue;
    const isRare = (sharing[place] ?? 0) < minCount;
    at[step] = isRare ? -1 : pairs.numberOf(shorter[step] ?? 0, shorter[step + 1] ?? 0);
  }
  return { at, pairs };
}

function counted(
  { length, session }: Stretches,
  named: Pick<Sequences, "steps" | "at" | "head" | "tail">,
  size: number,
): Sequences {
  const { steps, at } = named;
  const count = new Int32Array(size);
  const sessions = new Int32Array(size);
  const last = new Int32Array(size).fill(-1);
  const previous = new Int32Array(length);
  for (let step = 0; step < length; step++) {
    const sequence = at[step] ?? -1;
    if (sequence < 0) continue;
    const before = last[sequence] ?? -1;
    if (before >= 0 && before + steps > step) continue;
    // Steps are in the order of sessions, so a session is new when it is not that of the last one.
    if (before < 0 || session[before] !== session[step]) {
      sessions[sequence] = (sessions[sequence] ?? 0) + 1;
    }
    count[sequence] = (count[sequence] ?? 0) + 1;
    previous[step] = before;
    last[sequence] = step;
  }
  return { ...named, count, sessions, last, previous };
}
