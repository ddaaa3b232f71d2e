import type { Disposable } from "../../../base/event";
import type { Schedule } from "../../../base/schedule";

/** What a reminder is made of. */
export interface ReminderParts {
  readonly schedule: Schedule;
  readonly nowMs: () => number;
  /** How long to wait, milliseconds; 0 = never remind. */
  readonly intervalMs: () => number;
  /** When the newest run began, milliseconds since 1970 UTC; undefined where nothing ran. */
  readonly lastRunMs: () => number | undefined;
  /** Asks the user; @returns whether they want a checkpoint now. */
  readonly ask: () => Promise<boolean>;
  readonly take: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Asks for a checkpoint once an interval at most, only when something ran since the last one, and
 * never while an earlier question is still open.
 */
export class CheckpointReminder implements Disposable {
  private timer: Disposable | undefined;
  private plannedMs = 0;
  private takenMs: number;
  private isAsking = false;

  constructor(private readonly parts: ReminderParts) {
    this.takenMs = parts.nowMs();
    this.update();
  }

  /** The interval may be another one now; one that is the same goes on. */
  update(): void {
    const { intervalMs } = this.parts;
    if (this.timer === undefined || this.plannedMs !== intervalMs()) this.plan();
  }

  /** A checkpoint was taken: the interval begins anew. */
  taken(): void {
    this.takenMs = this.parts.nowMs();
    this.plan();
  }

  dispose(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  private plan(): void {
    this.dispose();
    this.plannedMs = this.parts.intervalMs();
    if (this.plannedMs === 0) return;
    this.timer = this.parts.schedule(() => {
      this.plan();
      void this.remind();
    }, this.plannedMs);
  }

  private async remind(): Promise<void> {
    const { lastRunMs, ask, take, onError } = this.parts;
    const ranMs = lastRunMs();
    if (this.isAsking || ranMs === undefined || ranMs < this.takenMs) return;
    this.isAsking = true;
    try {
      if (await ask()) await take();
    } catch (error) {
      onError(error);
    } finally {
      this.isAsking = false;
    }
  }
}
