import type { NextEvent } from "../../src/recommend/next/event";
import { hour, minute, someTime } from "./history";
import type { Random } from "./random";

/** Random runs of a few skills in a few sessions, with short and long pauses. */
export function randomEvents(random: Random, count: number, skills = 5): readonly NextEvent[] {
  let nowMs = someTime;
  return Array.from({ length: count }, () => {
    nowMs += random.chance(0.05) ? random.int(0, 8) * hour : random.int(0, 3 * minute);
    return {
      skill: random.int(0, skills - 1),
      session: random.int(0, 1),
      nowMs,
      phase: random.int(-1, 2),
      afterFailure: random.chance(0.2),
      ...(random.chance(0.7) ? { folder: random.int(0, 2) } : {}),
      ...(random.chance(0.5) ? { language: random.int(0, 1) } : {}),
    };
  });
}

/** What the naive models of the tests know of a run: the stretch of work it belongs to. */
export interface NaiveStep {
  readonly event: NextEvent;
  /** Number of the stretch, in the order in which they began. */
  readonly stretch: number;
  /** Runs before it in its stretch. */
  readonly position: number;
  /** Since the session did anything; infinite for its first run. */
  readonly gapMs: number;
}

/** Cuts runs into stretches of work: a session of its own, no pause longer than half an hour. */
export function naiveSteps(events: readonly NextEvent[]): readonly NaiveStep[] {
  const steps: NaiveStep[] = [];
  let stretches = 0;
  for (const event of events) {
    const before = steps.findLast((step) => step.event.session === event.session);
    const gapMs = before === undefined ? Infinity : event.nowMs - before.event.nowMs;
    steps.push(
      before === undefined || gapMs > 30 * minute
        ? { event, stretch: stretches++, position: 0, gapMs }
        : { event, stretch: before.stretch, position: before.position + 1, gapMs },
    );
  }
  return steps;
}

/** The skills before a run in its stretch, newest first, and −1 for the stretch's beginning. */
export function naiveContext(steps: readonly NaiveStep[], at: number): readonly number[] {
  const own = steps[at];
  const before = steps
    .slice(0, at)
    .filter((step) => step.stretch === own?.stretch)
    .map((step) => step.event.skill);
  return [...before.reverse(), -1];
}

/** So many of the newest skills of two contexts are the same. */
export function commonLength(one: readonly number[], other: readonly number[]): number {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at++) if (one[at] !== other[at]) return at;
  return end;
}
