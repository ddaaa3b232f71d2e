import type { History } from "./history";

/**
 * The same columns as properties of an object of one form, in one order. A getter is a call as long
 * as nothing is compiled, and what is compiled for one form of object is thrown away at the next:
 * with another form for each filter, a first report takes half as long again.
 */
export function plainHistory(history: History): History {
  const { length, skills, phases, sessions, agents, queries, folders, offers } = history;
  const { rejections, skill, startedAtMs, durationMs, outcome, phase, session } = history;
  const { author, background, query, folder, offer, selectionRank, refused } = history;
  const dictionaries = { skills, phases, sessions, agents, queries, folders, offers };
  const runs = { skill, startedAtMs, durationMs, outcome, phase, session, author, background };
  const words = { query, folder, offer, selectionRank, refused };
  return { length, ...dictionaries, rejections, ...runs, ...words };
}
