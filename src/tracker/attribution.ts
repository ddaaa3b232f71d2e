import type { Invocation } from "./model";
import type { HeadMoved, RunStarted } from "./signal";

/** A task and the terminal it runs in may both report one run this far apart. */
const sameRunMs = 2_000;
/** Git's own watcher tells of a new HEAD this long after the command at most. */
const headDelayMs = 15_000;
/** Git keeps the time of a commit in whole seconds, cut off. */
const commitTimeStepMs = 1_000;
/** The start of a command is heard this late in a window that is busy or far away. */
const lateStartMs = 500;
/** The same for `git commit`, where another reason for a commit just before it is hardly likely. */
const lateCommitMs = 5_000;

/** What is known of a run that is going on. */
interface KnownRun {
  readonly processId: number | undefined;
  readonly line: string | undefined;
  readonly startedMonotonicMs: number;
}

/** Whether a run just heard of is one that another observer told of already. */
export function isSameRun(run: KnownRun, signal: RunStarted, line: string | undefined): boolean {
  if (run.processId !== undefined && run.processId === signal.processId) return true;
  return (
    line !== undefined &&
    run.line === line &&
    Math.abs(run.startedMonotonicMs - signal.at.monotonicMs) <= sameRunMs
  );
}

/**
 * Whether an invocation made HEAD move: it was running when git says it committed, or, where git
 * says no time, a git command that ended a moment ago. Editors and watchers never do. Starts may
 * have been heard late, so a command that began right after the commit made it too.
 */
export function explains(invocation: Invocation, moved: HeadMoved): boolean {
  const { startedAtMs, durationMs, source, background, outcome, skill } = invocation;
  if (source === "git" || background) return false;
  const endedAtMs = outcome === "running" ? Infinity : startedAtMs + (durationMs ?? 0);
  if (moved.committedAtMs !== undefined) {
    const commitMs = moved.committedAtMs;
    const lateMs = skill.name === "git commit" ? lateCommitMs : lateStartMs;
    return startedAtMs < commitMs + commitTimeStepMs + lateMs && endedAtMs >= commitMs;
  }
  return skill.name.startsWith("git ") && endedAtMs >= moved.at.wallMs - headDelayMs;
}
