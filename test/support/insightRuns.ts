import { localCalendar } from "../../src/analysis/calendar";
import type { Insight, InsightPlace, Insights } from "../../src/analysis/insightModel";
import { findInsights } from "../../src/analysis/insights";
import { historyOf, someTime, type Run } from "./history";

const calendar = localCalendar();

/** The local noon so many days before that of `someTime`. */
export function noon(daysAgo: number): number {
  const date = new Date(someTime);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo, 12).getTime();
}

/** So many days ago, from the oldest to the newest. */
export const ago = (from: number, to: number): number[] =>
  Array.from({ length: from - to + 1 }, (_, at) => from - at);

/** What is found in these runs at `someTime`, or as told. */
export const find = (runs: readonly Run[], more: Partial<InsightPlace> = {}): Insights =>
  findInsights(historyOf(runs), { nowMs: someTime, calendar, ...more });

export const typesOf = (insights: readonly Insight[]): string[] =>
  insights.map(({ detail }) => detail.type);
