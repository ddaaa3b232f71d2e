import type { InvocationEnded, InvocationStarted } from "../../../src/tracker/record";

/** A UUID that sorts by its number. */
export function uuidOf(n: number, group = 0): string {
  const tail = n.toString(16).padStart(12, "0");
  return `01900000-0000-7000-8000-${tail}`.replace("8000", (0x8000 + group).toString(16));
}

export const aSession = uuidOf(1, 1);
export const startMs = Date.UTC(2026, 0, 5, 9);

/** `npm test` by the user in a terminal, one minute apart by number. */
export function aStart(n: number, changes: Partial<InvocationStarted> = {}): InvocationStarted {
  return {
    type: "started",
    id: uuidOf(n),
    sessionId: aSession,
    skill: { kind: "terminal", name: "npm test" },
    atMs: startMs + n * 60_000,
    author: { kind: "user" },
    source: "terminal",
    ...changes,
  };
}

/** The completion of `aStart(n)`, two seconds after it. */
export function anEnd(n: number, changes: Partial<InvocationEnded> = {}): InvocationEnded {
  return {
    type: "ended",
    id: uuidOf(n),
    atMs: startMs + n * 60_000 + 2000,
    outcome: "completed",
    reason: "reported",
    durationMs: 2000,
    exitCode: 0,
    ...changes,
  };
}
