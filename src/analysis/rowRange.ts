import type { History } from "../tracker/history";

/** Neighbouring rows: from `first`, inclusive, to `end`, exclusive. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows that started from `fromMs`, inclusive, to `toMs`, exclusive (milliseconds since 1970
 * UTC), found by halving: rows are sorted by start.
 */
export function rowsBetween(history: History, fromMs: number, toMs: number): RowRange {
  const first = firstRowFrom(history, fromMs);
  return { first, end: Math.max(first, firstRowFrom(history, toMs)) };
}

function firstRowFrom({ startedAtMs, length }: History, ms: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((startedAtMs[middle] ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A history of only these rows, with the same dictionaries: views of its columns, not copies. */
export function sliceRows(history: History, { first, end }: RowRange): History {
  return {
    ...history,
    length: end - first,
    skill: history.skill.subarray(first, end),
    startedAtMs: history.startedAtMs.subarray(first, end),
    durationMs: history.durationMs.subarray(first, end),
    outcome: history.outcome.subarray(first, end),
    phase: history.phase.subarray(first, end),
    session: history.session.subarray(first, end),
    author: history.author.subarray(first, end),
    background: history.background.subarray(first, end),
    query: history.query.subarray(first, end),
    folder: history.folder.subarray(first, end),
    offer: history.offer.subarray(first, end),
    selectionRank: history.selectionRank.subarray(first, end),
    refused: history.refused.subarray(first, end),
  };
}

/** The row of each skill's first run; `length` for a skill that never ran. */
export function firstRows({ length, skill, skills }: History): Int32Array {
  const first = new Int32Array(skills.length).fill(length);
  let missing = skills.length;
  for (let row = 0; row < length && missing > 0; row++) {
    const index = skill[row] ?? 0;
    if (first[index] !== length) continue;
    first[index] = row;
    missing--;
  }
  return first;
}
