/**
 * The API of Session Buddy for other extensions, version 1. Copy this file into your sources; it
 * needs nothing else.
 *
 * ```ts
 * import type { SessionBuddyApi } from "./session-buddy";
 *
 * const extension = vscode.extensions.getExtension<SessionBuddyApi>("session-buddy.session-buddy");
 * const buddy = await extension?.activate();
 *
 * const complete = buddy?.track({ skill: "tool:search", agent: "My Agent", query: "flaky test" });
 * try {
 *   await search();
 *   complete?.();
 * } catch (error) {
 *   complete?.({ outcome: "failed", errorType: "SearchError" });
 *   throw error;
 * }
 * ```
 *
 * `getExtension` gives undefined where Session Buddy is not installed. Name it in your
 * `extensionDependencies` only when yours cannot work without it. All values handed out are plain
 * and yours to keep.
 *
 * A wrong argument is a `TypeError` whose message names the field. Secrets are replaced in every
 * text before it is kept.
 */
export interface SessionBuddyApi {
  /** Rises when something below changes in a way that breaks its users. */
  readonly version: 1;
  /**
   * Begins an invocation, now. While recording is paused or off nothing is kept, and the returned
   * function does nothing; there is no need to ask first.
   *
   * @returns the function that ends it
   * @throws TypeError for a wrong argument; then nothing was begun
   */
  track(request: ApiTrackRequest): ApiCompleter;
  /**
   * What is likely to be run next in this workspace, best first. Rejects with a `TypeError` for a
   * wrong argument, with another error when the history cannot be read.
   */
  recommend(request?: ApiRecommendRequest): Promise<readonly Recommendation[]>;
  /**
   * This window's invocations, newest first, whoever began them: all that run, and the latest ended
   * ones (up to a thousand together).
   */
  invocations(): readonly Invocation[];
  summary(): ApiSummary;
  /**
   * What ran in one session, this window's when none is named: counts by outcome, and each skill by
   * use. The shape is the same where nothing ran. Reads the history: not for every second.
   */
  getSessionSummary(sessionId?: string): Promise<SessionUsage>;
  /** The same of all sessions in this workspace's history. */
  getSummary(): Promise<UsageSummary>;
  /** Every skill that was ever used in this workspace with its figures, most used first. */
  getAllMetrics(): Promise<readonly SkillUsage[]>;
  /**
   * Where what is recorded goes now, as it really is: the setting `sessionBuddy.backend` names what is
   * wanted.
   */
  getBackend(): BackendInUse;
  /**
   * Calls `listener` shortly after something changed, once for changes that come together.
   *
   * @returns what ends it; push it to your `context.subscriptions`
   */
  readonly onDidChange: (listener: (summary: ApiSummary) => void) => Disposable;
}

export interface ApiTrackRequest {
  /**
   * What is used: both parts; a key such as `tool:search`; or a name alone, which is then of kind
   * `skill`. Names are kept in one line of at most 200 characters.
   */
  readonly skill: string | SkillRef;
  /** Name of the agent that runs it; absent: the user. Empty: an agent without a name. */
  readonly agent?: string;
  /**
   * One of the setting `sessionBuddy.phases`; any other is left out. A phase that the user pinned,
   * or gave this skill, comes first.
   */
  readonly phase?: string;
  /** A command line for the terminal that does the same, so that it can be offered again. */
  readonly command?: string;
  /** What it is to solve, in the user's words; recommendations are found by it. */
  readonly query?: string;
  readonly workflowPath?: string;
  readonly workflowStepId?: string;
  /** What was offered beside it, best first; at most 100 are kept. */
  readonly alternatives?: readonly SkillKey[];
  /** 1 = the best one offered was chosen. At least 1, rounded down. */
  readonly selectionRank?: number;
}

/**
 * Ends an invocation. The first call counts, later ones change nothing. One that is never called
 * leaves the invocation running until the window closes; then it counts as abandoned.
 *
 * @throws TypeError for a wrong argument; then the invocation goes on
 */
export interface ApiCompleter {
  (completion?: ApiCompletion): void;
  /** The invocation's id. */
  readonly id: string;
}

export interface ApiCompletion {
  /** Default `completed`. Cancelled and rejected runs are `abandoned`. */
  readonly outcome?: FinalOutcome;
  /** For example `TimeoutError`. */
  readonly errorType?: string;
  /** What was done about the result; at most 100 are kept. */
  readonly followUps?: readonly string[];
  /** Milliseconds ≥ 0, where you measured them better; default: the time since `track`. */
  readonly durationMs?: number;
}

export interface ApiRecommendRequest {
  /** Words that describe a problem: only skills that match them are given. */
  readonly query?: string;
  /** One of the setting `sessionBuddy.phases`; any other is left out. */
  readonly phase?: string;
  /** At least 1, at most 100; default: the setting `sessionBuddy.maxRecommendations`. */
  readonly limit?: number;
  /** How well a query must be answered, 0–1; default: the setting `sessionBuddy.minSimilarity`. */
  readonly minSimilarity?: number;
  /** Only skills of this kind. */
  readonly kind?: SkillKind;
  /** Only what a person, or an agent, has run. */
  readonly author?: "user" | "agent";
  /** Only what ran in this session, by its id. */
  readonly session?: string;
}

/**
 * `direct`: kept in this window's history. `mcp`: kept there, and delivered to another Session Buddy
 * server. `none`: nothing is recorded.
 */
export type BackendInUse =
  | "direct"
  | "mcp (connected)"
  | `mcp (waiting: ${number} to deliver)`
  | "direct (mcp does not answer)"
  | "none";

/** How this window's session stands. */
export interface ApiSummary {
  readonly sessionId: string;
  /** `paused`: by the user, for now. `off`: by the setting. */
  readonly tracking: "on" | "paused" | "off";
  readonly counts: OutcomeCounts;
  /** completed ÷ (completed + failed + abandoned), 0–1; absent when nothing finished. */
  readonly completionRate?: number;
  /** The pinned phase, else that of the newest invocation that has one. */
  readonly phase?: string;
  /** Of all sessions in this workspace's history; 0 until it was read. */
  readonly totalInvocations: number;
}

/** What some runs came to. */
export interface Usage {
  /** Running and unknown ones stand apart: neither is abandoned. */
  readonly counts: OutcomeCounts;
  readonly total: number;
  /** completed ÷ (completed + failed + abandoned), 0–1; absent when nothing finished. */
  readonly completionRate?: number;
  /** Sum over all foreground runs with a known duration, whatever their outcome, milliseconds. */
  readonly totalDurationMs: number;
  /** How many runs the mean rests on: completed, in the foreground, with a known duration. */
  readonly measured: number;
  /** Milliseconds; absent where nothing was measured. */
  readonly meanDurationMs?: number;
}

/** How often a text occurred. */
export interface TextCount {
  readonly text: string;
  readonly count: number;
}

/** How often a skill was used. */
export interface SkillCount {
  readonly key: SkillKey;
  /** The name to show. */
  readonly label: string;
  readonly count: number;
}

/** What is known of one skill's runs. Lists of texts: most frequent first, then by text. */
export interface SkillUsage extends Usage {
  readonly key: SkillKey;
  readonly kind: SkillKind;
  readonly name: string;
  /** The name to show. */
  readonly label: string;
  readonly workflowPaths: readonly TextCount[];
  readonly errorTypes: readonly TextCount[];
  readonly followUps: readonly TextCount[];
  /** Mean rank of the recommendations it was chosen from, ≥ 1; absent where it never was. */
  readonly meanSelectionRank?: number;
  /** Completion rate of the runs that were the first recommendation, 0–1. */
  readonly firstChoiceRate?: number;
  /** Milliseconds since 1970 UTC. */
  readonly firstStartedAtMs: number;
  readonly lastStartedAtMs: number;
}

/** Many skills as one row of figures. */
export interface UsageSummary extends Usage {
  /** How many different ones. */
  readonly skills: number;
  /** Absent when nothing ran. */
  readonly mostUsed?: SkillCount;
  /** Most used first, then by key. */
  readonly byUse: readonly SkillCount[];
  /** Milliseconds since 1970 UTC; absent when nothing ran. */
  readonly firstStartedAtMs?: number;
  readonly lastStartedAtMs?: number;
}

/** A session that nobody knows is as empty as one in which nothing ran. */
export interface SessionUsage extends UsageSummary {
  readonly sessionId: string;
}

export type SkillKind =
  | "command"
  | "terminal"
  | "task"
  | "test"
  | "debug"
  | "notebook"
  | "agent"
  | "tool"
  | "skill"
  | "chat";

/** What identifies a skill. */
export interface SkillRef {
  readonly kind: SkillKind;
  readonly name: string;
}

/** One string for one skill: kind, colon, name, for example `terminal:git commit`. */
export type SkillKey = `${SkillKind}:${string}`;

/** `unknown`: it ended and nobody said how; never counted as a failure. */
export type Outcome = "running" | "completed" | "failed" | "abandoned" | "unknown";
export type FinalOutcome = Exclude<Outcome, "running">;
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** One use of a skill. What is not known is absent or undefined, which is the same. */
export interface Invocation {
  /** A time-ordered UUID (version 7). */
  readonly id: string;
  readonly sessionId: string;
  readonly skill: SkillRef;
  /** Milliseconds since 1970 UTC. */
  readonly startedAtMs: number;
  readonly outcome: Outcome;
  /** Why it counts as ended. */
  readonly endReason?:
    | "reported"
    | "cancelled"
    | "superseded"
    | "terminal-closed"
    | "window-closed"
    | "host-lost"
    | "by-hand"
    | "rejected"
    | undefined;
  /** Milliseconds ≥ 0. */
  readonly durationMs?: number | undefined;
  /** What an agent's log says where nobody measured; includes waiting for a permission. */
  readonly wallMs?: number | undefined;
  readonly exitCode?: number | undefined;
  readonly author: Author;
  /** Who saw it; `api` for what was tracked here. */
  readonly source:
    | "terminal"
    | "task"
    | "debug"
    | "notebook"
    | "launcher"
    | "git"
    | "api"
    | "hand"
    | "log"
    | "hook"
    | "mcp"
    | "chat";
  /** Never ends by itself, for example a dev server. */
  readonly background: boolean;
  readonly phase?: string | undefined;
  /** With secrets replaced, and as much of it as `sessionBuddy.arguments` allows. */
  readonly command?: string | undefined;
  /** Relative to the workspace folder where it is inside of it. */
  readonly cwd?: string | undefined;
  readonly parentId?: string | undefined;
  readonly workflowPath?: string | undefined;
  readonly workflowStepId?: string | undefined;
  readonly query?: string | undefined;
  readonly alternatives: readonly SkillKey[];
  readonly selectionRank?: number | undefined;
  readonly followUps: readonly string[];
  readonly errorType?: string | undefined;
}

export interface Author {
  readonly kind: "user" | "agent";
  /** Only of agents, and not always known. */
  readonly agentName?: string;
}

/** A skill worth running next. */
export interface Recommendation {
  readonly skill: SkillRef;
  readonly key: SkillKey;
  /** The name to show. */
  readonly label: string;
  /** 1 = best. */
  readonly rank: number;
  /** 0–1. */
  readonly score: number;
  /** Sorted by the size of their share, greatest first; the shares add up to the score. */
  readonly reasons: readonly Reason[];
  /** Its newest command line, where one was kept; `…` in it stands for what was not. */
  readonly command?: string;
  readonly cwd?: string;
  /** How often it was used in this workspace. */
  readonly invocations: number;
  /** 0–1; absent when nothing finished. */
  readonly completionRate?: number;
  /** Milliseconds since 1970 UTC; 0 when it never ran. */
  readonly lastStartedAtMs: number;
  /** Whether it is offered to be tried: it ran seldom, and stands in the last place for that. */
  readonly toTry?: true;
  /** Only of a skill that never ran here and that other users complete. */
  readonly fromOthers?: FromOthers;
}

/** What others share of a skill; never of fewer than five of them, and never who they are. */
export interface FromOthers {
  /** How many completed it. */
  readonly users: number;
  /** Smoothed, more than 0 and less than 1. */
  readonly completionRate: number;
  /** Median of their medians, milliseconds. */
  readonly medianMs?: number;
  /** The phase most of them run it in. */
  readonly phase?: string;
}

/** Why one factor speaks for a skill or, with a negative `share`, against it. */
export interface Reason {
  readonly factor:
    | "comesNext"
    | "followsLast"
    | "frequency"
    | "recency"
    | "completion"
    | "phase"
    | "effectiveness"
    | "afterFailure"
    | "forLanguage"
    | "forFile"
    | "matchesQuery"
    | "pinned"
    | "rejected"
    | "fromOthers";
  /** 0–1. */
  readonly value: number;
  readonly share: number;
  /** `count` of `total`, where the factor rests on counts. */
  readonly count?: number;
  readonly total?: number;
  /** What it refers to: a skill key, a phase, a language, a file, or words of the query. */
  readonly about?: string;
  /** Only of `comesNext`: how likely it comes next, 0–1. */
  readonly probability?: number;
  /** Only of `matchesQuery`: how near it is by meaning, 0–1; absent where that is not known. */
  readonly meaning?: number;
  /** Only of `matchesQuery`: what it was run for before, where that answers best. */
  readonly asked?: string;
}

export interface Disposable {
  dispose(): void;
}
