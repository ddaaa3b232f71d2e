import type { Clock } from "../../src/base/clock";
import type { JournalRecord } from "../../src/tracker/record";
import { SkillsTracker, type TrackerParts } from "../../src/tracker/tracker";

/** A clock that a test moves. Both hands move together. */
export class HandClock implements Clock {
  constructor(private ms = 1_760_000_000_000) {}

  nowMs(): number {
    return this.ms;
  }

  monotonicMs(): number {
    return this.ms - 1_750_000_000_000;
  }

  forward(ms: number): void {
    this.ms += ms;
  }
}

/** A tracker whose records end in an array. */
export function aTracker(overrides: Partial<TrackerParts> = {}): {
  readonly tracker: SkillsTracker;
  readonly clock: HandClock;
  readonly records: JournalRecord[];
} {
  const clock = new HandClock();
  const records: JournalRecord[] = [];
  let made = 0;
  const tracker = new SkillsTracker({
    sessionId: "session-1",
    clock,
    newId: () => `id-${String(++made).padStart(6, "0")}`,
    redact: (text) => text.replace(/s3cret\w*/g, "<redacted>"),
    append: (record) => records.push(record),
    ...overrides,
  });
  return { tracker, clock, records };
}
