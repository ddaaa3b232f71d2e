import type { History } from "../tracker/history";
import { insightCandidates } from "./insightCandidates";
import type { Insight, InsightPlace, Insights } from "./insightModel";
import { isFinished } from "./outcomes";
import { compareText } from "./ranking";
import { rowsBetween, sliceRows } from "./rowRange";
import { wholeDaysBefore } from "./wholeDays";

/** Insights are about so many whole days and the one that is not over yet. */
export const insightDays = 30;
/** What is less sure is not said, 0–1. */
export const leastCertainty = 0.9;
/** What matters less is not said, 0–1: about a minute a week. */
export const leastEffect = 1 / 31;
/** Below these nothing can be said of most histories. */
export const insightMinimum = { finishedRuns: 20, activeDays: 6 } as const;

/**
 * The few sentences that matter about the last 30 days: greatest effect × certainty first, then by
 * id. Effects are times a week on the scale of `effectOf`; how each type comes by its effect and
 * certainty is said where it is made, in `insightCandidates`.
 *
 * What costs less than a minute a week or is less sure than 0.9 is not said. Nor is what says the
 * same of a skill as a stronger insight: that it fails, how long it takes, how much it is used, or
 * what it goes with.
 */
export function findInsights(history: History, place: InsightPlace): Insights {
  const { nowMs, calendar, limit = 7 } = place;
  const starts = wholeDaysBefore(nowMs, insightDays, calendar);
  const recent = sliceRows(history, rowsBetween(history, starts[0] ?? nowMs, nowMs + 1));
  const candidates = insightCandidates(history, recent, { ...place, starts })
    .filter(({ effect, certainty }) => effect >= leastEffect && certainty >= leastCertainty)
    .sort(
      (one, other) =>
        other.effect * other.certainty - one.effect * one.certainty ||
        compareText(one.id, other.id),
    );
  const said = new Set<string>();
  const insights: Insight[] = [];
  for (const { topics, ...insight } of candidates) {
    if (insights.length >= limit) break;
    if (topics.some((topic) => said.has(topic))) continue;
    for (const topic of topics) said.add(topic);
    insights.push(insight);
  }
  const missing = insights.length > 0 ? undefined : missingIn(recent, starts);
  return { insights, ...(missing === undefined ? {} : { missing }) };
}

function missingIn(recent: History, starts: readonly number[]): Insights["missing"] {
  let [finished, days, day] = [0, 0, -1];
  for (let row = 0; row < recent.length; row++) {
    if (!isFinished(recent.outcome[row] ?? 0)) continue;
    finished++;
    const before = day;
    while ((recent.startedAtMs[row] ?? 0) >= (starts[day + 1] ?? Infinity)) day++;
    if (day > before) days++;
  }
  const finishedRuns = Math.max(0, insightMinimum.finishedRuns - finished);
  const activeDays = Math.max(0, insightMinimum.activeDays - days);
  return finishedRuns + activeDays === 0 ? undefined : { finishedRuns, activeDays };
}
