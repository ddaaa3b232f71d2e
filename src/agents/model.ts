import type { FinalOutcome } from "../tracker/model";

/** The agents whose own records can be read, as they are named in the history. */
export const agentNames = ["aider", "claude", "codex", "copilot", "gemini"] as const;
export type AgentName = (typeof agentNames)[number];

/** An agent the user agreed to follow. */
export interface Followed {
  readonly agent: AgentName;
  /** Runs that began before are left out, milliseconds since 1970 UTC; 0 = everything there is. */
  readonly sinceMs: number;
}

/** What an agent ran: a helper of its own, a skill, one of its tools, or a slash command. */
export const agentRunKinds = ["agent", "skill", "tool", "command"] as const;
export type AgentRunKind = (typeof agentRunKinds)[number];

/** What one run of an agent is known by, in whatever file or hook it is told of. */
export interface AgentRunId {
  readonly agent: AgentName;
  /** The agent's own id of the conversation the run belongs to. */
  readonly sessionId: string;
  /** The agent's own id of the run; unique within its session. */
  readonly runId: string;
}

/** A run began. */
export interface AgentRunStarted extends AgentRunId {
  readonly type: "run-started";
  readonly kind: AgentRunKind;
  /** What the agent calls it: a tool's name, a skill's, a subagent's type, `/clear`. Never a prompt. */
  readonly name: string;
  /** By the agent's clock, milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** Absolute, as the agent wrote it. Undefined: it never said where it works. */
  readonly cwd: string | undefined;
  /** The `runId` of the run this one was part of, within the same session. */
  readonly parentRunId?: string | undefined;
  /** The command line of a shell tool, as it was run: to be redacted by whoever keeps it. */
  readonly command?: string | undefined;
}

/**
 * How long a run took, and what that is. `measured`: the agent timed the run itself. `wall`: the
 * time between two of its log entries, which includes waiting for a permission.
 */
export interface AgentDuration {
  /** Milliseconds ≥ 0. */
  readonly ms: number;
  readonly kind: "measured" | "wall";
}

/** Why an agent's run counts as ended: it said so, it was stopped, or the user refused it. */
export type AgentEndReason = "reported" | "cancelled" | "rejected";

/** A run ended. May repeat, and may come without a start where a log begins in the middle. */
export interface AgentRunEnded extends AgentRunId {
  readonly type: "run-ended";
  /** By the agent's clock, milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** What the user rejected or stopped is `abandoned`; what nobody judged is `unknown`. */
  readonly outcome: FinalOutcome;
  readonly reason: AgentEndReason;
  /** Undefined: no start is known, or the file says no times. */
  readonly duration?: AgentDuration | undefined;
  readonly exitCode?: number | undefined;
  /** A short code or class of error, never its message. */
  readonly errorType?: string | undefined;
}

export type AgentSignal = AgentRunStarted | AgentRunEnded;

/** Lines nobody could use, by why: for the log, so that a new format does not go unnoticed. */
export interface SkippedLines {
  /** Not JSON, or not of the form its type asks for. */
  readonly unreadable: number;
  /** Types this reader does not know, each with how many lines had it. */
  readonly unknownTypes: ReadonlyMap<string, number>;
}

/**
 * Reads one log file that an agent appends to, line by line, from its first line on.
 *
 * Keeps no text of a line beyond what its signals hold. Never throws for what a line says.
 */
export interface LogReader {
  /** Takes one whole line without its line break. @returns what it told, in order; often nothing. */
  read(line: string): readonly AgentSignal[];
  readonly skipped: SkippedLines;
  /**
   * @returns what is needed to go on after the last line read, as plain JSON of a few kilobytes at
   *   most. Given to the factory that made the reader, reading goes on as if it had not stopped.
   */
  state(): unknown;
}

/** What a path says about a log before it is read. */
export interface LogPlace {
  /** Of the log itself, absolute. */
  readonly path: string;
  /** What the file that `companionOf` names holds, as parsed JSON. Undefined: it is not there. */
  readonly companion?: unknown;
}

/** One format of log files. */
export interface LogFormat {
  readonly agent: AgentName;
  /** Stable; part of what is remembered about a file. For example `claude-transcript`. */
  readonly id: string;
  /**
   * @returns the path of a small JSON file beside a log that says more about it, such as which run
   *   launched the agent it is of; undefined: this log has none.
   */
  companionOf?(path: string): string | undefined;
  /**
   * Begins to read, or goes on where a former reader stopped.
   *
   * @param state what that reader's `state()` gave. Anything else begins anew.
   */
  open(place: LogPlace, state?: unknown): LogReader;
}

/**
 * A format whose file is written as a whole each time: all of it is read again when it changed.
 * Which of its runs are new is for the receiver to tell, by their ids.
 */
export interface DocumentFormat {
  readonly agent: AgentName;
  readonly id: string;
  /** @returns every run the document tells of, and what could not be used. Never throws. */
  read(
    text: string,
    place: LogPlace,
  ): {
    readonly signals: readonly AgentSignal[];
    readonly skipped: SkippedLines;
  };
}
