import type { History } from "../tracker/history";

/**
 * Remembers up to where a history was looked at. Rows only move when one comes or goes before them,
 * and then the newest one is not where it was.
 */
export class NewestRow {
  /** Rows that were looked at. */
  seen = 0;
  private startedAtMs = Number.NaN;
  private skill = -1;
  private session = -1;

  /** Whether what was seen is where it was. */
  holds(history: History): boolean {
    const row = this.seen - 1;
    if (row < 0) return true;
    return (
      row < history.length &&
      history.startedAtMs[row] === this.startedAtMs &&
      history.skill[row] === this.skill &&
      history.session[row] === this.session
    );
  }

  /** All of the history has been looked at. */
  remember(history: History): void {
    this.seen = history.length;
    const row = this.seen - 1;
    this.startedAtMs = history.startedAtMs[row] ?? Number.NaN;
    this.skill = history.skill[row] ?? -1;
    this.session = history.session[row] ?? -1;
  }

  forget(): void {
    this.seen = 0;
  }
}
