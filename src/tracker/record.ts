import type { MeasuredCoverage } from "./coverage";
import type {
  Author,
  EndReason,
  FinalOutcome,
  InvocationId,
  SessionId,
  SkillKey,
  SkillRef,
  Source,
} from "./model";

/**
 * What is appended to a journal. Records are never changed; the store is what they add up to, in
 * whatever order and however often they are read.
 */
export type JournalRecord =
  | SessionStarted
  | SessionEnded
  | InvocationStarted
  | InvocationEnded
  | InvocationAmended
  | SkillPreferenceSet
  | RecommendationRejected
  | CoverageMeasured
  | Forgotten;

/** A window began to record. */
export interface SessionStarted {
  readonly type: "session-started";
  readonly sessionId: SessionId;
  readonly atMs: number;
  /** The session of the same window before a reload. */
  readonly previousSessionId?: SessionId;
  /** Name of the editor, for example "Visual Studio Code" or "Cursor". */
  readonly appName?: string;
  readonly workspaceName?: string;
}

export interface SessionEnded {
  readonly type: "session-ended";
  readonly sessionId: SessionId;
  readonly atMs: number;
}

/** An invocation began. Fields are those of `Invocation`. */
export interface InvocationStarted {
  readonly type: "started";
  readonly id: InvocationId;
  readonly sessionId: SessionId;
  readonly skill: SkillRef;
  readonly atMs: number;
  readonly author: Author;
  readonly source: Source;
  /** From the catalog; kept with the skill, the latest wins. */
  readonly category?: string | undefined;
  readonly background?: boolean | undefined;
  readonly phase?: string | undefined;
  readonly command?: string | undefined;
  readonly cwd?: string | undefined;
  readonly parentId?: InvocationId | undefined;
  readonly workflowPath?: string | undefined;
  readonly workflowStepId?: string | undefined;
  readonly query?: string | undefined;
  readonly alternatives?: readonly SkillKey[] | undefined;
  readonly selectionRank?: number | undefined;
}

/** An invocation ended. The first of these counts; a later one for the same id changes nothing. */
export interface InvocationEnded {
  readonly type: "ended";
  readonly id: InvocationId;
  readonly atMs: number;
  readonly outcome: FinalOutcome;
  readonly reason: EndReason;
  readonly durationMs?: number | undefined;
  readonly wallMs?: number | undefined;
  readonly exitCode?: number | undefined;
  readonly errorType?: string | undefined;
  readonly followUps?: readonly string[] | undefined;
  /** The shell told the command line better at the end than at the start. */
  readonly corrected?:
    Pick<InvocationStarted, "skill" | "category" | "phase" | "command" | "background"> | undefined;
}

/**
 * A person or a program changed what is recorded. May reach the store before the invocation itself
 * does (another writer's journal); of several, the one with the greatest `atMs`, then the greatest
 * `amendmentId`, wins field by field. `followUps` are added, not replaced.
 */
export interface InvocationAmended {
  readonly type: "amended";
  readonly amendmentId: string;
  readonly id: InvocationId;
  readonly atMs: number;
  readonly outcome?: FinalOutcome;
  readonly phase?: string;
  readonly skill?: SkillRef;
  readonly source?: Source;
  readonly errorType?: string;
  readonly followUps?: readonly string[];
}

/** What a person decided about a skill; the latest `atMs` wins field by field, null takes it back. */
export interface SkillPreferenceSet {
  readonly type: "preference";
  readonly skill: SkillRef;
  readonly atMs: number;
  readonly hidden?: boolean | null;
  readonly pinned?: boolean | null;
  readonly label?: string | null;
  readonly phase?: string | null;
}

/** "Not useful": this skill should rank lower after that one. */
export interface RecommendationRejected {
  readonly type: "rejected";
  readonly sessionId: SessionId;
  readonly skill: SkillRef;
  readonly atMs: number;
  /** The last skill when the recommendation was shown. */
  readonly after?: SkillRef;
}

/**
 * A coverage report lay in the workspace. Path and time say which one: windows that see the same
 * one tell the same measurement. `atMs` is the report's, not that of this record.
 */
export interface CoverageMeasured extends MeasuredCoverage {
  readonly type: "coverage-measured";
  readonly sessionId: SessionId;
}

/** A person asked that this be removed, from the database and from every journal. */
export interface Forgotten {
  readonly type: "forgotten";
  readonly atMs: number;
  readonly what: ForgetScope;
}

/** What to forget. `untilMs` bounds it: what is recorded later stays. */
export type ForgetScope =
  | { readonly type: "invocation"; readonly id: InvocationId }
  | { readonly type: "skill"; readonly skill: SkillRef; readonly untilMs: number }
  | { readonly type: "session"; readonly sessionId: SessionId }
  | { readonly type: "everything"; readonly untilMs: number };
