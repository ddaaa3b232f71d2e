/** What sort of skill it is; the earlier Session Buddy schema calls it modality. */
export const skillKinds = [
  "command",
  "terminal",
  "task",
  "test",
  "debug",
  "notebook",
  "agent",
  "tool",
  "skill",
  "chat",
] as const;
export type SkillKind = (typeof skillKinds)[number];

/** How an invocation stands. `unknown`: it ended and nobody said how; never counted as a failure. */
export const outcomes = ["running", "completed", "failed", "abandoned", "unknown"] as const;
export type Outcome = (typeof outcomes)[number];
/** How an invocation ended. */
export type FinalOutcome = Exclude<Outcome, "running">;

/**
 * Why an invocation counts as ended.
 *
 * - `reported`: the program, task or debugger gave its result.
 * - `cancelled`: the user or the host stopped it (Ctrl+C, a terminated task).
 * - `superseded`: its terminal began another command before this one reported an end.
 * - `terminal-closed`, `window-closed`: what it ran in went away, and we saw that.
 * - `host-lost`: the recording process died; found later by whoever folded its journal.
 * - `by-hand`: a person said so.
 * - `rejected`: the user did not let an agent run it.
 */
export const endReasons = [
  "reported",
  "cancelled",
  "superseded",
  "terminal-closed",
  "window-closed",
  "host-lost",
  "by-hand",
  "rejected",
] as const;
export type EndReason = (typeof endReasons)[number];

/**
 * Which observer saw it; `log` and `hook` are an agent's own account, `mcp` and `chat` an agent that
 * told us itself, from outside and from inside of the editor.
 */
export const sources = [
  "terminal",
  "task",
  "debug",
  "notebook",
  "launcher",
  "git",
  "api",
  "hand",
  "log",
  "hook",
  "mcp",
  "chat",
] as const;
export type Source = (typeof sources)[number];

/** A time-ordered UUIDv7. */
export type InvocationId = string;
/** A time-ordered UUIDv7; one window from activation to close. */
export type SessionId = string;

/** What identifies a skill: its kind and its name. */
export interface SkillRef {
  readonly kind: SkillKind;
  readonly name: string;
}

/** One string for one skill, for maps and tree ids, for example `terminal:git commit`. */
export type SkillKey = `${SkillKind}:${string}`;

/** @returns the key of a skill; `parseSkillKey` undoes it. */
export function skillKey(skill: SkillRef): SkillKey {
  return `${skill.kind}:${skill.name}`;
}

/** @returns the skill a key names, or undefined when the text is not a key. */
export function parseSkillKey(key: string): SkillRef | undefined {
  const colon = key.indexOf(":");
  const kind = skillKinds.find((known) => known === key.slice(0, colon));
  const name = key.slice(colon + 1);
  return colon < 0 || kind === undefined || name === "" ? undefined : { kind, name };
}

/** Who ran it. `agentName` is set only for agents, and not always known. */
export interface Author {
  readonly kind: "user" | "agent";
  readonly agentName?: string;
}

/**
 * One use of a skill. What is not known is absent or undefined, which is the same: objects with all
 * their properties from the start are copied twenty times faster than ones that grow.
 */
export interface Invocation {
  readonly id: InvocationId;
  readonly sessionId: SessionId;
  readonly skill: SkillRef;
  /** Wall clock at the start, milliseconds since 1970 UTC. */
  readonly startedAtMs: number;
  readonly outcome: Outcome;
  readonly endReason?: EndReason | undefined;
  /** From a monotonic clock, milliseconds ≥ 0; absent while running and where nobody measured it. */
  readonly durationMs?: number | undefined;
  /**
   * Between the start and the end that an agent's log names, milliseconds ≥ 0, where nobody measured
   * the run itself. Includes waiting for a permission: never counted among durations.
   */
  readonly wallMs?: number | undefined;
  readonly exitCode?: number | undefined;
  readonly author: Author;
  readonly source: Source;
  /** Never ends by itself (a watch task, a dev server): kept out of durations. */
  readonly background: boolean;
  /** Stage of work; one of the `sessionBuddy.phases` setting at the time. */
  readonly phase?: string | undefined;
  /** Redacted, as much of it as `sessionBuddy.arguments` allows. */
  readonly command?: string | undefined;
  /** Relative to the workspace folder, `.` for the folder itself; not kept outside of it. */
  readonly cwd?: string | undefined;
  readonly parentId?: InvocationId | undefined;
  readonly workflowPath?: string | undefined;
  readonly workflowStepId?: string | undefined;
  /** What the user was trying to solve, when they told us. Redacted. */
  readonly query?: string | undefined;
  /** Skills that were offered beside this one, best first. */
  readonly alternatives: readonly SkillKey[];
  /** 1 = the first recommendation was chosen. */
  readonly selectionRank?: number | undefined;
  readonly followUps: readonly string[];
  readonly errorType?: string | undefined;
}

/** How many invocations of some set stand how. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/**
 * Completed ÷ (completed + failed + abandoned), 0–1; undefined when nothing finished.
 * Running and unknown do not count, neither above nor below the line.
 */
export function completionRate(counts: OutcomeCounts): number | undefined {
  const finished = counts.completed + counts.failed + counts.abandoned;
  return finished === 0 ? undefined : counts.completed / finished;
}
