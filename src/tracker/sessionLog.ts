import type { Invocation, InvocationId, Outcome } from "./model";

/** Ended invocations kept in memory for the Session view; the store has them all. */
const kept = 1_000;

/** This session's invocations: all that run and the latest ended ones, with counts over all of them. */
export class SessionLog {
  private readonly byId = new Map<InvocationId, Invocation>();
  private readonly totals: Record<Outcome, number> = {
    running: 0,
    completed: 0,
    failed: 0,
    abandoned: 0,
    unknown: 0,
  };

  get counts(): Readonly<Record<Outcome, number>> {
    return this.totals;
  }

  find(id: InvocationId): Invocation | undefined {
    return this.byId.get(id);
  }

  newestFirst(): readonly Invocation[] {
    return [...this.byId.values()].reverse();
  }

  /** Adds an invocation or replaces the one with its id, in its place. */
  put(invocation: Invocation): void {
    const before = this.byId.get(invocation.id);
    if (before !== undefined) this.totals[before.outcome]--;
    this.totals[invocation.outcome]++;
    this.byId.set(invocation.id, invocation);
    if (this.byId.size > kept) this.dropOldestEnded();
  }

  /** Removes what `forget` says, also from the counts. */
  remove(forget: (invocation: Invocation) => boolean): void {
    for (const [id, invocation] of this.byId) {
      if (!forget(invocation)) continue;
      this.totals[invocation.outcome]--;
      this.byId.delete(id);
    }
  }

  private dropOldestEnded(): void {
    for (const [id, invocation] of this.byId) {
      if (invocation.outcome === "running") continue;
      this.byId.delete(id);
      return;
    }
  }
}
