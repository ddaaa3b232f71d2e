import { isFinished, outcomeCode } from "../analysis/outcomes";
import type { History } from "../tracker/history";
import { habitTest } from "./habits";

/** After this long a use counts half in `decayedUses`. */
export const useHalfLifeMs = 14 * 24 * 3_600_000;

/** How each skill was used; one value for each index into `history.skills`. */
export interface Usage {
  readonly invocations: Uint32Array;
  /** Of these, the ones that are habits; see `habitTest`. */
  readonly habits: Uint32Array;
  readonly completed: Uint32Array;
  /** completed + failed + abandoned. */
  readonly finished: Uint32Array;
  /** Σ 2^(−age ÷ half-life) over these. */
  readonly decayedUses: Float64Array;
  /** Habits, of anything, since its last one; −1 where it has none. */
  readonly runsSince: Int32Array;
  readonly lastStartedAtMs: Float64Array;
  /** Runs in the phase asked about, and in any phase. */
  readonly inPhase: Uint32Array;
  readonly inAnyPhase: Uint32Array;
  /** Of the runs in the phase asked about. */
  readonly completedInPhase: Uint32Array;
  readonly finishedInPhase: Uint32Array;
}

/**
 * Counts in one pass.
 *
 * @param phase index into `history.phases`; −1 for none.
 * @param lastRow the run that came last in the session, −1 for none. It does not make its own skill
 *   recent: for that skill the run before counts.
 */
export function usageOf(history: History, nowMs: number, phase: number, lastRow: number): Usage {
  const skills = history.skills.length;
  const usage = {
    invocations: new Uint32Array(skills),
    habits: new Uint32Array(skills),
    completed: new Uint32Array(skills),
    finished: new Uint32Array(skills),
    decayedUses: new Float64Array(skills),
    runsSince: new Int32Array(skills).fill(-1),
    lastStartedAtMs: new Float64Array(skills),
    inPhase: new Uint32Array(skills),
    inAnyPhase: new Uint32Array(skills),
    completedInPhase: new Uint32Array(skills),
    finishedInPhase: new Uint32Array(skills),
  };
  const decay = Math.LN2 / useHalfLifeMs;
  const { length } = history;
  const isHabit = habitTest(history);
  let left = 0;
  for (let row = 0; row < length; row++) left += isHabit(row) ? 1 : 0;
  const { skill: skillOf, outcome: outcomeOf, startedAtMs: startOf, phase: phaseOf } = history;
  for (let row = 0; row < length; row++) {
    const skill = skillOf[row] ?? 0;
    const outcome = outcomeOf[row] ?? 0;
    const startedAtMs = startOf[row] ?? 0;
    const runPhase = phaseOf[row] ?? -1;
    // A clock that was ahead leaves runs from the future: they are as good as new, not better.
    const ageMs = Math.max(0, nowMs - startedAtMs);
    increment(usage.invocations, skill);
    if (outcome === outcomeCode.completed) increment(usage.completed, skill);
    if (isFinished(outcome)) increment(usage.finished, skill);
    usage.lastStartedAtMs[skill] = startedAtMs;
    if (isHabit(row)) {
      left--;
      increment(usage.habits, skill);
      usage.decayedUses[skill] = (usage.decayedUses[skill] ?? 0) + Math.exp(-decay * ageMs);
      if (row !== lastRow) usage.runsSince[skill] = left;
    }
    if (runPhase >= 0) {
      increment(usage.inAnyPhase, skill);
      if (runPhase !== phase) continue;
      increment(usage.inPhase, skill);
      if (outcome === outcomeCode.completed) increment(usage.completedInPhase, skill);
      if (isFinished(outcome)) increment(usage.finishedInPhase, skill);
    }
  }
  return usage;
}

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
