import type { EndItem, StartItem } from "../../src/remote/item";

/** An id whose last digits are the number. */
export function idOf(number: number): string {
  return `0190a0b0-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** The beginning of an invocation. */
export function aStart(number: number, changes: Partial<StartItem> = {}): StartItem {
  return {
    type: "started",
    id: idOf(number),
    sessionId: "session",
    skill: { kind: "tool", name: `skill ${number}` },
    atMs: 1_000 + number,
    author: { kind: "user" },
    ...changes,
  };
}

/** The end of an invocation. */
export function anEnd(number: number, changes: Partial<EndItem> = {}): EndItem {
  return { type: "ended", id: idOf(number), outcome: "completed", durationMs: 5, ...changes };
}
