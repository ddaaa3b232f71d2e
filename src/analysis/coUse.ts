import type { History } from "../tracker/history";
import { forEachSession } from "./sessionSkills";

/** Which of some skills were used in the same sessions. */
export interface CoUse {
  /** Indices into `history.skills`, as they were chosen. Places in it number the rest. */
  readonly skills: Int32Array;
  /** Sessions with any skill at all. */
  readonly sessions: number;
  /** Sessions that hold each. */
  readonly having: Uint32Array;
  /** Sessions that hold both, at `one * skills.length + other`; of one with itself, `having`. */
  readonly together: Uint32Array;
}

/**
 * Counts sessions, in which a skill counts once however often it ran. Time grows with the square of
 * what a session holds of the chosen skills.
 *
 * @param choose takes the number of sessions that hold each skill of the history and gives the
 *   indices of those to look at, each once.
 */
export function coUse(history: History, choose: (having: Uint32Array) => readonly number[]): CoUse {
  const having = new Uint32Array(history.skills.length);
  let sessions = 0;
  forEachSession(history, (used) => {
    sessions++;
    for (const skill of used) having[skill] = (having[skill] ?? 0) + 1;
  });
  const skills = Int32Array.from(choose(having));
  const size = skills.length;
  const together = new Uint32Array(size * size);
  forEachPlaces(history, skills, (places) => {
    for (const one of places) {
      for (const other of places) {
        const cell = one * size + other;
        together[cell] = (together[cell] ?? 0) + 1;
      }
    }
  });
  return {
    ...{ skills, sessions, together },
    having: Uint32Array.from(skills, (skill) => having[skill] ?? 0),
  };
}

/**
 * Calls back once for each session that holds anything, with the places of the chosen skills in it,
 * each once, in no particular order. The list is only good during the call.
 */
export function forEachPlaces(
  history: History,
  skills: Int32Array,
  take: (places: Int32Array) => void,
): void {
  const placeOf = new Int32Array(history.skills.length).fill(-1);
  skills.forEach((skill, place) => (placeOf[skill] = place));
  const places = new Int32Array(skills.length);
  forEachSession(history, (used) => {
    let count = 0;
    for (const skill of used) {
      const place = placeOf[skill] ?? -1;
      if (place >= 0) places[count++] = place;
    }
    take(places.subarray(0, count));
  });
}
