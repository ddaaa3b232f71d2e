import type { History } from "../../src/tracker/history";
import { historyOf, randomRuns, someSkills, type HistoryExtras, type Run } from "./history";
import { seededRandom, type Random } from "./random";
import { seedsUpTo } from "./seeds";

/**
 * Runs a check on many small random histories, empty ones among them, and says which one failed.
 * `runs` are the plain invocations a naive model works on, sorted by start.
 */
export function forRandomHistories(
  check: (history: History, runs: readonly Run[], random: Random) => void,
  {
    histories = 1000,
    extras,
  }: { histories?: number; extras?: (random: Random) => HistoryExtras } = {},
): void {
  for (const number of seedsUpTo(histories)) {
    const random = seededRandom(number);
    const runs = randomRuns(random, {
      count: random.int(0, 60),
      skills: someSkills.slice(0, random.int(1, someSkills.length)),
      sessions: random.int(1, 4),
    }).sort((one, other) => one.at - other.at);
    const history = historyOf(runs, extras?.(random) ?? {});
    try {
      check(history, runs, random);
    } catch (error) {
      if (error instanceof Error) error.message = `History ${number}: ${error.message}`;
      throw error;
    }
  }
}
