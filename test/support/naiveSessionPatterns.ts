import type { SessionPatterns } from "../../src/analysis/sessionPatterns";
import type { WeeklyTrend } from "../../src/analysis/weeklyTrend";
import { minute, type Run } from "./history";
import { groupBy, naiveQuantile, naiveRate, withoutUndefined } from "./naive";

const parts = ["morning", "afternoon", "evening", "night"] as const;

/** Slow and obvious: days and weeks are dates of the process's own time zone, written out. */
export function naiveSessionPatterns(runs: readonly Run[], nowMs: number): SessionPatterns {
  const sessions = [...groupBy(runs, ({ session }) => session).values()];
  const starts = sessions.map((own) => Math.min(...own.map(({ at }) => at)));
  const spans = sessions.flatMap((own, at) => {
    const end = Math.max(...own.map((run) => run.at + (run.ms ?? 0)));
    return end > (starts[at] ?? 0) ? [end - (starts[at] ?? 0)] : [];
  });
  const days = [...new Set(runs.map(({ at }) => dateOf(at, 0)))];
  const work = (holds: (ms: number) => boolean) => {
    const own = naiveRate(runs.filter(({ at }) => holds(at)));
    return { sessions: starts.filter(holds).length, runs: own.total, ...own };
  };
  const pairs = new Set(runs.map(({ at, session }) => `${dateOf(at, 0)} ${session ?? ""}`));
  return withoutUndefined<SessionPatterns>({
    sessions: sessions.length,
    lengths: {
      short: spans.filter((ms) => ms < 30 * minute).length,
      medium: spans.filter((ms) => ms >= 30 * minute && ms <= 120 * minute).length,
      long: spans.filter((ms) => ms > 120 * minute).length,
      unknown: sessions.length - spans.length,
    },
    medianSpanMs: naiveQuantile(spans, 0.5),
    streaks: naiveStreaks(days, nowMs),
    parts: parts.map((part) => ({ part, ...work((ms) => naivePart(ms) === part) })),
    weekdays: [1, 2, 3, 4, 5, 6, 0].map((sunday, weekday) => ({
      weekday,
      ...work((ms) => new Date(ms).getDay() === sunday),
    })),
    sessionsPerActiveDay: days.length === 0 ? undefined : pairs.size / days.length,
    sessionsPerWeek: naiveTrend(starts, nowMs),
  });
}

/** The date some days after that of a moment, as text. Noon exists on every day. */
function dateOf(ms: number, daysLater: number): string {
  const date = new Date(ms);
  const noon = new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater, 12);
  return `${noon.getFullYear()}-${noon.getMonth()}-${noon.getDate()}`;
}

function naivePart(ms: number): (typeof parts)[number] {
  const hour = new Date(ms).getHours();
  if (hour >= 5 && hour <= 11) return "morning";
  if (hour >= 12 && hour <= 16) return "afternoon";
  return hour >= 17 && hour <= 20 ? "evening" : "night";
}

function naiveStreaks(days: readonly string[], nowMs: number): SessionPatterns["streaks"] {
  const active = new Set(days);
  const endingAt = (daysLater: number): number => {
    let length = 0;
    while (active.has(dateOf(nowMs, daysLater - length))) length++;
    return length;
  };
  let longestDays = 0;
  for (let daysLater = 0; daysLater > -120; daysLater--) {
    longestDays = Math.max(longestDays, endingAt(daysLater));
  }
  return {
    longestDays,
    currentDays: endingAt(0) || endingAt(-1),
    activeDays: active.size,
  };
}

function naiveTrend(starts: readonly number[], nowMs: number): WeeklyTrend {
  const mondayOf = (ms: number): string => dateOf(ms, -((new Date(ms).getDay() + 6) % 7));
  const firstWeek = mondayOf(Math.min(...starts));
  const counts: number[] = [];
  for (let weeks = 1; starts.length > 0 && counts.length < 29; weeks++) {
    const date = new Date(nowMs);
    const then = new Date(date.getFullYear(), date.getMonth(), date.getDate() - 7 * weeks, 12);
    const monday = mondayOf(then.getTime());
    if (monday === firstWeek || then.getTime() < Math.min(...starts)) break;
    counts.push(starts.filter((ms) => mondayOf(ms) === monday).length);
  }
  if (counts.length < 4) return { trend: "unknown" };
  const recent = counts.slice(0, 3);
  const before = counts.slice(3);
  const p = naiveCountChange(before, recent);
  const [since, earlier] = [meanOf(recent), meanOf(before)];
  const trend = p >= 0.05 ? "stable" : since > earlier ? "increasing" : "decreasing";
  return { trend, recent: since, before: earlier };
}

/** The same test by the weights of all ways in which the counts can fall to both groups. */
export function naiveCountChange(earlier: readonly number[], recent: readonly number[]): number {
  const all = [...earlier, ...recent];
  const total = all.reduce((sum, count) => sum + count, 0);
  const freedom = all.length - 2;
  const squares = [earlier, recent]
    .map((group) => group.reduce((sum, count) => sum + (count - meanOf(group)) ** 2, 0))
    .reduce((sum, one) => sum + one, 0);
  const between = (Math.max(0, squares / freedom - meanOf(all)) * freedom) / (freedom - 1);
  const shape = between < 1e-6 * meanOf(all) ? Infinity : meanOf(all) ** 2 / between;
  const falls = (groups: number, count: number): number => {
    let weight = 1;
    for (let at = 1; at <= count; at++) {
      // Shapes of Infinity are Poisson's counts; a common factor drops out.
      weight *= (Number.isFinite(shape) ? groups * shape + at - 1 : groups) / at;
    }
    return weight;
  };
  const weights = Array.from(
    { length: total + 1 },
    (_, count) => falls(recent.length, count) * falls(earlier.length, total - count),
  );
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const since = recent.reduce((before, count) => before + count, 0);
  const isMore = since * all.length > total * recent.length;
  const tail = isMore ? weights.slice(since) : weights.slice(0, since + 1);
  return Math.min(1, (2 * tail.reduce((before, weight) => before + weight, 0)) / sum);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
