import type { History } from "../tracker/history";
import type { SkillKey } from "../tracker/model";

/** So many of the newest choices are learned from. */
export const mostLessons = 50;
/** From this rank on something stood above. */
const fewestPassed = 2;

/**
 * The suggestions that stood above the one the user took, best first: seen, most likely, and not
 * wanted. What stood below may never have been looked at, so it says nothing ("click > skip above",
 * Joachims and others, SIGIR 2005). Empty where the first one was taken, where an agent ran it, and
 * where nothing was suggested.
 */
export function passedOver(history: History, row: number): readonly SkillKey[] {
  const rank = history.selectionRank[row] ?? 0;
  if (rank < fewestPassed || history.author[row] !== 0) return [];
  return history.offers[history.offer[row] ?? -1]?.slice(0, rank - 1) ?? [];
}

/** The rows of the newest choices that passed something over, oldest first, at most `most`. */
export function newestLessons(history: History, most = mostLessons): readonly number[] {
  const rows: number[] = [];
  if (history.offers.length === 0) return rows;
  const { selectionRank } = history;
  for (let row = history.length - 1; row >= 0 && rows.length < most; row--) {
    // Nearly all rows end here, and a look at their offers would cost more.
    if ((selectionRank[row] ?? 0) < fewestPassed) continue;
    if (passedOver(history, row).length > 0) rows.push(row);
  }
  return rows.reverse();
}
