/** Why an agent could not be connected or disconnected; the view turns it into a sentence. */
export interface HookProblem {
  readonly type:
    /** The window has no folder on disk whose settings the agent would read. */
    | "no-folder"
    | "untrusted"
    /** The file is there and cannot be read, or is no text. */
    | "unreadable"
    | "not-writable"
    | "not-json"
    /** JSON, but hooks are not written as the agent's documentation says. */
    | "unexpected-form"
    /** A file of our name that somebody else wrote, or changed since. */
    | "not-ours"
    /** The file changed after it was shown. */
    | "changed-meanwhile"
    | "not-connected"
    /** There is no `node` on the PATH. */
    | "no-node"
    /** A report of our own through the hook did not arrive; everything is as it was before. */
    | "no-answer";
  /** A path, or nothing: shown in the sentence. */
  readonly detail: string;
}

/** A failure that has a name; what the system said is in `cause`. */
export class HookError extends Error {
  override readonly name = "HookError";

  constructor(
    readonly problem: HookProblem,
    cause?: unknown,
  ) {
    super(`${problem.type}: ${problem.detail}`, { cause });
  }
}
