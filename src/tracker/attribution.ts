import type { Invocation } from "./model";
import type { HeadMoved, RunStarted } from "./signal";

/** A task and the terminal it runs in may both report one run this far apart. */
const sameRunMs = 2_000;
/** Git's own watcher tells of a new HEAD this long after the command at most. */
const headDelayMs = 15_000;

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
 * Whether an invocation made HEAD move: it was running when git says it committed (whole seconds),
 * or, where git says no time, a git command that ended a moment ago. Editors and watchers never do.
 */
export function explains(invocation: Invocation, moved: HeadMoved): boolean {
  const { startedAtMs, durationMs, source, background, outcome, skill } = invocation;
  if (source === "git" || background) return false;
  const endedAtMs = outcome === "running" ? Infinity : startedAtMs + (durationMs ?? 0);
  if (moved.committedAtMs !== undefined) {
    const commitMs = moved.committedAtMs;
    return startedAtMs < commitMs + 1_000 && endedAtMs >= commitMs;
  }
  return skill.name.startsWith("git ") && endedAtMs >= moved.at.wallMs - headDelayMs;
}
