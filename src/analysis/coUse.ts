import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { groupValues } from "./groups";
import { compareText } from "./ranking";

/** Which skills were used in the same sessions, for the most used ones. */
export interface CoUse {
  /** Indices into `history.skills`, in the order of their keys. Places in it number the rest. */
  readonly skills: Int32Array;
  /** Sessions with any skill at all. */
  readonly sessions: number;
  /** Sessions that hold each. */
  readonly having: Uint32Array;
  /** Sessions that hold both, at `one * skills.length + other`, both ways round. */
  readonly together: Uint32Array;
  /** The row of the first run of each. */
  readonly firstRow: Int32Array;
  /** Of each session the places of those it holds, each once. */
  of(session: number): Int32Array;
}

/**
 * Counts sessions, in which a skill counts once however often it ran. Hidden skills and those used
 * in fewer than `minSessions` sessions are left out; of more than `most` the ones used in most.
 */
export function coUse(
  history: History,
  { minSessions, most }: { readonly minSessions: number; readonly most: number },
): CoUse {
  const { distinct, ends, having, firstRow, sessions } = distinctSkills(history);
  const places = new Int32Array(history.skills.length).fill(-1);
  const keys = history.skills.map(skillKey);
  const byKey = (one: number, other: number): number =>
    compareText(keys[one] ?? "", keys[other] ?? "");
  const skills = Int32Array.from(
    history.skills
      .flatMap(({ hidden }, skill) =>
        hidden || (having[skill] ?? 0) < Math.max(1, minSessions) ? [] : [skill],
      )
      .sort((one, other) => (having[other] ?? 0) - (having[one] ?? 0) || byKey(one, other))
      .slice(0, most)
      .sort(byKey),
  );
  skills.forEach((skill, place) => (places[skill] = place));
  const held = new Int32Array(distinct.length);
  const heldEnds = new Int32Array(ends.length);
  const together = new Uint32Array(skills.length ** 2);
  let end = 0;
  for (let session = 0; session + 1 < ends.length; session++) {
    const start = end;
    for (let at = ends[session] ?? 0; at < (ends[session + 1] ?? 0); at++) {
      const one = places[distinct[at] ?? 0] ?? -1;
      if (one < 0) continue;
      for (let before = start; before < end; before++) {
        const other = held[before] ?? 0;
        const cell = Math.min(one, other) * skills.length + Math.max(one, other);
        together[cell] = (together[cell] ?? 0) + 1;
      }
      held[end++] = one;
    }
    heldEnds[session + 1] = end;
  }
  mirror(together, skills.length);
  return {
    ...{ skills, sessions, together },
    having: Uint32Array.from(skills, (skill) => having[skill] ?? 0),
    firstRow: Int32Array.from(skills, (skill) => firstRow[skill] ?? 0),
    of: (session) => held.subarray(heldEnds[session], heldEnds[session + 1]),
  };
}

/** The different skills of each session, session after session, and what is counted on the way. */
function distinctSkills({ length, skill, session, skills, sessions: names }: History) {
  // Windows run side by side: sessions are mixed in time, and are sorted out by counting.
  const bySession = groupValues(new Float64Array(skill), session, length, names.length);
  const distinct = new Int32Array(length);
  const ends = new Int32Array(names.length + 1);
  const having = new Uint32Array(skills.length);
  const seenIn = new Int32Array(skills.length).fill(-1);
  const firstRow = new Int32Array(skills.length).fill(-1);
  for (let row = length - 1; row >= 0; row--) firstRow[skill[row] ?? 0] = row;
  let sessions = 0;
  let end = 0;
  for (let number = 0; number < names.length; number++) {
    const used = bySession.of(number);
    if (used.length > 0) sessions++;
    for (const one of used) {
      if (seenIn[one] === number) continue;
      seenIn[one] = number;
      having[one] = (having[one] ?? 0) + 1;
      distinct[end++] = one;
    }
    ends[number + 1] = end;
  }
  return { distinct, ends, having, firstRow, sessions };
}

function mirror(cells: Uint32Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      cells[row * size + column] = cells[column * size + row] ?? 0;
    }
  }
}
