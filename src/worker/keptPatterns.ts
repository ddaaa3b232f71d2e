import type { PatternsMemory } from "../analysis/patterns";
import type { HistoryFilter } from "../tracker/history";

/** So many answers of each sort are kept: the filters somebody goes back and forth between. */
const mostKept = 8;

/** Keeps patterns of the newest state of the history; what was found in an older one is dropped. */
export class KeptPatterns {
  private state = "";
  private memory = newMemory();

  /**
   * @param version another one for each state of the history.
   * @param dayMs when the local day began that the patterns are looked at from.
   */
  of(version: number, dayMs: number): PatternsMemory {
    const state = `${version} ${dayMs}`;
    if (state !== this.state) {
      this.state = state;
      this.memory = newMemory();
    }
    return this.memory;
  }
}

function newMemory(): PatternsMemory {
  return { late: keeper(), relations: keeper() };
}

function keeper<T>(): (filter: HistoryFilter, workOut: () => T) => T {
  const kept = new Map<string, T>();
  return (filter, workOut) => {
    const key = keyOf(filter);
    const known = kept.get(key);
    const value = known ?? workOut();
    // The one asked for last goes to the end; what nobody asks for again comes to the front.
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}

/** The same for the same conditions, in whatever order they were written. */
function keyOf(filter: HistoryFilter): string {
  return JSON.stringify(Object.entries(filter).sort(([one], [other]) => (one < other ? -1 : 1)));
}
