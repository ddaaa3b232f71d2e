import type { History } from "../tracker/history";
import type { SkillKey } from "../tracker/model";
import { greatest } from "./ranking";
import { sessionSummaries } from "./sessions";

/** A quarter of a day by the local clock: 5–11, 12–16, 17–20 and 21–4. */
export const partsOfDay = ["morning", "afternoon", "evening", "night"] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** The sessions of a stretch of time as one row of figures. What is not known is absent. */
export interface WorkflowMetrics {
  readonly sessions: number;
  /** Start of the earliest and of the latest session, milliseconds since 1970 UTC. */
  readonly firstStartedAtMs?: number;
  readonly lastStartedAtMs?: number;
  /** Mean over the sessions whose span is known, and how many those are. */
  readonly meanSpanMs?: number;
  readonly spans: number;
  /** Mean number of invocations of a session. */
  readonly meanInvocations?: number;
  /** When sessions complete most invocations on average; the earlier part of equals. */
  readonly busiest?: PartOfDay;
  /** Skills by the number of sessions they were used in. */
  readonly mostUsed: readonly {
    readonly key: SkillKey;
    readonly label: string;
    readonly sessions: number;
  }[];
}

/** How many skills are named. */
const mostNamed = 5;

/** @param hour 0–23. */
export function partOfDay(hour: number): PartOfDay {
  if (hour >= 5 && hour < 12) return "morning";
  if (hour >= 12 && hour < 17) return "afternoon";
  return hour >= 17 && hour < 21 ? "evening" : "night";
}

/**
 * The sessions that began at `fromMs` or later.
 *
 * @param localHour the hour of the local day, 0–23, at a moment.
 */
export function workflowMetrics(
  history: History,
  fromMs: number,
  localHour: (ms: number) => number,
): WorkflowMetrics {
  const summaries = sessionSummaries(history, { fromMs });
  const spans = summaries.flatMap(({ spanMs }) => spanMs ?? []);
  const [latest] = summaries;
  const earliest = summaries.at(-1);
  if (latest === undefined || earliest === undefined)
    return { sessions: 0, spans: 0, mostUsed: [] };
  const busiest = busiestPart(
    summaries.map(({ startedAtMs, counts }) => ({
      part: partOfDay(localHour(startedAtMs)),
      completed: counts.completed,
    })),
  );
  return {
    sessions: summaries.length,
    firstStartedAtMs: earliest.startedAtMs,
    lastStartedAtMs: latest.startedAtMs,
    ...(spans.length === 0 ? {} : { meanSpanMs: mean(spans) }),
    spans: spans.length,
    meanInvocations: mean(summaries.map(({ total }) => total)),
    ...(busiest === undefined ? {} : { busiest }),
    mostUsed: mostUsed(history, new Set(summaries.map(({ sessionId }) => sessionId))),
  };
}

/** Undefined where nothing completed. */
function busiestPart(
  sessions: readonly { readonly part: PartOfDay; readonly completed: number }[],
): PartOfDay | undefined {
  let best: { readonly part: PartOfDay; readonly completed: number } | undefined;
  for (const part of partsOfDay) {
    const there = sessions.filter((session) => session.part === part);
    if (there.length === 0) continue;
    const completed = mean(there.map((session) => session.completed));
    if (completed > (best?.completed ?? 0)) best = { part, completed };
  }
  return best?.part;
}

function mostUsed(history: History, sessions: ReadonlySet<string>): WorkflowMetrics["mostUsed"] {
  const counted = history.sessions.map((id) => sessions.has(id));
  const usedIn = history.skills.map(() => new Set<number>());
  for (let row = 0; row < history.length; row++) {
    const session = history.session[row] ?? -1;
    if (counted[session] === true) usedIn[history.skill[row] ?? -1]?.add(session);
  }
  const countOf = (skill: number): number => usedIn[skill]?.size ?? 0;
  return greatest(history, countOf, mostNamed).map(({ key, label, count }) => ({
    ...{ key, label },
    sessions: count,
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
