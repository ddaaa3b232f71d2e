import type { History } from "../tracker/history";
import { outcomes, type Invocation } from "../tracker/model";
import type { UsedRun } from "./skillUsage";

/** Runs of a history, and what its columns do not hold. */
export interface FilteredRuns {
  readonly history: History;
  /** 1 for each row that counts. */
  readonly passes: Uint8Array;
  /** By row: at least those that have a workflow path, an error or a follow-up. */
  readonly worded: ReadonlyMap<number, Invocation>;
}

/** The runs that count, oldest first, from columns wherever these say all there is. */
export function* usedRuns({ history, passes, worded }: FilteredRuns): Generator<UsedRun> {
  const none: readonly string[] = [];
  for (let row = 0; row < history.length; row++) {
    const skill = history.skills[history.skill[row] ?? -1];
    if (passes[row] !== 1 || skill === undefined) continue;
    const durationMs = history.durationMs[row] ?? NaN;
    const rank = history.selectionRank[row] ?? 0;
    yield (
      worded.get(row) ?? {
        skill,
        outcome: outcomes[history.outcome[row] ?? -1] ?? "unknown",
        startedAtMs: history.startedAtMs[row] ?? 0,
        durationMs: Number.isNaN(durationMs) ? undefined : durationMs,
        background: history.background[row] === 1,
        selectionRank: rank === 0 ? undefined : rank,
        followUps: none,
      }
    );
  }
}
