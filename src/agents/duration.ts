import type { AgentDuration } from "./model";

/** @returns a time the agent took itself; undefined where it took none, or one below zero. */
export function measured(ms: number | undefined): AgentDuration | undefined {
  return ms !== undefined && ms >= 0 ? { ms, kind: "measured" } : undefined;
}

/**
 * @returns the time between two log entries, in milliseconds; undefined where the start is not
 *   known, or lies after the end because the clock was set back.
 */
export function wallBetween(startMs: number | undefined, endMs: number): AgentDuration | undefined {
  return startMs !== undefined && endMs >= startMs
    ? { ms: endMs - startMs, kind: "wall" }
    : undefined;
}
