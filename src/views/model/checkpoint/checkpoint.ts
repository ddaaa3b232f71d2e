import type { Bottleneck } from "../../../analysis/model";
import type { RepositoryReading } from "../../../git/model";
import type { Invocation, OutcomeCounts, SkillKey, SkillKind } from "../../../tracker/model";

/** What runs with something in common took. */
export interface TimeShare {
  /** A phase or a category; absent where it is not known. */
  readonly name?: string;
  readonly runs: number;
  /** In the foreground, with a known duration. */
  readonly timed: number;
  /** Sum over the timed ones, milliseconds; runs at the same time count each. */
  readonly ms: number;
}

export interface ToolUse {
  readonly key: SkillKey;
  readonly kind: SkillKind;
  readonly label: string;
  readonly runs: number;
  readonly byAgents: number;
  readonly counts: OutcomeCounts;
}

/** Something worth running next, and why, in words. */
export interface NextStep {
  readonly label: string;
  readonly reason: string;
}

/** What is known of the repository, or why nothing is. */
export type Changes =
  | RepositoryReading
  | { readonly type: "not-read"; readonly why: "closing" | "untrusted" | "no-folder" };

/** Everything an account of a session at one time tells: one plain value. */
export interface Checkpoint {
  /** `end` is shorter, and written when the window closes. */
  readonly kind: "checkpoint" | "end";
  readonly project: string;
  readonly atMs: number;
  /** When the window opened. */
  readonly sinceMs: number;
  readonly counts: OutcomeCounts;
  /** Runs of this session that are too long ago to be told of one by one. */
  readonly earlierRuns: number;
  /** Most time first, then most runs. */
  readonly phases: readonly TimeShare[];
  readonly categories: readonly TimeShare[];
  /** Most used first, then by key. */
  readonly tools: readonly ToolUse[];
  /** Oldest first. */
  readonly running: readonly Labelled[];
  /** The newest finished run of a skill, where it failed; newest first. */
  readonly failed: readonly Labelled[];
  /** Absent where the history was not read. */
  readonly bottlenecks?: readonly Bottleneck[];
  readonly changes: Changes;
  readonly next: readonly NextStep[];
}

/** A run under the name people know it by. */
export interface Labelled {
  readonly label: string;
  readonly run: Pick<Invocation, "startedAtMs" | "errorType" | "exitCode" | "background">;
}
