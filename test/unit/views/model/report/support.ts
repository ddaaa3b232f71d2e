import type { Rate } from "../../../../../src/analysis/model";
import { rateOf } from "../../../../../src/analysis/rates";
import type { OutcomeCounts } from "../../../../../src/tracker/model";
import { wordsFor } from "../../../../../src/views/model/report/words";

/** The page's sentences as an English reader sees them. */
export const english = wordsFor("en", {});

/** So many completed of so many finished, the rest failed. */
export function rate(completed: number, finished: number, more: Partial<OutcomeCounts> = {}): Rate {
  return rateOf({
    completed,
    failed: finished - completed,
    abandoned: 0,
    unknown: 0,
    running: 0,
    ...more,
  });
}
