import { PairNumbers } from "./pairNumbers";
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
 * that. So each is named by the pair of its head and its tail, exactly. Source: Agrawal and
 * Srikant, VLDB 1994.
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
    const pairs = new PairNumbers();
    const at = new Int32Array(stretches.length).fill(-1);
    for (let step = 0; step + steps <= stretches.length; step++) {
      const head = shorter.at[step] ?? -1;
      const tail = shorter.at[step + 1] ?? -1;
      if (isFrequent[head] !== 1 || isFrequent[tail] !== 1) continue;
      if (stretches.stretch[step] !== stretches.stretch[step + 1]) continue;
      at[step] = pairs.numberOf(head, tail);
    }
    if (pairs.size === 0) break;
    const named = { steps, at, head: pairs.first, tail: pairs.second };
    found.push(counted(stretches, named, pairs.size));
  }
  return found;
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
