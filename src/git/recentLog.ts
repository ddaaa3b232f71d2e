import type { Clock } from "../base/clock";
import type { Disposable } from "../base/event";
import type { CommitLog, LogReading } from "./model";
import type { LogQuery } from "./readLog";

/** How long a reading is answered with again, milliseconds. */
export const freshMs = 30_000;

export interface RecentLogParts {
  readonly read: (query: Omit<LogQuery, "environment">) => Promise<LogReading>;
  readonly clock: Pick<Clock, "monotonicMs">;
}

interface Reading {
  readonly folder: string;
  readonly sinceMs: number;
  readonly atMs: number;
  readonly outcome: Promise<LogReading>;
  /** Once it is there. */
  log?: CommitLog;
}

/**
 * The log as it was lately. Whoever asks again, also for less of it, starts no process for half a
 * minute; after that a log is read again only if HEAD has moved.
 */
export class RecentLog implements Disposable {
  private readonly stop = new AbortController();
  private last: Reading | undefined;

  constructor(private readonly parts: RecentLogParts) {}

  /** @returns at least the commits authored since that moment; there may be earlier ones. */
  read(folder: string, sinceMs: number): Promise<LogReading> {
    const nowMs = this.parts.clock.monotonicMs();
    const { last } = this;
    const covering = last?.folder === folder && last.sinceMs <= sinceMs ? last : undefined;
    if (covering !== undefined && nowMs - covering.atMs < freshMs) return covering.outcome;
    const known = covering?.log;
    // What is compared with must reach as far back as what is read.
    const fromMs = known === undefined ? sinceMs : (covering?.sinceMs ?? sinceMs);
    const next: Reading = {
      ...{ folder, sinceMs: fromMs, atMs: nowMs },
      outcome: this.parts.read({
        ...{ folder, sinceMs: fromMs, signal: this.stop.signal },
        ...(known === undefined ? {} : { known }),
      }),
    };
    this.last = next;
    void next.outcome.then((reading) => {
      if (reading.type === "read") next.log = reading.log;
    });
    return next.outcome;
  }

  dispose(): void {
    this.stop.abort();
  }
}
