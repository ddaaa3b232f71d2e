import { Emitter, type Event } from "../base/event";
import type { Journal } from "./journal";
import type { JournalRecord } from "./record";

/** Records kept in memory while the journal refuses them: about 5 MB. */
const capacity = 10_000;

/**
 * Passes records on to a journal and keeps them, in order, while it cannot take them: a full disk
 * or a vanished folder must not lose what was run. Every later append tries again.
 */
export class Outbox {
  private waiting: JournalRecord[] = [];
  private readonly failed = new Emitter<unknown>();
  /** Hears the first error of each outage, not every refused record. */
  readonly onDidFail: Event<unknown> = this.failed.event;

  constructor(private journal: Journal) {}

  /** Records not yet written. */
  get pending(): number {
    return this.waiting.length;
  }

  /** Never throws. With `capacity` records waiting, the oldest is given up. */
  append(record: JournalRecord): void {
    const outage = this.waiting.length > 0;
    this.waiting.push(record);
    const error = this.flush();
    if (this.waiting.length > capacity) this.waiting.shift();
    if (error !== undefined && !outage) this.failed.fire(error);
  }

  /** Writes what waits. @returns the error that stopped it, if one did. */
  flush(): unknown {
    let written = 0;
    try {
      for (const record of this.waiting) {
        this.journal.append(record);
        written++;
      }
      return undefined;
    } catch (error) {
      return error;
    } finally {
      this.waiting = written === this.waiting.length ? [] : this.waiting.slice(written);
    }
  }

  /** From now on writes there; what waits goes there too. */
  redirect(journal: Journal): void {
    this.journal = journal;
    this.flush();
  }
}
