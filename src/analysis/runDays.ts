import type { History } from "../tracker/history";
import type { Calendar, RunDay } from "./model";
import { isFinished, outcomeCode } from "./outcomes";

/** No list of days is longer: a leap year's worth. */
export const mostRunDays = 366;

const minuteMs = 60_000;

/** The newest days on which anything ran, ascending; days without a run are not among them. */
export function runDays(history: History, calendar: Calendar): readonly RunDay[] {
  const days: RunDay[] = [];
  // From the newest row back: a long history is not read to its beginning.
  for (let row = history.length - 1; row >= 0 && days.length < mostRunDays;) {
    const startMs = calendar.startOf("day", history.startedAtMs[row] ?? 0);
    const day = { startMs, runs: 0, finished: 0, completed: 0, activeMinutes: 0 };
    let lastMinute = NaN;
    for (; row >= 0 && (history.startedAtMs[row] ?? 0) >= startMs; row--) {
      const outcome = history.outcome[row] ?? 0;
      const minute = Math.floor((history.startedAtMs[row] ?? 0) / minuteMs);
      day.runs++;
      if (isFinished(outcome)) day.finished++;
      if (outcome === outcomeCode.completed) day.completed++;
      if (minute !== lastMinute) day.activeMinutes++;
      lastMinute = minute;
    }
    days.push(day);
  }
  return days.reverse();
}
