import type { History } from "../tracker/history";

/**
 * Calls back once for each session that holds anything, with the skills used in it, each once, in
 * no particular order. The list is only good during the call.
 *
 * Windows run side by side: the rows of a session are mixed with those of others, and are sorted
 * out by counting.
 */
export function forEachSession(history: History, take: (skills: Int32Array) => void): void {
  const { length, skill, session } = history;
  const sessions = history.sessions.length;
  const ends = new Int32Array(sessions + 1);
  for (let row = 0; row < length; row++) {
    const next = (session[row] ?? 0) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let at = 1; at <= sessions; at++) ends[at] = (ends[at] ?? 0) + (ends[at - 1] ?? 0);
  const places = ends.slice();
  const sorted = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const own = session[row] ?? 0;
    const place = places[own] ?? 0;
    sorted[place] = skill[row] ?? 0;
    places[own] = place + 1;
  }
  const seenIn = new Int32Array(history.skills.length).fill(-1);
  for (let number = 0; number < sessions; number++) {
    const start = ends[number] ?? 0;
    const end = ends[number + 1] ?? 0;
    if (end === start) continue;
    let distinct = start;
    for (let at = start; at < end; at++) {
      const one = sorted[at] ?? 0;
      if (seenIn[one] === number) continue;
      seenIn[one] = number;
      sorted[distinct++] = one;
    }
    take(sorted.subarray(start, distinct));
  }
}
