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

/** What came of reading a repository. */
export type RepositoryReading =
  | { readonly type: "read"; readonly repository: Repository }
  | { readonly type: "no-repository" }
  /** There is no program `git`. */
  | { readonly type: "no-git" }
  | { readonly type: "timeout" }
  | { readonly type: "failed"; readonly reason: string };
