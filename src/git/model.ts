/** One path that differs from the last commit. A path can be staged and modified again. */
export interface Change {
  /** From the root of the repository, with `/`; a folder that is untracked as a whole ends in it. */
  readonly path: string;
  readonly staged: boolean;
  readonly modified: boolean;
  readonly untracked: boolean;
  /** A merge left it to be resolved. */
  readonly conflicted: boolean;
  /** Its path before it was renamed or copied. */
  readonly from?: string;
}

/** What `git status` says. */
export interface Status {
  /** Absent when HEAD is detached. */
  readonly branch?: string;
  /** The full hash; absent before the first commit. */
  readonly commit?: string;
  readonly changes: readonly Change[];
}

export interface Commit {
  /** Abbreviated. */
  readonly hash: string;
  readonly subject: string;
  /** When it was committed, milliseconds since 1970 UTC, in whole seconds. */
  readonly atMs: number;
}

/** A repository at one time, and what happened to it lately. */
export interface Repository extends Status {
  /** Reachable from HEAD and committed since the moment asked for, newest first, at most 1,000. */
  readonly commits: readonly Commit[];
  /** Changed files whose content is older than that moment, of the first 200. */
  readonly olderChanges: readonly string[];
  /** Branches whose commits are all in HEAD; not the usual main ones, and none that is checked out. */
  readonly mergedBranches: readonly string[];
}

/** Why nothing was read. */
export type GitFailure =
  | { readonly type: "no-repository" }
  /** There is no program `git`. */
  | { readonly type: "no-git" }
  | { readonly type: "timeout" }
  | { readonly type: "failed"; readonly reason: string };

/** What came of reading a repository. */
export type RepositoryReading =
  { readonly type: "read"; readonly repository: Repository } | GitFailure;

/** What is kept of a commit in the log: no names, no addresses, no message. */
export interface LoggedCommit {
  /** When it was authored, milliseconds since 1970 UTC, in whole seconds. */
  readonly atMs: number;
  /** It has more than one parent. */
  readonly isMerge: boolean;
  readonly isConventional: boolean;
  readonly isBreaking: boolean;
}

/** The history of HEAD since a moment. */
export interface CommitLog {
  /** The full hash; absent before the first commit. */
  readonly head?: string;
  /** Authored since the moment asked for; in no order to rely on. */
  readonly commits: readonly LoggedCommit[];
  /**
   * From when on no commit is missing, milliseconds since 1970 UTC: the moment asked for, or later
   * where there were more commits than are read.
   */
  readonly completeFromMs: number;
}

/** What came of reading the log. */
export type LogReading = { readonly type: "read"; readonly log: CommitLog } | GitFailure;
