import type { Insights } from "../analysis/insightModel";
import { DisposableStore } from "../base/dispose";
import type { Disposable } from "../base/event";
import type { Schedule } from "../base/schedule";

export interface InsightReaderParts {
  /** Works them out of the stored history, off this thread. */
  readonly read: (nowMs: number) => Promise<Insights>;
  readonly nowMs: () => number;
  readonly schedule: Schedule;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** Insights speak of days: they are worked out anew this often at most. */
const pauseMs = 30_000;
/** And never at once: what a window shows first goes before. */
const patienceMs = 1_000;

/** Keeps the insights of a history that changes. */
export class InsightReader extends DisposableStore {
  private version: number | undefined;
  private readAtMs = -Infinity;
  private waiting: Disposable | undefined;
  private isClosed = false;
  private latest: Insights | undefined;

  constructor(private readonly parts: InsightReaderParts) {
    super();
    this.register({
      dispose: () => {
        this.isClosed = true;
        this.waiting?.dispose();
      },
    });
  }

  /** Undefined until they have been read once. */
  get value(): Insights | undefined {
    return this.latest;
  }

  /** Hears which state of the history is the newest. */
  update(version: number): void {
    if (version === this.version || this.isClosed) return;
    this.version = version;
    const { nowMs, schedule } = this.parts;
    this.waiting ??= schedule(
      () => {
        void this.read();
      },
      Math.min(pauseMs, Math.max(patienceMs, this.readAtMs + pauseMs - nowMs())),
    );
  }

  private async read(): Promise<void> {
    const { nowMs, read, onChange, onError } = this.parts;
    this.waiting = undefined;
    this.readAtMs = nowMs();
    try {
      this.latest = await read(this.readAtMs);
      if (!this.isClosed) onChange();
    } catch (error) {
      if (!this.isClosed) onError(error);
    }
  }
}
