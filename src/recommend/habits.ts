import type { History } from "../tracker/history";

/** In `History.author`. */
const byUser = 0;

/**
 * @returns whether a row shows a habit of the user's: their own run. What agents run is none; it is
 *   all there is to go by where the user ran nothing.
 */
export function habitTest(history: History): (row: number) => boolean {
  const { author } = history;
  if (isOfAgents(history)) return () => true;
  return (row) => author[row] === byUser;
}

/** Whether nobody but agents ran anything from a row on. */
export function isOfAgents({ author, length }: History, from = 0): boolean {
  return !author.subarray(from, length).includes(byUser);
}
