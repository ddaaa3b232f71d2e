import type { CommitFacts, VelocityRange } from "./gitVelocity";
import type { RunDay } from "./model";

/** Commits as columns: they cross to another thread in no time, however many there are. */
export interface CommitColumns {
  readonly atMs: Float64Array;
  /** 1 or 0 in this one and the following. */
  readonly isMerge: Uint8Array;
  readonly isConventional: Uint8Array;
  readonly isBreaking: Uint8Array;
}

/** What `gitWork` joins. */
export interface GitWorkQuery {
  readonly commits: CommitColumns;
  readonly runs: readonly RunDay[];
  readonly range: VelocityRange;
}

export function columnsOf(commits: readonly CommitFacts[]): CommitColumns {
  const flags = (of: (commit: CommitFacts) => boolean): Uint8Array =>
    Uint8Array.from(commits, (commit) => (of(commit) ? 1 : 0));
  return {
    atMs: Float64Array.from(commits, ({ atMs }) => atMs),
    isMerge: flags(({ isMerge }) => isMerge),
    isConventional: flags(({ isConventional }) => isConventional),
    isBreaking: flags(({ isBreaking }) => isBreaking),
  };
}

export function commitsIn(columns: CommitColumns): readonly CommitFacts[] {
  const { isMerge, isConventional, isBreaking } = columns;
  return Array.from(columns.atMs, (atMs, at) => ({
    atMs,
    isMerge: isMerge[at] === 1,
    isConventional: isConventional[at] === 1,
    isBreaking: isBreaking[at] === 1,
  }));
}
