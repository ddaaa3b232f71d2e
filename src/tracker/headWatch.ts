import type { HeadMoved, Moment } from "./signal";

/** Where a repository's HEAD points. */
export interface Head {
  /** Branch name; undefined when detached. */
  readonly branch?: string;
  /** Undefined before the first commit. */
  readonly commit?: string;
}

/** What git says of one commit. */
export interface CommitFacts {
  readonly parents: readonly string[];
  readonly committedAtMs?: number;
}

/** A commit older than this when its HEAD is first seen came from elsewhere (a pull, a reset). */
const freshMs = 60_000;

/**
 * Compares a repository's HEAD with the one seen before, and says what moved it. Covers what was
 * done in terminals, by agents and in other programs, of which the editor reports nothing.
 */
export class HeadWatch {
  private editorCommits = 0;

  constructor(
    private seen: Head,
    private readonly commitFacts: (sha: string) => Promise<CommitFacts | undefined>,
  ) {}

  /** The editor itself made a commit; the next move of HEAD is that. */
  editorCommitted(): void {
    this.editorCommits++;
  }

  /** @returns what happened between the last call and now; undefined when nothing we record. */
  async moved(head: Head, at: Moment): Promise<HeadMoved | undefined> {
    const before = this.seen;
    this.seen = head;
    if (head.commit === before.commit && head.branch === before.branch) return undefined;
    if (head.branch !== before.branch) {
      this.editorCommits = 0;
      // The very first branch of a repository being opened is no checkout.
      if (before.branch === undefined && before.commit === undefined) return undefined;
      return { type: "head-moved", change: "checkout", at, byEditor: false };
    }
    if (head.commit === undefined) return undefined;
    const facts = await this.commitFacts(head.commit);
    const follows = facts !== undefined && (await this.follows(facts, before.commit));
    const byEditor = this.editorCommits > 0;
    this.editorCommits = 0;
    const committedAtMs = facts?.committedAtMs;
    const fresh = committedAtMs === undefined || at.wallMs - committedAtMs <= freshMs;
    if (!byEditor && !(follows && fresh)) return undefined;
    return {
      type: "head-moved",
      change: "commit",
      at,
      byEditor,
      ...(committedAtMs === undefined ? {} : { committedAtMs }),
    };
  }

  /** A child of the commit before, or (amended) another child of the same parents. */
  private async follows(facts: CommitFacts, before: string | undefined): Promise<boolean> {
    if (before === undefined || facts.parents.includes(before)) return true;
    const replaced = await this.commitFacts(before);
    return replaced !== undefined && sameParents(facts.parents, replaced.parents);
  }
}

function sameParents(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length > 0 && left.length === right.length && left.every((sha, i) => sha === right[i])
  );
}
