import { isTypical } from "../../analysis/durations";
import { optional } from "../../tracker/completion";
import type { History } from "../../tracker/history";
import { DurationTally } from "./durationErrors";
import { EndQueue } from "./endQueue";
import type { LearnedDurations } from "./model";
import { orderInterval } from "./orderInterval";
import { RecentDurations } from "./recentDurations";

/** Older runs say little of those to come, and most skills are forecast from far fewer. */
const mostRuns = 30_000;
/** So many runs say well enough how good forecasts are. */
const mostJudged = 3000;

/**
 * Learns how long runs take that complete, and judges forecasts of it.
 *
 * A skill's forecast rests on its newest typical runs, completed in the foreground with a known
 * duration, in the order they ended. The newest of all such runs are each forecast from what had
 * ended before they began, a run that overlaps with them being unknown then. Takes time
 * proportional to the runs looked at, times the logarithm of how many go on at once.
 *
 * @param most at most so many typical runs, the newest, are looked at.
 * @param judged at most so many of them are forecast in hindsight.
 */
export function learnDurations(
  history: History,
  { most = mostRuns, judged = mostJudged }: { most?: number; judged?: number } = {},
): LearnedDurations {
  const { length, skill, startedAtMs, durationMs } = history;
  const { firstRow, counts, total } = newestTypical(history, most);
  const recent = new RecentDurations(counts);
  const waiting = new EndQueue(total);
  const tally = new DurationTally(Math.min(judged, total));
  const endUntil = (ms: number): void => {
    while (waiting.nextMs < ms) {
      const row = waiting.pop();
      recent.add(skill[row] ?? -1, durationMs[row] ?? NaN);
    }
  };
  let left = total;
  for (let row = firstRow; row < length; row++) {
    if (!isTypical(history, row)) continue;
    const startMs = startedAtMs[row] ?? 0;
    const ms = durationMs[row] ?? NaN;
    const own = skill[row] ?? -1;
    endUntil(startMs);
    if (left-- <= judged) {
      const forecast = orderInterval(recent.of(own));
      if (forecast) tally.add(forecast, recent.last(own) ?? NaN, ms);
    }
    waiting.push(startMs + ms, row);
  }
  endUntil(Infinity);
  return {
    bySkill: history.skills.map((_, at) => orderInterval(recent.of(at))),
    forecasts: tally.forecasts,
    ...optional("errors", tally.errors()),
  };
}

function newestTypical(
  history: History,
  most: number,
): { readonly firstRow: number; readonly counts: Uint32Array; readonly total: number } {
  const counts = new Uint32Array(history.skills.length);
  let firstRow = history.length;
  let total = 0;
  while (firstRow > 0 && total < most) {
    firstRow--;
    if (!isTypical(history, firstRow)) continue;
    const skill = history.skill[firstRow] ?? -1;
    counts[skill] = (counts[skill] ?? 0) + 1;
    total++;
  }
  return { firstRow, counts, total };
}
