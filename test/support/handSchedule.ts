import type { Schedule } from "../../src/base/schedule";

/** Timers that run when a test says so; none runs by itself. */
export class HandSchedule {
  private readonly timers = new Set<{ readonly run: () => void; readonly delayMs: number }>();

  readonly schedule: Schedule = (run, delayMs) => {
    const timer = { run, delayMs };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  };

  /** The delays of what waits, in the order in which it was scheduled. */
  get waiting(): readonly number[] {
    return [...this.timers].map(({ delayMs }) => delayMs);
  }

  /** Runs what waits with this delay. @returns how many ran. */
  run(delayMs: number): number {
    const due = [...this.timers].filter((timer) => timer.delayMs === delayMs);
    for (const timer of due) {
      this.timers.delete(timer);
      timer.run();
    }
    return due.length;
  }
}
